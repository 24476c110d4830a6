"""Tổng quan: a branch of the tree at a glance, each number a link to its rows."""

from dataclasses import dataclass

from fastapi import APIRouter, Request, Response

from app import clock
from app.domain import access, dashboards, directives, tasks
from app.domain.access import Permission
from app.routers.edge.deps import CurrentActor, Read
from app.routers.edge.forms import one_id
from app.routers.edge.render import render

router = APIRouter()

FEWEST_TILES = 8
FIRST_LINES = 10


@router.get("/dashboard", name="dashboard:show")
async def show(
    request: Request, read: Read, actor: CurrentActor, directive: str = "", scope: str = "", units: str = ""
) -> Response:
    access.require_anywhere(actor, Permission.see)
    view = await dashboards.overview(read, actor, scope_id=one_id(scope), directive_id=one_id(directive))
    tiles = dashboards.tiles(view.lines)
    context = {
        "view": view,
        "scopes": await dashboards.scopes(read, actor),
        "choices": [row.directive for row in await directives.page(read, actor, limit=100)],
        "directive": directive,
        "words": list(tasks.WORD_LABELS),
        "Word": tasks.Word,
        "today_": clock.today(),
        "tiles": tiles if len(tiles) >= FEWEST_TILES else [],
        "steps": dashboards.TILE_STEPS,
        "lines": view.lines if units == "all" else view.lines[:FIRST_LINES],
        "more": 0 if units == "all" else max(0, len(view.lines) - FIRST_LINES),
        "chart": chart(view.course),
    }
    return render(request, "dashboard/show.html", context, fragment="dashboard/_main.html")


@dataclass(frozen=True)
class Chart:
    """Points of the two lines on a plane of 900 × 200, and the last month's shares in percent."""

    due: str
    completed: str
    last: tuple[float, float]
    due_share: float
    completed_share: float
    month: int
    year: int


def chart(course: dashboards.Course) -> Chart | None:
    """The course of the year as lines; nothing where no assignment has a deadline."""
    if not course.with_deadline or not course.months:
        return None

    def point(month: int, number: int) -> tuple[float, float]:
        return 44 + 74 * (month - 1), 168 - 150 * number / course.with_deadline

    def line(points: list[tuple[float, float]]) -> str:
        return " ".join(f"{x:g},{y:.1f}" for x, y in points)

    due = [point(one.ends_on.month, one.due) for one in course.months]
    completed = [point(one.ends_on.month, one.completed) for one in course.months]
    end = course.months[-1]
    return Chart(
        line(due),
        line(completed),
        completed[-1],
        100 * end.due / course.with_deadline,
        100 * end.completed / course.with_deadline,
        end.ends_on.month,
        end.ends_on.year,
    )
