"""A tablet without a network knows the same moves as the server."""

import json
from pathlib import Path

from backend.orders import rules
from backend.orders.types import TicketAction, TicketState

TABLE = Path(__file__).resolve().parents[2] / "frontend/src/features/barista/moves.json"


def test_the_tablets_table_is_the_servers() -> None:
    expected = {
        str(state): {
            str(action): str(rules.MOVES[state, action])
            for action in TicketAction
            if (state, action) in rules.MOVES
        }
        for state in TicketState
    }
    known = json.loads(TABLE.read_text())
    assert known == expected
    # The order is that of a ticket's `actions`.
    assert [list(moves) for moves in known.values()] == [list(m) for m in expected.values()]
