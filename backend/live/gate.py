"""The gate: whose token this is, and what they may do today."""

from dataclasses import replace
from datetime import UTC, datetime

from backend.accounts import access, devices, service
from backend.accounts.refusals import TokenRevoked
from backend.core.db import Transaction
from backend.live.types import Visitor


def identify(tx: Transaction, token: str) -> Visitor:
    """Read a token of a person or a device; raises TokenExpired, TokenInvalid or TokenRevoked."""
    if devices.is_token(token):
        found = devices.caller_by(tx, token)
        return Visitor(device=found.device, sign_in=devices.digest(token), roles=found.roles)
    claims = access.decoded(token, "access")
    expires = datetime.fromtimestamp(claims["exp"], UTC)
    visitor = renew(
        tx, Visitor(person=int(claims["sub"]), sign_in=claims.get("family"), expires_at=expires)
    )
    if visitor is None:
        raise TokenRevoked
    return visitor


def renew(tx: Transaction, visitor: Visitor) -> Visitor | None:
    """Give a visitor with the roles of this moment; None where they may not sign in any more."""
    if visitor.device is not None:
        today = devices.caller_of(tx, visitor.device, visitor.sign_in or "")
    elif visitor.person is not None:
        today = service.caller_of(tx, visitor.person, sign_in=visitor.sign_in)
    else:
        return visitor
    return None if today is None else replace(visitor, roles=today.roles)
