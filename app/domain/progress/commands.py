"""Changes to progress: recording, handing in, taking back, approving and sending back."""

from collections.abc import Sequence
from uuid import UUID

from app import clock
from app.db import Session
from app.domain import access, events, files
from app.domain.access import Actor, Permission
from app.domain.progress import inputs, queries, rules
from app.domain.tasks import claim_assignment
from app.domain.tasks.rules import REPORTABLE
from app.errors import Forbidden, WrongState
from app.models.organisation import Unit
from app.models.progress import EntryFile, EntryState, ProgressEntry
from app.models.tasks import STATE_LABELS, Assignment, AssignmentState
from app.words import N_, say


async def record(
    session: Session,
    actor: Actor,
    assignment_id: UUID,
    form: inputs.NewEntry,
    uploads: Sequence[files.Upload] = (),
    *,
    hand_in: bool = True,
    version: int | None = None,
) -> ProgressEntry:
    """Report on an assignment and hand it in at once, or keep a draft with `hand_in=False`.

    Approved at once where the writer may approve or the unit asks for no approval. An entry that still waits is
    superseded by this one. Raises NotFound, Forbidden, WrongState, Stale, Invalid (a file that is not taken).
    """
    held = await claim_assignment(session, actor, assignment_id, needs=Permission.progress_write, version=version)
    if held.state not in REPORTABLE:
        raise WrongState(values={"state": say(STATE_LABELS[held.state])})
    kinds = [files.media_type(upload) for upload in uploads]
    entry = ProgressEntry(
        **form.model_dump(),
        assignment_id=held.id,
        state=EntryState.draft,
        percent_before=held.percent,
        author_id=actor.account_id,
        author_unit_id=held.unit_id,
        created_at=clock.now(),
    )
    session.add(entry)
    await session.flush()
    for upload, kind in zip(uploads, kinds, strict=True):
        stored = await files.store(session, actor, upload, kind)
        session.add(EntryFile(entry_id=entry.id, file_id=stored.id))
    await events.record(session, actor, "progress.recorded", entry, unit_id=held.unit_id)
    if hand_in:
        await _hand_in(session, actor, entry, held)
    return entry


async def submit(session: Session, actor: Actor, entry_id: UUID) -> ProgressEntry:
    """Hand one's draft in. Raises NotFound, Forbidden, WrongState."""
    entry, held = await queries.claim(session, actor, entry_id)
    await access.require(session, actor, Permission.progress_write, held.unit_id, seen=True)
    if held.state not in REPORTABLE:
        raise WrongState(values={"state": say(STATE_LABELS[held.state])})
    await _hand_in(session, actor, entry, held)
    return entry


async def _hand_in(session: Session, actor: Actor, entry: ProgressEntry, held: Assignment) -> None:
    entry.percent_before, entry.state_before = held.percent, held.state.value
    before = await queries.waiting_entry(session, held.id)
    if before is not None and before.id != entry.id:
        rules.advance(before, rules.SUPERSEDE)
        entry.supersedes_id = before.id
        entry.percent_before = before.percent_before
        entry.state_before = before.state_before
        await events.record(
            session, actor, "progress.superseded", before, unit_id=held.unit_id, before={"state": EntryState.submitted}
        )
    rules.advance(entry, rules.SUBMIT)
    entry.submitted_at = clock.now()
    held.percent, held.reported_at = entry.percent, entry.submitted_at
    held.accepted_at = held.accepted_at or entry.submitted_at
    await _move(session, actor, held, AssignmentState.submitted)
    await events.record(
        session, actor, "progress.submitted", entry, unit_id=held.unit_id, before={"state": EntryState.draft}
    )
    unit = await session.get_one(Unit, held.unit_id)
    if not unit.asks_approval or await access.reaches(session, actor, Permission.progress_approve, held.unit_id):
        await _approve(session, actor, entry, held)


async def _move(session: Session, actor: Actor, held: Assignment, state: AssignmentState) -> None:
    """Bring the assignment to the state; another than before gets a line of its own in the record."""
    was, held.state = held.state, state
    held.version += 1
    if state is not was:
        await events.record(session, actor, "assignment.moved", held, before={"state": was})


async def withdraw(session: Session, actor: Actor, entry_id: UUID) -> ProgressEntry:
    """Take one's own entry back while nobody has decided on it; what stood before stands again.

    Raises NotFound, Forbidden (another's entry), WrongState.
    """
    entry, held = await queries.claim(session, actor, entry_id)
    if entry.author_id != actor.account_id:
        raise Forbidden(N_("Chỉ người ghi rút lại được lần ghi này."))
    await access.require(session, actor, Permission.progress_write, held.unit_id, seen=True)
    if entry.state is EntryState.submitted:
        rules.must_wait(held)
    was = rules.advance(entry, rules.WITHDRAW)
    await session.flush()
    if was is EntryState.submitted:
        if entry.supersedes_id is None:
            held.percent = entry.percent_before
            await _move(session, actor, held, AssignmentState(entry.state_before))
        else:
            again = await session.get_one(ProgressEntry, entry.supersedes_id, with_for_update=True)
            again.state = EntryState.submitted
            again.version += 1
            held.percent, held.reported_at = again.percent, again.submitted_at
            held.version += 1
            await events.record(
                session,
                actor,
                "progress.restored",
                again,
                unit_id=held.unit_id,
                before={"state": EntryState.superseded},
            )
    await events.record(session, actor, "progress.withdrawn", entry, unit_id=held.unit_id, before={"state": was})
    return entry


async def approve(session: Session, actor: Actor, entry_id: UUID) -> ProgressEntry:
    """Make the entry the unit's word. Raises NotFound, Forbidden, WrongState."""
    entry, held = await queries.claim(session, actor, entry_id)
    await access.require(session, actor, Permission.progress_approve, held.unit_id, seen=True)
    await _approve(session, actor, entry, held)
    return entry


async def _approve(session: Session, actor: Actor, entry: ProgressEntry, held: Assignment) -> None:
    rules.must_wait(held)
    rules.advance(entry, rules.APPROVE)
    entry.decided_by, entry.decided_at = actor.account_id, clock.now()
    state = rules.state_after_approval(entry.percent, approval_completes=held.approval_completes)
    if state is AssignmentState.completed:
        held.completed_on = clock.local(entry.submitted_at or clock.now()).date()
    await _move(session, actor, held, state)
    await events.record(
        session, actor, "progress.approved", entry, unit_id=held.unit_id, before={"state": EntryState.submitted}
    )


async def send_back(session: Session, actor: Actor, entry_id: UUID, form: inputs.Return) -> ProgressEntry:
    """Return the entry to its writer with the reason. Raises NotFound, Forbidden, WrongState."""
    entry, held = await queries.claim(session, actor, entry_id)
    await access.require(session, actor, Permission.progress_approve, held.unit_id, seen=True)
    rules.must_wait(held)
    rules.advance(entry, rules.SEND_BACK)
    entry.decided_by, entry.decided_at, entry.return_reason = actor.account_id, clock.now(), form.reason
    held.percent = entry.percent_before
    await _move(session, actor, held, AssignmentState.in_progress)
    await events.record(
        session,
        actor,
        "progress.returned",
        entry,
        unit_id=held.unit_id,
        before={"state": EntryState.submitted},
        reason=form.reason,
    )
    return entry


async def decide(session: Session, actor: Actor, decisions: Sequence[inputs.Decision]) -> tuple[int, int]:
    """Approve and send back many at once; all or nothing.

    Returns how many were approved and sent back. Raises NotFound, Forbidden, WrongState.
    """
    approved = returned = 0
    await queries.lock_assignments(session, actor, [decision.entry_id for decision in decisions])
    for decision in sorted(decisions, key=lambda one: one.entry_id):
        if decision.choice is inputs.Choice.approve:
            await approve(session, actor, decision.entry_id)
            approved += 1
        else:
            await send_back(session, actor, decision.entry_id, inputs.Return(reason=decision.reason))
            returned += 1
    return approved, returned
