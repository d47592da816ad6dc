"""Signing in: the password checked outside any transaction, guesses counted, locks kept."""

from dataclasses import dataclass
from datetime import datetime

from backend.accounts import passwords, service
from backend.accounts.refusals import Locked, TokenRevoked, WrongPassword
from backend.accounts.types import Caller
from backend.core.db import Database, Transaction

#: So many wrong passwords in a row lock a person out, at first for a minute, at most for a quarter
#: of an hour.
GUESSES = 5
LONGEST_LOCK_MINUTES = 15


@dataclass(frozen=True, slots=True)
class _Known:
    person: int
    password_hash: str
    locked_until: datetime | None
    locked_seconds: int


def sign_in(database: Database, username: str, password: str) -> int:
    """Give the person whose username and password these are."""
    with database.transaction() as tx:
        known = _find(tx, username)
    if known is not None and known.locked_seconds > 0:
        raise Locked(known.locked_seconds)
    right = passwords.matches(password, known.password_hash if known else None)
    if known is None:
        raise WrongPassword
    with database.transaction() as tx:
        _count(tx, known.person, right=right)
    if not right:
        raise WrongPassword
    return known.person


def _find(tx: Transaction, username: str) -> _Known | None:
    row = tx.one(
        """SELECT id, password_hash, locked_until,
        ceil(greatest(0, extract(epoch FROM locked_until - now())))::int AS seconds
        FROM people WHERE username = lower(%(username)s) AND active""",
        username=username.strip(),
    )
    if row is None:
        return None
    return _Known(row["id"], row["password_hash"], row["locked_until"], row["seconds"] or 0)


def _count(tx: Transaction, person: int, *, right: bool) -> None:
    if right:
        tx.queue(
            "UPDATE people SET failed_sign_ins = 0, locked_until = NULL"
            " WHERE id = %(person)s AND failed_sign_ins > 0",
            person=person,
        )
        return
    tx.queue(
        """UPDATE people SET failed_sign_ins = failed_sign_ins + 1,
        locked_until = CASE WHEN failed_sign_ins + 1 >= %(guesses)s THEN now() + interval '1 minute'
         * least(%(longest)s, power(2, least(10, failed_sign_ins + 1 - %(guesses)s))) END
        WHERE id = %(person)s""",
        person=person,
        guesses=GUESSES,
        longest=LONGEST_LOCK_MINUTES,
    )


def change_password(database: Database, caller: Caller, current: str, new: str) -> None:
    """Change one's own password; the current one must be given."""
    passwords.check_strength(new)
    with database.transaction() as tx:
        known = _find(tx, caller.username)
    if known is None:
        raise TokenRevoked
    if not passwords.matches(current, known.password_hash):
        raise WrongPassword
    new_hash = passwords.hashed(new)
    with database.transaction() as tx:
        tx.queue(
            "UPDATE people SET password_hash = %(hash)s WHERE id = %(person)s",
            hash=new_hash,
            person=known.person,
        )
        for event in caller.event_ids:
            service.record_audit(
                tx,
                event,
                actor=caller.actor,
                action="password",
                subject=caller.username,
                request_id="",
            )
