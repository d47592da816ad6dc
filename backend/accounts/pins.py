"""PINs: a few digits in place of the password, at a paired tablet only."""

from dataclasses import dataclass

import bcrypt
import structlog

from backend.accounts import devices, passwords, tokens
from backend.accounts.guesses import PinGuesses
from backend.accounts.refusals import PinLocked, TokenRevoked, WrongPin
from backend.accounts.rules import lock_seconds
from backend.accounts.types import LADDER
from backend.core.concurrency import off_hub
from backend.core.db import Database, Transaction

#: A tenth of a second or less: a thousand times dearer, ten thousand PINs would still be few.
ROUNDS = 10

log = structlog.get_logger()

_KNOWN = """SELECT p.id, i.pin_hash,
 coalesce(ceil(greatest(0, extract(epoch FROM i.locked_until - now()))), 0)::int AS locked_seconds
FROM people p JOIN pins i ON i.person_id = p.id WHERE p.active"""

_PUT = """INSERT INTO pins (person_id, pin_hash) VALUES (%(person)s, %(hash)s)
ON CONFLICT (person_id) DO UPDATE SET pin_hash = excluded.pin_hash, failures = 0,
 locked_until = NULL"""


@dataclass(frozen=True, slots=True)
class Known:
    """A person with a PIN, as it was when it was looked at."""

    person: int
    pin_hash: str
    locked_seconds: int


def hashed(pin: str) -> str:
    """Hash a PIN."""
    return off_hub(bcrypt.hashpw, pin.encode(), bcrypt.gensalt(ROUNDS)).decode()


def recognise(
    database: Database, guesses: PinGuesses, device: int, username: str, pin: str
) -> Known:
    """Give whose name and PIN these are, among those who work at the device's event."""
    guesses.check(device)
    with database.transaction() as tx:
        known = _find(tx, device, username.strip().lower())
    if known is not None and known.locked_seconds:
        raise PinLocked(known.locked_seconds)
    if known is None or not passwords.matches(pin, known.pin_hash):
        log.warning("sign_in.wrong_pin", device=device, person=known.person if known else None)
        guesses.count(device)
        if known is not None:
            _count_wrong(database, known.person)
        raise WrongPin
    return known


def hand_over(tx: Transaction, known: Known, device: int) -> tokens.Refreshed:
    """Sign a recognised person in at a device, in place of whoever was."""
    now = _locked(tx, known.person)
    if now is None or now.pin_hash != known.pin_hash:
        raise WrongPin
    if now.locked_seconds:
        raise PinLocked(now.locked_seconds)
    # Held, so that it is not revoked beside this, and two people do not both sign in.
    row = tx.one(
        "SELECT 1 FROM devices WHERE id = %(device)s AND revoked_at IS NULL FOR NO KEY UPDATE",
        device=device,
    )
    if row is None:
        raise TokenRevoked
    devices.end_sign_ins(tx, device)
    tx.queue(
        "UPDATE pins SET failures = 0, locked_until = NULL"
        " WHERE person_id = %(person)s AND failures > 0",
        person=known.person,
    )
    return tokens.issue(tx, known.person, device=device)


def put(tx: Transaction, person: int, pin_hash: str | None) -> None:
    """Queue giving a person a new PIN, or none; a lock of the old one is gone."""
    if pin_hash is None:
        tx.queue("DELETE FROM pins WHERE person_id = %(person)s", person=person)
    else:
        tx.queue(_PUT, person=person, hash=pin_hash)


def end_sign_ins(tx: Transaction, person: int) -> None:
    """Queue signing a person out wherever they signed in by PIN."""
    tx.queue(
        """UPDATE refresh_tokens SET revoked_at = now() WHERE person_id = %(person)s
        AND device_id IS NOT NULL AND revoked_at IS NULL""",
        person=person,
    )


def _find(tx: Transaction, device: int, username: str) -> Known | None:
    row = tx.one(
        f"""{_KNOWN} AND p.username = %(username)s AND EXISTS (SELECT 1 FROM roles r
        JOIN devices d ON d.event_id = r.event_id
        WHERE d.id = %(device)s AND r.person_id = p.id AND r.role = ANY(%(staff)s))""",
        username=username,
        device=device,
        staff=[str(role) for role in LADDER],
    )
    return None if row is None else Known(row["id"], row["pin_hash"], row["locked_seconds"])


def _locked(tx: Transaction, person: int) -> Known | None:
    row = tx.one(f"{_KNOWN} AND p.id = %(person)s FOR NO KEY UPDATE OF i", person=person)
    return None if row is None else Known(row["id"], row["pin_hash"], row["locked_seconds"])


def _count_wrong(database: Database, person: int) -> None:
    """Count a wrong PIN; those on their way when the lock fell hear of the lock only."""
    with database.transaction() as tx:
        now = _locked(tx, person)
        if now is not None and now.locked_seconds:
            raise PinLocked(now.locked_seconds)
        row = tx.one(
            "UPDATE pins SET failures = failures + 1 WHERE person_id = %(person)s"
            " RETURNING failures",
            person=person,
        )
        seconds = lock_seconds(row["failures"]) if row else 0
        tx.queue(
            "UPDATE pins SET locked_until = now() + %(seconds)s * interval '1 second'"
            " WHERE person_id = %(person)s AND %(seconds)s > 0",
            person=person,
            seconds=seconds,
        )
