"""Văn bản: the registry, a directive's page, its registration and the review of its drafts."""

from typing import Any
from uuid import UUID

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from app.db import Session
from app.domain import access, calendar, directives, drafts, organisation, tasks
from app.domain.access import Actor, Permission
from app.domain.inputs import Nothing
from app.models.directives import DirectiveKind, DirectiveState
from app.models.drafts import Draft
from app.routers.edge.deps import CurrentActor, Read, Tx
from app.routers.edge.forms import Form, attempt, filled, one_id, whole
from app.routers.edge.intake import PostedDocument
from app.routers.edge.once import once
from app.routers.edge.render import is_fragment, render
from app.words import N_, say

router = APIRouter()

MOST = 200


@router.get("/directives", name="directives:list")
async def listed(
    request: Request, read: Read, actor: CurrentActor, q: str = "", kind: str = "", issuer: str = "", state: str = ""
) -> Response:
    access.require_anywhere(actor, Permission.see)
    rows = await directives.page(
        read,
        actor,
        q=q,
        kind=DirectiveKind(kind) if kind in {one.value for one in DirectiveKind} else None,
        issuer=issuer,
        state=DirectiveState(state) if state in {one.value for one in DirectiveState} else None,
        limit=MOST,
    )
    by_word = await tasks.counts_by_directive(read, actor, [row.directive.id for row in rows])
    found = await tasks.page(read, actor, q=q, limit=20) if q.strip() else []
    context = {
        "rows": rows,
        "by_word": by_word,
        "tasks": found,
        "words": list(tasks.WORD_LABELS),
        "late": tasks.Word.late,
        "q": q,
        "kind": kind,
        "issuer": issuer,
        "state": state,
        "kinds": list(DirectiveKind),
        "states": list(DirectiveState),
        "may_register": actor.may(Permission.directive_register),
        "may_add": actor.may(Permission.task_edit),
        "most": MOST,
    }
    return render(request, "directives/index.html", context, fragment="directives/_rows.html")


@router.get("/directives/new", name="directives:new")
async def new(request: Request, actor: CurrentActor) -> Response:
    access.require_anywhere(actor, Permission.directive_register)
    return render(request, "directives/new.html", {"errors": {}, "typed": {}, "kinds": list(DirectiveKind)})


@router.post("/directives", name="directives:create")
@once
async def create(request: Request, tx: Tx, actor: CurrentActor, intake: PostedDocument) -> Response:
    """Register a directive from a file or pasted text, derive its drafts, and lead to the review."""
    form, document = intake.form, intake.document
    directive = None
    if document is not None:
        async with attempt(tx, form):
            directive = await directives.register(
                tx, actor, form.value, document.extracted, document.found, document.upload
            )
            await drafts.propose(tx, actor, directive, document.found)
    if directive is None or form.errors:
        context = {"errors": form.errors, "typed": form.typed, "kinds": list(DirectiveKind)}
        return render(request, "directives/new.html", context, status=422)
    target = f"/directives/{directive.id}/derive"
    if is_fragment(request):
        return Response(status_code=204, headers={"HX-Redirect": target})
    return RedirectResponse(target, 303)


@router.get("/directives/{directive_id}", name="directives:show")
async def show(request: Request, read: Read, actor: CurrentActor, directive_id: UUID) -> Response:
    directive = await directives.get(read, actor, directive_id)
    held = await tasks.page(read, actor, directive_id=directive_id, limit=200)
    context = {
        "directive": directive,
        "related": await directives.related(read, actor, directive_id),
        "tasks": sorted(held, key=lambda row: (row.task.position, row.task.created_at)),
        "by_word": (await tasks.counts_by_directive(read, actor, [directive_id])).get(directive_id, {}),
        "by_unit": await tasks.counts_by_unit(read, actor, directive_id=directive_id),
        "words": list(tasks.WORD_LABELS),
        "names": await organisation.names_of(read, [directive.registering_unit_id]),
        "may_review": await access.reaches(read, actor, Permission.directive_register, directive.registering_unit_id),
        "errors": {},
        "typed": {},
    }
    return render(request, "directives/show.html", context)


@router.get("/directives/{directive_id}/edit", name="directives:edit")
async def edit(request: Request, read: Read, actor: CurrentActor, directive_id: UUID) -> Response:
    directive = await directives.get(read, actor, directive_id)
    await access.require(read, actor, Permission.directive_register, directive.registering_unit_id, seen=True)
    context = {"directive": directive, "errors": {}, "typed": {}, "kinds": list(DirectiveKind)}
    return render(request, "directives/edit.html", context)


@router.post("/directives/{directive_id}", name="directives:revise")
@once
async def revise(request: Request, tx: Tx, actor: CurrentActor, directive_id: UUID) -> Response:
    form = await filled(request, directives.DirectiveRevision, extra=("version",))
    if form.valid:
        async with attempt(tx, form):
            await directives.revise(tx, actor, directive_id, form.value, version=whole(form.typed.get("version")))
    if form.errors:
        directive = await directives.get(tx, actor, directive_id)
        context = {"directive": directive, "errors": form.errors, "typed": form.typed, "kinds": list(DirectiveKind)}
        return render(request, "directives/edit.html", context, status=422)
    return RedirectResponse(f"/directives/{directive_id}", 303)


async def _offered(session: Session, actor: Actor, draft: Draft | None) -> list[organisation.UnitOnDay]:
    """The units to choose from; those chosen already stand first where the list is too long to hold them."""
    if not actor.may(Permission.assign):
        return []
    units = await organisation.assignable(session, actor)
    held = {UUID(one["unit_id"]) for one in draft.lead if one.get("unit_id")} if draft else set()
    missing = held - {unit.id for unit in units}
    return [*(await organisation.by_id(session, missing)), *units] if missing else units


def _now_called(lead: list[Any], names: dict[UUID, str]) -> list[str]:
    """The names that the units bear today, where the text calls them otherwise."""
    today = [names[UUID(one["unit_id"])] for one in lead if one.get("unit_id")]
    return [name for name in today if name not in {one["name"] for one in lead}]


async def _review(
    session: Session,
    actor: Actor,
    directive_id: UUID,
    *,
    on: UUID | None = None,
    done: str = "",
    form: Form[Any] | None = None,
) -> dict[str, Any]:
    review = await drafts.review(session, actor, directive_id)
    shown = review.shown
    pending = [draft for draft in shown if draft.state.value == "pending"]
    chosen = next((draft for draft in pending if draft.id == on), pending[0] if pending else None)
    held = {UUID(one["unit_id"]) for draft in shown for one in draft.lead if one.get("unit_id")}
    names = await organisation.names_of(session, held)
    return {
        "review": review,
        "now_called": {draft.id: _now_called(draft.lead, names) for draft in shown},
        "shown": shown,
        "pending": pending,
        "rejected": [draft for draft in review.drafts if draft.state.value == "rejected"],
        "chosen": chosen,
        "units": await _offered(session, actor, chosen),
        "done": done,
        "chosen_day_off": chosen is not None
        and chosen.due_on is not None
        and not (await calendar.calendar_of(session)).works(chosen.due_on),
        "counts_from_an_event": tasks.counts_from_an_event,
        "errors": form.errors if form else {},
        "typed": form.typed if form else {},
    }


@router.get("/directives/{directive_id}/derive", name="drafts:review")
async def review(
    request: Request, read: Read, actor: CurrentActor, directive_id: UUID, draft: str = "", lacking: str = ""
) -> Response:
    context = await _review(read, actor, directive_id, on=one_id(draft))
    numbers = [number for number in lacking.split(",") if number.isdecimal()][:200]
    if numbers:
        said = N_("Việc {numbers} chưa chọn đơn vị nên chưa giao; bấm Sửa, chọn đơn vị rồi giao.")
        context["errors"] = {"": say(said, numbers=", ".join(numbers))}
    return render(request, "drafts/review.html", context, fragment="drafts/_main.html")


async def _reviewed(
    request: Request,
    tx: Session,
    actor: Actor,
    directive_id: UUID,
    *,
    on: UUID | None = None,
    form: Form[Any],
    done: str = "",
) -> Response:
    """The review as it now is; a form that was refused comes back with its words."""
    if not form.errors and not is_fragment(request):
        tail = (f"?draft={on}" if on else "") + (f"#t{on}" if on else "#drafts")
        return RedirectResponse(f"/directives/{directive_id}/derive{tail}", 303)
    context = await _review(tx, actor, directive_id, on=on, form=form, done=done)
    return render(
        request, "drafts/review.html", context, fragment="drafts/_main.html", status=422 if form.errors else 200
    )


@router.post("/drafts/{draft_id}", name="drafts:decide")
@once
async def decide(request: Request, tx: Tx, actor: CurrentActor, draft_id: UUID) -> Response:
    """One form, several buttons: take, save, split, join with the one before, drop, look at again."""
    form = await filled(
        request, drafts.DraftRevision, lists=("unit_ids", "cooperating_ids"), extra=("do", "at", "version")
    )
    draft = await drafts.get(tx, actor, draft_id)
    act = str(form.typed.get("do", "accept"))
    seen = whole(form.typed.get("version"))
    on: UUID | None = None
    done = ""
    if form.valid or act in ("drop", "reopen", "split", "merge"):
        form.errors = {}
        async with attempt(tx, form):
            if act == "accept":
                await drafts.accept(tx, actor, draft_id, form.value, version=seen)
                done = say(N_("Đã nhận việc {number}"), number=draft.position)
            elif act == "save":
                await drafts.revise(tx, actor, draft_id, form.value, version=seen)
                on, done = draft_id, say(N_("Đã lưu việc {number}"), number=draft.position)
            elif act == "split":
                first, _ = await drafts.split(tx, actor, draft_id, drafts.Split(at=whole(form.typed.get("at"))))
                on, done = first.id, say(N_("Đã tách việc {number}"), number=draft.position)
            elif act == "merge":
                on = (await drafts.merge(tx, actor, draft_id, drafts.Merge())).id
                done = say(N_("Đã gộp việc {number}"), number=draft.position)
            elif act == "drop":
                await drafts.reject(tx, actor, draft_id, version=seen)
                done = say(N_("Đã bỏ việc {number}"), number=draft.position)
            elif act == "reopen":
                await drafts.reopen(tx, actor, draft_id)
                on, done = draft_id, say(N_("Đang xem lại việc {number}"), number=draft.position)
    if form.errors:
        on = draft_id
    return await _reviewed(request, tx, actor, draft.directive_id, on=on, form=form, done=done)


@router.post("/directives/{directive_id}/drafts", name="drafts:add")
@once
async def add(request: Request, tx: Tx, actor: CurrentActor, directive_id: UUID) -> Response:
    """A draft from a passage: by its offsets, or by its words where there is no script."""
    form = await filled(request, drafts.NewDraft, extra=("passage",))
    passage = str(form.typed.get("passage", "")).strip()
    draft = None
    if not form.valid and passage:
        body = (await directives.text_of(tx, actor, directive_id)).body
        at = body.find(passage)
        form.errors = (
            {}
            if at >= 0
            else {"passage": say(N_("Không thấy đoạn này trong văn bản; chép đúng từng chữ rồi thêm lại."))}
        )
        if at >= 0:
            async with attempt(tx, form):
                draft = await drafts.add(
                    tx, actor, directive_id, drafts.NewDraft(span_start=at, span_end=at + len(passage))
                )
    elif form.valid:
        async with attempt(tx, form):
            draft = await drafts.add(tx, actor, directive_id, form.value)
    else:
        form.errors = {"passage": say(N_("Bôi đen một đoạn của văn bản, hoặc chép đoạn đó vào ô này."))}
    return await _reviewed(request, tx, actor, directive_id, on=draft.id if draft else None, form=form)


@router.post("/directives/{directive_id}/assignments", name="drafts:publish")
@once
async def publish(request: Request, tx: Tx, actor: CurrentActor, directive_id: UUID) -> Response:
    form = await filled(request, Nothing)
    done = None
    async with attempt(tx, form):
        done = await drafts.publish(tx, actor, directive_id)
    if form.errors or done is None:
        return await _reviewed(request, tx, actor, directive_id, form=form)
    if done.without_unit:
        lacking = ",".join(map(str, done.without_unit))
        return RedirectResponse(f"/directives/{directive_id}/derive?lacking={lacking}", 303)
    return RedirectResponse(f"/directives/{directive_id}", 303)


@router.post("/directives/{directive_id}/end", name="directives:end")
@once
async def end(request: Request, tx: Tx, actor: CurrentActor, directive_id: UUID) -> Response:
    await directives.end(tx, actor, directive_id)
    return RedirectResponse(f"/directives/{directive_id}", 303)
