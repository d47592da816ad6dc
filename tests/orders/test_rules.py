"""What may be done to a ticket, and what tickets amount to."""

import pytest

from backend.events.types import NamePolicy
from backend.orders import rules
from backend.orders.types import Mark, OrderStatus, TicketAction, TicketState

A, M, S = TicketAction, Mark, TicketState

ALWAYS = {A.HOLD, A.RELEASE, A.ACKNOWLEDGE}
#: By the state alone.
LEGAL = {
    S.SCHEDULED: {A.START, A.VOID, A.MOVE, *ALWAYS},
    S.QUEUED: {A.START, A.BUMP, A.VOID, A.MOVE, *ALWAYS},
    S.STARTED: {A.BUMP, A.RECALL, A.VOID, A.REMAKE, *ALWAYS},
    S.MADE: {A.COLLECT, A.UNCOLLECTED, A.RECALL, A.REMAKE, A.RELEASE},
    S.COLLECTED: {A.RECALL, A.REMAKE},
    S.UNCOLLECTED: {A.COLLECT, A.RECALL, A.REMAKE},
    S.VOIDED: set(),
}


@pytest.mark.parametrize("state", S)
def test_exactly_these_actions_are_legal(state: TicketState) -> None:
    for action in A:
        assert (rules.advance(state, action) is not None) == (action in LEGAL[state])


@pytest.mark.parametrize(
    ("marks", "without"),
    [
        (set(), {A.RELEASE, A.ACKNOWLEDGE}),
        ({M.HELD}, {A.HOLD, A.ACKNOWLEDGE}),
        ({M.COVERED}, {A.START, A.BUMP, A.RELEASE}),
        ({M.HELD, M.COVERED}, {A.START, A.BUMP, A.HOLD}),
    ],
)
@pytest.mark.parametrize("state", S)
def test_marks_take_actions_away(
    state: TicketState, marks: set[Mark], without: set[TicketAction]
) -> None:
    assert set(rules.legal(state, marks)) == LEGAL[state] - without
    for action in A:
        assert (rules.lacking(action, marks) is not None) == (action in without)


@pytest.mark.parametrize(
    ("state", "action", "started", "after"),
    [
        (S.QUEUED, A.BUMP, False, S.MADE),
        (S.MADE, A.RECALL, True, S.STARTED),
        (S.MADE, A.RECALL, False, S.QUEUED),
        (S.STARTED, A.RECALL, True, S.QUEUED),
        (S.COLLECTED, A.RECALL, True, S.MADE),
        (S.UNCOLLECTED, A.COLLECT, True, S.COLLECTED),
        (S.STARTED, A.REMAKE, True, S.QUEUED),
        (S.MADE, A.REMAKE, False, S.QUEUED),
        (S.COLLECTED, A.REMAKE, True, S.QUEUED),
        (S.UNCOLLECTED, A.REMAKE, True, S.QUEUED),
        (S.MADE, A.RELEASE, True, S.MADE),
    ],
)
def test_where_an_action_leads(
    state: TicketState, action: TicketAction, started: bool, after: TicketState
) -> None:
    assert rules.advance(state, action, started=started) is after


@pytest.mark.parametrize(
    ("states", "status"),
    [
        ([S.QUEUED], OrderStatus.RECEIVED),
        ([S.QUEUED, S.SCHEDULED], OrderStatus.RECEIVED),
        ([S.QUEUED, S.STARTED], OrderStatus.MAKING),
        ([S.QUEUED, S.MADE], OrderStatus.MAKING),
        ([S.MADE, S.MADE], OrderStatus.READY),
        ([S.MADE, S.COLLECTED], OrderStatus.READY),
        ([S.MADE, S.VOIDED], OrderStatus.READY),
        ([S.COLLECTED, S.UNCOLLECTED], OrderStatus.COLLECTED),
        ([S.VOIDED, S.COLLECTED], OrderStatus.COLLECTED),
        ([S.VOIDED, S.VOIDED], OrderStatus.CANCELLED),
    ],
)
def test_what_tickets_amount_to(states: list[TicketState], status: OrderStatus) -> None:
    assert rules.status(states) is status


@pytest.mark.parametrize(
    ("states", "by_customer", "by_staff"),
    [
        ([S.QUEUED], True, True),
        ([S.QUEUED, S.STARTED], False, True),
        ([S.STARTED], False, True),
        ([S.QUEUED, S.MADE], False, False),
        ([S.COLLECTED], False, False),
        ([S.VOIDED, S.QUEUED], True, True),
        ([S.VOIDED], False, False),
    ],
)
def test_cancel_by_stage(states: list[TicketState], by_customer: bool, by_staff: bool) -> None:
    assert rules.cancellable(states, by_staff=False) is by_customer
    assert rules.cancellable(states, by_staff=True) is by_staff


@pytest.mark.parametrize(
    ("policy", "shown"),
    [
        (NamePolicy.NUMBER, None),
        (NamePolicy.INITIAL, "A."),
        (NamePolicy.FIRST_NAME, "ada"),
    ],
)
def test_a_public_screen_shows_what_the_event_allows(policy: NamePolicy, shown: str | None) -> None:
    assert rules.public_name("ada lovelace", policy) == shown
    assert rules.public_name(None, policy) is None
