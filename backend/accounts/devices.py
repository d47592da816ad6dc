"""Devices by their tokens: what they are at this moment, and the sign-ins that end with them."""

import hashlib
import hmac
import re
import secrets

from backend.accounts.refusals import TokenInvalid, TokenRevoked
from backend.accounts.types import Caller, DeviceRole
from backend.core.db import Transaction

PREFIX = "device-"
#: A device that is there all the time is written so often.
SEEN_SECONDS = 30

_TOKEN = re.compile(rf"{PREFIX}([1-9][0-9]{{0,17}})-[A-Za-z0-9_-]{{43}}")

_SEEN = f"""UPDATE devices SET seen_at = now() WHERE id = %(device)s
AND (seen_at IS NULL OR seen_at < now() - interval '{SEEN_SECONDS} seconds')"""


def new_token(device: int) -> str:
    """Draw a token; whoever holds it is this device."""
    return f"{PREFIX}{device}-{secrets.token_urlsafe(32)}"


def digest(token: str) -> str:
    """Give what is kept of a token: it is too long to be guessed from that."""
    return hashlib.sha256(token.encode()).hexdigest()


def is_token(token: str) -> bool:
    """Tell whether this is meant to be the token of a device."""
    return token.startswith(PREFIX)


def named(token: str) -> int:
    """Read which device a token names; raises TokenInvalid."""
    found = _TOKEN.fullmatch(token)
    if found is None:
        raise TokenInvalid
    return int(found[1])


def caller_by(tx: Transaction, token: str) -> Caller:
    """Tell which device this is; raises TokenInvalid, or TokenRevoked also where it has another."""
    device = named(token)
    found = caller_of(tx, device, digest(token))
    if found is not None:
        return found
    known = tx.one("SELECT 1 FROM devices WHERE id = %(device)s", device=device)
    raise TokenInvalid if known is None else TokenRevoked


def caller_of(tx: Transaction, device: int, token_digest: str) -> Caller | None:
    """Read a device; None where its token is good no more."""
    row = tx.one(
        """SELECT event_id, name, role, station_id, token_digest FROM devices
        WHERE id = %(device)s AND revoked_at IS NULL AND token_digest IS NOT NULL""",
        device=device,
    )
    if row is None or not hmac.compare_digest(row["token_digest"], token_digest):
        return None
    seen(tx, device)
    return Caller(
        person=None,
        username="",
        display_name=row["name"],
        roles={row["event_id"]: DeviceRole(row["role"]).held},
        device=device,
        station=row["station_id"],
    )


def seen(tx: Transaction, device: int) -> None:
    """Queue writing down that a device is there; it rides on the commit."""
    tx.queue(_SEEN, device=device)


def end_sign_ins(tx: Transaction, device: int) -> None:
    """Queue signing out whoever signed in at a device by PIN."""
    tx.queue(
        "UPDATE refresh_tokens SET revoked_at = now()"
        " WHERE device_id = %(device)s AND revoked_at IS NULL",
        device=device,
    )
