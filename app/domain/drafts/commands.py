"""Changes to drafts. Nothing becomes a task, and no task is given out, before a person's yes."""

from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import func, select, update
from sqlmodel import col

from app import clock
from app.db import Session
from app.derivation import Derivation, DraftTask, Mention
from app.domain import calendar, directives, events, organisation, tasks
from app.domain.access import Actor, Permission
from app.domain.drafts import inputs, naming, queries, rules
from app.errors import Invalid, NotFound, WrongState
from app.models.directives import Directive, DirectiveText
from app.models.drafts import DRAFT_LABELS, Draft, DraftSource, DraftState
from app.models.tasks import DeadlineKind
from app.words import N_, say


async def propose(session: Session, actor: Actor, directive: Directive, found: Derivation) -> list[Draft]:
    """Store what derivation found as drafts, each with the units of today that its names mean."""
    names = {_full(mention) for task in found.tasks for mention in (*task.lead, *task.cooperating)}
    units = await naming.meant(session, names, directive)
    body = (
        await session.scalar(select(col(DirectiveText.body)).where(col(DirectiveText.directive_id) == directive.id))
        or ""
    )
    drafts = []
    for position, task in enumerate(found.tasks, start=1):
        draft = _draft(directive.id, position, task, units, body)
        session.add(draft)
        drafts.append(draft)
    await session.flush()
    if drafts:
        await events.record(
            session,
            actor,
            "drafts.proposed",
            directive,
            unit_id=directive.registering_unit_id,
            after={"drafts": len(drafts), "sure": sum(draft.sure for draft in drafts)},
        )
    return drafts


def _draft(directive_id: UUID, position: int, task: DraftTask, units: naming.Meant, body: str) -> Draft:
    due = task.deadline
    return Draft(
        directive_id=directive_id,
        position=position,
        source=DraftSource.engine,
        span_start=task.start,
        span_end=task.end,
        quote=body[task.start : task.end],
        title=task.title,
        lead=[one for mention in task.lead for one in _named(mention, units)],
        cooperating=[one for mention in task.cooperating for one in _named(mention, units)],
        deadline_kind=_kind(due.kind, due.due_on) if due else DeadlineKind.none,
        deadline_words=due.text if due else "",
        due_on=due.due_on if due else None,
        deadline_rule=_rule(task),
        product=(task.product or "")[:500],
        indicator=(task.indicator or "")[:500],
        confidence=task.confidence,
        sure=task.sure,
        reasons=list(task.reasons),
        missing=list(task.missing),
        proposed=events.plain(asdict(task)),
    )


def _kind(kind: str, due_on: Any) -> DeadlineKind:
    return DeadlineKind.period if kind == "date" and due_on is None else DeadlineKind(kind)


def _rule(task: DraftTask) -> dict[str, Any]:
    if task.deadline is None:
        return {}
    rule = dict(task.deadline.rule)
    if task.deadline.freq:
        rule["freq"] = task.deadline.freq
    return rule


def _full(mention: Mention) -> str:
    """The name with the place that the context gives it."""
    return mention.qualified or mention.name


def _named(mention: Mention, units: naming.Meant) -> list[dict[str, Any]]:
    """The mention with its unit, once for each member of a class, once without where it is not known."""
    written = {"name": mention.name, "start": mention.start, "end": mention.end}
    ids = units.get(_full(mention), ())
    return [{**written, "unit_id": str(unit_id)} for unit_id in ids] or [{**written, "unit_id": None}]


async def add(session: Session, actor: Actor, directive_id: UUID, form: inputs.NewDraft) -> Draft:
    """A draft from a passage that the reader marked. Raises NotFound, Forbidden, Invalid."""
    directive = await directives.claim(session, actor, directive_id, needs=Permission.directive_register)
    text = await session.get_one(DirectiveText, directive_id)
    if not form.span_start < form.span_end <= len(text.body):
        raise Invalid(N_("Đoạn chọn nằm ngoài văn bản; bôi đen lại đoạn cần thêm."), field="span_end")
    quote = text.body[form.span_start : form.span_end].strip()
    if not quote:
        raise Invalid(N_("Đoạn chọn không có chữ; bôi đen lại đoạn cần thêm."), field="span_end")
    last = await session.scalar(select(func.max(col(Draft.position))).where(col(Draft.directive_id) == directive_id))
    draft = Draft(
        directive_id=directive_id,
        position=(last or 0) + 1,
        source=DraftSource.person,
        span_start=form.span_start,
        span_end=form.span_end,
        quote=quote,
        title=form.title or " ".join(quote.split())[:300],
        confidence=1.0,
        sure=True,
        missing=["lead", "deadline"],
    )
    session.add(draft)
    await events.record(session, actor, "draft.added", draft, unit_id=directive.registering_unit_id)
    return draft


async def revise(
    session: Session, actor: Actor, draft_id: UUID, form: inputs.DraftRevision, *, version: int | None = None
) -> Draft:
    """Change a draft that is not yet decided on. Raises NotFound, Forbidden, Stale, WrongState, Invalid."""
    draft, directive = await queries.claim(session, actor, draft_id, version=version)
    _must_be(draft, DraftState.pending)
    was = events.shown(draft)
    await _apply(session, actor, draft, form)
    draft.version += 1
    now = events.shown(draft)
    changed = {name: was[name] for name in was if was[name] != now[name]}
    await events.record(session, actor, "draft.revised", draft, unit_id=directive.registering_unit_id, before=changed)
    return draft


async def _apply(session: Session, actor: Actor, draft: Draft, form: inputs.DraftRevision) -> None:
    if form.title is not None:
        draft.title = form.title
    if form.product is not None:
        draft.product = form.product
    if form.unit_ids is not None:
        draft.lead = await _chosen(session, actor, form.unit_ids, draft.lead, "unit_ids")
    if form.cooperating_ids is not None:
        draft.cooperating = await _chosen(session, actor, form.cooperating_ids, draft.cooperating, "cooperating_ids")
    if form.event_on is not None and form.due_on in (None, draft.due_on):
        due_on = tasks.due_day(draft.deadline_rule, form.event_on, await calendar.calendar_of(session))
        if due_on is None:
            raise Invalid(N_("Hạn này không tính được từ ngày bắt đầu; nhập ngày đến hạn."), field="event_on")
        draft.due_on = due_on
        draft.deadline_rule = {**draft.deadline_rule, "event_on": form.event_on.isoformat()}
    elif form.due_on is not None:
        if form.due_on != draft.due_on:
            draft.deadline_kind, draft.due_on, draft.deadline_rule = DeadlineKind.date, form.due_on, {}
    elif form.no_deadline:
        draft.deadline_kind, draft.due_on, draft.deadline_rule = DeadlineKind.none, None, {}
    elif "due_on" in form.model_fields_set and draft.deadline_kind is DeadlineKind.date:
        draft.deadline_kind, draft.due_on = DeadlineKind.none, None
    draft.no_deadline_confirmed = form.no_deadline
    draft.missing = rules.lacks(draft)


async def _chosen(
    session: Session, actor: Actor, unit_ids: list[UUID], before: list[Any], field: str
) -> list[dict[str, Any]]:
    """The chosen units under the name the text uses for them where it does, else under their own."""
    names = await organisation.names_of(session, unit_ids)
    for unit_id in unit_ids:
        if unit_id not in names:
            raise Invalid(N_("Không có đơn vị này; chọn lại trong danh sách."), field=field)
    written = {one["unit_id"]: one for one in before if one.get("unit_id")}
    unsettled = [one for one in before if not one.get("unit_id")]
    chosen = []
    for unit_id in unit_ids:
        known = written.get(str(unit_id))
        if known is None and len(unsettled) == 1 and len(unit_ids) == 1:
            known = {**unsettled[0], "unit_id": str(unit_id), "by_hand": True}
        chosen.append(known or {"name": names[unit_id], "unit_id": str(unit_id), "start": None, "end": None})
    return chosen


def _must_be(draft: Draft, state: DraftState) -> None:
    if draft.state is not state:
        raise WrongState(values={"state": say(DRAFT_LABELS[draft.state])})


async def accept(
    session: Session,
    actor: Actor,
    draft_id: UUID,
    form: inputs.DraftRevision | None = None,
    *,
    version: int | None = None,
) -> Draft:
    """Take a draft as a task, with the last changes of the form.

    A name that the reviewer settled by hand is remembered for the directives of the same registering unit. Raises
    NotFound, Forbidden, Stale, WrongState, Invalid.
    """
    draft, directive = await queries.claim(session, actor, draft_id, version=version)
    _must_be(draft, DraftState.pending)
    if form is not None:
        await _apply(session, actor, draft, form)
    task = await tasks.create(
        session,
        actor,
        tasks.NewTask(
            title=draft.title,
            product=draft.product,
            indicator=draft.indicator,
            directive_id=directive.id,
            span_start=draft.span_start,
            span_end=draft.span_end,
            deadline=tasks.NewDeadline(
                kind=draft.deadline_kind, due_on=draft.due_on, words=draft.deadline_words, rule=draft.deadline_rule
            ),
        ),
        position=draft.position,
    )
    draft.state, draft.task_id = DraftState.accepted, task.id
    for one in (*draft.lead, *draft.cooperating):
        if one.get("by_hand"):
            await naming.remember(session, actor, directive, one["name"], UUID(one["unit_id"]))
    await _decided(session, actor, draft, directive, "draft.accepted", DraftState.pending)
    return draft


async def reject(session: Session, actor: Actor, draft_id: UUID, *, version: int | None = None) -> Draft:
    """Drop a draft; it stays in the record. Raises NotFound, Forbidden, Stale, WrongState."""
    draft, directive = await queries.claim(session, actor, draft_id, version=version)
    _must_be(draft, DraftState.pending)
    draft.state = DraftState.rejected
    await _decided(session, actor, draft, directive, "draft.rejected", DraftState.pending)
    return draft


async def reopen(session: Session, actor: Actor, draft_id: UUID) -> Draft:
    """Look at a dropped or taken draft again; a taken one only while its task is not given out.

    Raises NotFound, Forbidden, WrongState.
    """
    draft, directive = await queries.claim(session, actor, draft_id)
    was = draft.state
    if was is DraftState.accepted and draft.task_id is not None:
        task_id = draft.task_id
        row = await tasks.get(session, actor, task_id)
        if row.assigned:
            raise WrongState(N_("Việc này đã giao cho đơn vị nên không sửa ở đây nữa; sửa ở trang của việc."))
        draft.state, draft.task_id = DraftState.pending, None
        await session.flush()
        await tasks.remove(session, actor, task_id, reason="")
    elif was is DraftState.rejected:
        draft.state = DraftState.pending
    else:
        raise WrongState(values={"state": say(DRAFT_LABELS[was])})
    await _decided(session, actor, draft, directive, "draft.reopened", was)
    return draft


async def _decided(
    session: Session, actor: Actor, draft: Draft, directive: Directive, kind: str, was: DraftState
) -> None:
    pending = draft.state is DraftState.pending
    draft.decided_by = None if pending else actor.account_id
    draft.decided_at = None if pending else clock.now()
    draft.version += 1
    await events.record(
        session, actor, kind, draft, unit_id=directive.registering_unit_id, before={"state": was, "title": draft.title}
    )


async def split(session: Session, actor: Actor, draft_id: UUID, form: inputs.Split) -> tuple[Draft, Draft]:
    """Make two drafts of one, each with its part of the text. Raises NotFound, Forbidden, WrongState, Invalid."""
    draft, directive = await queries.claim(session, actor, draft_id)
    _must_be(draft, DraftState.pending)
    text = await session.get_one(DirectiveText, draft.directive_id)
    cut = rules.cut_of(text.body, draft.span_start, draft.span_end, form.at)
    if cut is None:
        raise Invalid(N_("Không tách được ở chỗ này; chọn chỗ nằm giữa đoạn."), field="at")
    await session.execute(
        update(Draft)
        .where(col(Draft.directive_id) == draft.directive_id, col(Draft.position) > draft.position)
        .values(position=col(Draft.position) + 1)
        .execution_options(synchronize_session="fetch")
    )
    halves = []
    for number, (start, end) in enumerate(((draft.span_start, cut), (cut, draft.span_end))):
        start, end = _closed(text.body, start, end)
        quote = text.body[start:end]
        half = Draft(
            **draft.model_dump(
                include={
                    "directive_id", "source", "lead", "cooperating", "deadline_kind", "deadline_words", "due_on",
                    "deadline_rule", "product", "indicator", "confidence", "reasons",
                }
            ),
            position=draft.position + number,
            span_start=start,
            span_end=end,
            quote=quote,
            title=" ".join(quote.split())[:300],
            parent_id=draft.id,
        )  # fmt: skip
        half.missing = rules.lacks(half)
        session.add(half)
        halves.append(half)
    draft.state = DraftState.split_up
    await _decided(session, actor, draft, directive, "draft.split", DraftState.pending)
    return halves[0], halves[1]


def _closed(body: str, start: int, end: int) -> tuple[int, int]:
    while start < end and body[start] in " \n;,.":
        start += 1
    while end > start and body[end - 1] in " \n;,.":
        end -= 1
    return (start, end) if end > start else (start, start + 1)


async def merge(session: Session, actor: Actor, draft_id: UUID, form: inputs.Merge) -> Draft:
    """Join a draft with another (the one before it unless told); the joined spans both. Raises NotFound, Forbidden, WrongState, Invalid."""
    draft, directive = await queries.claim(session, actor, draft_id)
    _must_be(draft, DraftState.pending)
    into_id = form.into_id or await _before(session, draft)
    if into_id is None or into_id == draft.id:
        raise Invalid(N_("Không có việc nào phía trước để gộp."), field="into_id")
    into, other = await queries.claim(session, actor, into_id)
    if other.id != directive.id:
        raise NotFound()
    _must_be(into, DraftState.pending)
    was = {"title": into.title, "span_start": into.span_start, "span_end": into.span_end}
    text = await session.get_one(DirectiveText, draft.directive_id)
    into.span_start, into.span_end = min(into.span_start, draft.span_start), max(into.span_end, draft.span_end)
    into.quote = text.body[into.span_start : into.span_end]
    into.title = f"{into.title}; {draft.title[:1].lower()}{draft.title[1:]}"[:2000]
    if into.due_on is None and draft.due_on is not None:
        into.deadline_kind, into.due_on, into.deadline_words = draft.deadline_kind, draft.due_on, draft.deadline_words
    into.missing = rules.lacks(into)
    into.version += 1
    draft.state, draft.merged_into_id = DraftState.merged, into.id
    await _decided(session, actor, draft, directive, "draft.merged", DraftState.pending)
    await events.record(session, actor, "draft.revised", into, unit_id=directive.registering_unit_id, before=was)
    return into


async def _before(session: Session, draft: Draft) -> UUID | None:
    found = await session.scalar(
        select(col(Draft.id))
        .where(
            col(Draft.directive_id) == draft.directive_id,
            col(Draft.state) == DraftState.pending,
            col(Draft.span_start) < draft.span_start,
        )
        .order_by(col(Draft.span_start).desc())
        .limit(1)
    )
    return UUID(str(found)) if found else None
