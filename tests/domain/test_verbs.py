"""What may become of an entry and of an assignment, said here once more by hand: every other step is refused."""

from itertools import product
from typing import Any
from uuid import uuid4

import pytest

from app.domain.progress import rules as entries
from app.domain.tasks import rules as assignments
from app.errors import WrongState
from app.models.progress import EntryState as E
from app.models.progress import ProgressEntry
from app.models.tasks import Assignment, AssignmentRole
from app.models.tasks import AssignmentState as A

ENTRY_STEPS = {
    ("submit", E.draft): E.submitted,
    ("approve", E.submitted): E.approved,
    ("send_back", E.submitted): E.returned,
    ("withdraw", E.draft): E.withdrawn,
    ("withdraw", E.submitted): E.withdrawn,
    ("supersede", E.submitted): E.superseded,
}
ASSIGNMENT_STEPS = {
    ("accept", A.assigned): A.accepted,
    ("hand_back", A.assigned): A.returned,
    ("hand_back", A.accepted): A.returned,
    **{
        ("recall", state): A.recalled
        for state in (A.assigned, A.accepted, A.in_progress, A.submitted, A.approved, A.suspended)
    },
    ("complete", A.approved): A.completed,
    ("send_back", A.approved): A.in_progress,
    ("send_back", A.completed): A.in_progress,
}
ENTRY_VERBS = (entries.SUBMIT, entries.APPROVE, entries.SEND_BACK, entries.WITHDRAW, entries.SUPERSEDE)


@pytest.mark.parametrize(("verb", "state"), list(product(ENTRY_VERBS, E)), ids=lambda one: getattr(one, "name", ""))
def test_an_entry_takes_the_steps_of_the_table_only(verb: Any, state: E) -> None:
    entry = ProgressEntry(assignment_id=uuid4(), state=state, version=1)
    wanted = ENTRY_STEPS.get((verb.name, state))
    if wanted is None:
        with pytest.raises(WrongState):
            entries.advance(entry, verb)
        assert (entry.state, entry.version) == (state, 1)
    else:
        assert entries.advance(entry, verb) is state
        assert (entry.state, entry.version) == (wanted, 2)


@pytest.mark.parametrize(
    ("verb", "state"), list(product(assignments.VERBS, A)), ids=lambda one: getattr(one, "name", "")
)
def test_an_assignment_takes_the_steps_of_the_table_only(verb: Any, state: A) -> None:
    row = Assignment(task_id=uuid4(), unit_id=uuid4(), role=AssignmentRole.lead, state=state)
    wanted = ASSIGNMENT_STEPS.get((verb.name, state))
    if wanted is None:
        with pytest.raises(WrongState):
            assignments.advance(row, verb)
        assert row.state is state
    else:
        assert assignments.advance(row, verb) is state
        assert row.state is wanted
