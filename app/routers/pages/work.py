"""Việc của tôi: what one's units have to report on, with the entry form on every row."""

from fastapi import APIRouter, Request, Response

from app.domain import access, progress, tasks
from app.domain.access import Permission
from app.routers.edge.deps import CurrentActor, Read
from app.routers.edge.render import render

router = APIRouter()

MOST = 200
FILTERS = (tasks.Word.late, tasks.Word.soon, tasks.Word.wait, tasks.Word.done)


@router.get("/work", name="work:list")
async def work(request: Request, read: Read, actor: CurrentActor, word: str = "", q: str = "") -> Response:
    access.require_anywhere(actor, Permission.see)
    chosen = tasks.Word(word) if word in {one.value for one in tasks.Word} else None
    rows = await tasks.work(read, actor, word=chosen, q=q, limit=MOST)
    notes = await progress.returned_notes(read, [row.id for row in rows])
    by_word = await tasks.work_counts(read, actor)
    groups: dict[tasks.Word, list[tasks.AssignmentRow]] = {}
    for row in rows:
        groups.setdefault(row.word(), []).append(row)
    context = {
        "groups": groups,
        "shown": len(rows),
        "most": MOST,
        "notes": notes,
        "by_word": by_word,
        "to_record": sum(by_word[one] for one in (tasks.Word.late, tasks.Word.soon, tasks.Word.doing, tasks.Word.none)),
        "chosen": chosen,
        "filters": FILTERS,
        "q": q,
        "reportable": tasks.REPORTABLE,
    }
    return render(request, "work/index.html", context, fragment="work/_list.html")
