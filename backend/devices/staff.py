"""PINs that an organiser gives to people of the event."""

from backend.accounts import pins
from backend.accounts.types import Caller, Role, allows
from backend.core.db import Transaction
from backend.core.errors import Forbidden, NotFound


class NoPerson(NotFound):
    """Nobody of this name has a role at this event."""

    code = "no_person"


def set_pin(
    tx: Transaction, caller: Caller, event: int, username: str, pin_hash: str | None
) -> None:
    """Give somebody a PIN, or take it; nobody gives one to those who may do more than they.

    Whoever signed in with the old one is signed out.
    """
    row = tx.one(
        """SELECT p.id, r.role FROM people p JOIN roles r ON r.person_id = p.id
        WHERE r.event_id = %(event)s AND p.username = lower(%(username)s)""",
        event=event,
        username=username,
    )
    if row is None:
        raise NoPerson
    if not allows(caller.roles[event], Role(row["role"])):
        raise Forbidden("Only an owner gives a PIN to an owner.")
    pins.put(tx, row["id"], pin_hash)
    pins.end_sign_ins(tx, row["id"])
