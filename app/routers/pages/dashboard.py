"""Tổng quan: a branch of the tree at a glance, each number a link to its rows."""

from fastapi import APIRouter, Request, Response

from app import clock
from app.domain import access, dashboards, directives, tasks
from app.domain.access import Permission
from app.routers.edge.deps import CurrentActor, Read
from app.routers.edge.forms import one_id
from app.routers.edge.render import render

router = APIRouter()


@router.get("/dashboard", name="dashboard:show")
async def show(request: Request, read: Read, actor: CurrentActor, directive: str = "", scope: str = "") -> Response:
    access.require_anywhere(actor, Permission.see)
    view = await dashboards.overview(read, actor, scope_id=one_id(scope), directive_id=one_id(directive))
    context = {
        "view": view,
        "scopes": await dashboards.scopes(read, actor),
        "choices": [row.directive for row in await directives.page(read, actor, limit=100)],
        "directive": directive,
        "words": list(tasks.WORD_LABELS),
        "Word": tasks.Word,
        "today_": clock.today(),
        "tiles": tiles(view),
    }
    return render(request, "dashboard/show.html", context, fragment="dashboard/_main.html")


def tiles(view: dashboards.Dashboard) -> list[tuple[dashboards.Line, int, float]]:
    """Units with their overdue share in percent and its step of five, for the coloured table."""
    found = []
    for line in view.lines:
        share = 100 * line.late / line.total if line.total else 0.0
        found.append((line, min(4, int(share // 3)), share))
    return found
