"""Access: who is calling, and may they? Closed unless an endpoint says otherwise."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import jwt
import structlog
from flask import Flask, current_app, g, request

from backend.accounts import service
from backend.accounts.refusals import NotSignedIn, TokenExpired, TokenInvalid, TokenRevoked
from backend.accounts.types import Caller, Role
from backend.core.db import Database, Transaction
from backend.core.errors import Forbidden

__all__ = ["Caller", "Role", "caller", "check", "needs", "public", "register"]

F = TypeVar("F", bound=Callable[..., Any])

#: Attributes of a view function.
_LEAST, _PUBLIC = "least_role", "is_public"

log = structlog.get_logger()


def needs(least: Role) -> Callable[[F], F]:
    """Open an endpoint to those who hold at least this role at the event concerned."""

    def mark(view: F) -> F:
        setattr(view, _LEAST, least)
        return view

    return mark


def public(view: F) -> F:
    """Open an endpoint to everybody."""
    setattr(view, _PUBLIC, True)
    return view


def least_role(view: object) -> Role | None:
    """Give the role an endpoint needs; None where it names none."""
    return getattr(view, _LEAST, None)


def is_public(view: object) -> bool:
    """Tell whether an endpoint is open to everybody."""
    return bool(getattr(view, _PUBLIC, False))


def caller() -> Caller:
    """Give who is calling."""
    return cast(Caller, g.caller)


def check(event: int, least: Role) -> None:
    """Raise unless the caller may do this at the event."""
    service.check(caller(), event, least)


def register(app: Flask, database: Database) -> None:
    """Ask every request under /api who it is, before anything else looks at it."""

    @app.before_request
    def guard() -> None:
        if not request.path.startswith("/api/"):
            return
        view = app.view_functions.get(request.endpoint or "")
        if is_public(view) or request.method == "OPTIONS":
            return
        with database.transaction() as tx:
            g.caller = identify(tx, _bearer())
        if view is None:
            return  # there is no such address: 404 for whoever is signed in
        least = least_role(view)
        if least is None:
            log.error("access.unlisted", endpoint=request.endpoint)
            raise Forbidden
        if not caller().is_anywhere(least):
            raise Forbidden


def _bearer() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotSignedIn
    return token.strip()


def identify(tx: Transaction, token: str) -> Caller:
    """Tell whose access token this is, with the roles of this moment."""
    claims = decoded(token, "access")
    found = service.caller_of(tx, int(claims["sub"]))
    if found is None:
        raise TokenRevoked
    return found


def decoded(token: str, kind: str) -> dict[str, Any]:
    """Read a token that we signed; raises where it is old, foreign or of another kind."""
    try:
        claims: dict[str, Any] = jwt.decode(
            token,
            current_app.config["JWT_SECRET_KEY"],
            algorithms=["HS256"],
            options={"require": ["exp", "sub", "jti"]},
        )
    except jwt.ExpiredSignatureError as error:
        raise TokenExpired from error
    except jwt.PyJWTError as error:
        raise TokenInvalid from error
    if claims.get("type") != kind or not str(claims["sub"]).isdecimal():
        raise TokenInvalid
    return claims
