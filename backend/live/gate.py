"""The gate: whose token this is, and what they may do today."""

from dataclasses import replace
from datetime import UTC, datetime

from backend.accounts import access, service
from backend.accounts.refusals import TokenRevoked
from backend.core.db import Transaction
from backend.live.types import Visitor


def identify(tx: Transaction, token: str) -> Visitor:
    """Read an access token; raises TokenExpired, TokenInvalid or TokenRevoked."""
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
    if visitor.person is None:
        return visitor
    person = service.caller_of(tx, visitor.person, sign_in=visitor.sign_in)
    return None if person is None else replace(visitor, roles=person.roles)
