"""Signing in: the password checked outside any transaction, guesses counted, locks kept."""

from dataclasses import dataclass

import structlog

from backend.accounts import passwords, service
from backend.accounts.guesses import Guesses
from backend.accounts.refusals import Locked, TokenRevoked, WrongPassword
from backend.accounts.rules import lock_seconds
from backend.accounts.types import Caller
from backend.core.db import Database, Transaction

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Recognised:
    """A person whose password was right when it was looked at."""

    person: int
    password_hash: str
    locked_seconds: int


def recognise(database: Database, guesses: Guesses, username: str, password: str) -> Recognised:
    """Give whose username and password these are; a wrong password is counted."""
    name = username.strip().lower()
    with database.transaction() as tx:
        known = _find(tx, name)
    if known is None:
        guesses.check_nobody(name)
    elif known.locked_seconds:
        raise Locked(known.locked_seconds)
    if not passwords.matches(password, known.password_hash if known else None):
        log.warning("sign_in.wrong_password", person=known.person if known else None)
        if known is None:
            guesses.count_nobody(name)
        else:
            _count_wrong(database, known.person)
        raise WrongPassword
    assert known is not None
    return known


def admit(tx: Transaction, known: Recognised) -> None:
    """Let a recognised person in; raises where the password or the lock has changed meanwhile.

    Guesses made at the same time learn nothing once the last free one was wrong. The person's row
    stays locked until the transaction ends.
    """
    now = _locked(tx, known.person)
    if now.password_hash != known.password_hash:
        raise WrongPassword
    if now.locked_seconds:
        raise Locked(now.locked_seconds)
    tx.queue(
        "UPDATE people SET failed_sign_ins = 0, locked_until = NULL"
        " WHERE id = %(person)s AND failed_sign_ins > 0",
        person=known.person,
    )


_PERSON = """SELECT id, password_hash, failed_sign_ins,
 coalesce(ceil(greatest(0, extract(epoch FROM locked_until - now()))), 0)::int AS locked_seconds
FROM people WHERE active AND"""


def _find(tx: Transaction, username: str) -> Recognised | None:
    row = tx.one(f"{_PERSON} username = %(username)s", username=username)
    return Recognised(row["id"], row["password_hash"], row["locked_seconds"]) if row else None


def _locked(tx: Transaction, person: int) -> Recognised:
    row = tx.one(f"{_PERSON} id = %(person)s FOR NO KEY UPDATE", person=person)
    if row is None:
        raise TokenRevoked
    return Recognised(row["id"], row["password_hash"], row["locked_seconds"])


def _count_wrong(database: Database, person: int) -> None:
    """Count a wrong password; those on their way when the lock fell hear of the lock only."""
    with database.transaction() as tx:
        already = _locked(tx, person).locked_seconds
        if already:
            raise Locked(already)
        row = tx.one(
            "UPDATE people SET failed_sign_ins = failed_sign_ins + 1 WHERE id = %(person)s"
            " RETURNING failed_sign_ins",
            person=person,
        )
        seconds = lock_seconds(row["failed_sign_ins"]) if row else 0
        tx.queue(
            "UPDATE people SET locked_until = now() + %(seconds)s * interval '1 second'"
            " WHERE id = %(person)s AND %(seconds)s > 0",
            person=person,
            seconds=seconds,
        )


def set_password(
    tx: Transaction, known: Recognised, caller: Caller, *, new_hash: str, request_id: str
) -> None:
    """Replace a password whose owner was recognised, and write that down."""
    admit(tx, known)
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
            request_id=request_id,
        )
