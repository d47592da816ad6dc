"""Access: who is calling, and may they? Closed unless an endpoint says otherwise.

A request under /api is asked in this order: who are you (401), is there such a thing at an event of
yours (404), may your role do this there (403). Only then is its body looked at.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeVar, cast

import jwt
import structlog
from flask import Flask, current_app, g, request

from backend.accounts import devices, service
from backend.accounts.refusals import NotSignedIn, TokenExpired, TokenInvalid, TokenRevoked
from backend.accounts.types import Caller, Role
from backend.core.db import Database, Transaction
from backend.core.errors import Forbidden, NotFound, Unstorable
from backend.core.keys import key_given
from backend.core.openapi import FOR_DEVICES, IS_PUBLIC, LEAST_ROLE, OTHER_ROLES

__all__ = [
    "Caller",
    "Role",
    "caller",
    "check",
    "for_devices",
    "needs",
    "public",
    "register",
    "signed_in",
]

F = TypeVar("F", bound=Callable[..., Any])

#: Gives the event to which a part of an address belongs; raises NotFound where there is none among
#: the caller's.
Locate = Callable[[Transaction, Caller, Any], int]

_FOR_ALL_STAFF = "is_for_whoever_is_signed_in"

#: What our tokens name: a person, and a sign-in.
_ID = re.compile(r"[1-9][0-9]{0,17}")
_FAMILY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")

log = structlog.get_logger()


def needs(least: Role, *also: Role) -> Callable[[F], F]:
    """Open an endpoint to those who hold at least this role at the event concerned.

    `also` are roles beside the ladder, such as those of devices, that may do it too.
    """

    def mark(view: F) -> F:
        setattr(view, LEAST_ROLE, least)
        setattr(view, OTHER_ROLES, also)
        return view

    return mark


def signed_in(view: F) -> F:
    """Open an endpoint to every person signed in, with or without a role."""
    setattr(view, _FOR_ALL_STAFF, True)
    return view


def for_devices(view: F) -> F:
    """Open an endpoint to paired devices, by their own token."""
    setattr(view, FOR_DEVICES, True)
    return view


def public(view: F) -> F:
    """Open an endpoint to everybody."""
    setattr(view, IS_PUBLIC, True)
    return view


def least_role(view: object) -> Role | None:
    """Give the role an endpoint needs; None where it names none."""
    return getattr(view, LEAST_ROLE, None)


def is_public(view: object) -> bool:
    """Tell whether an endpoint is open to everybody."""
    return bool(getattr(view, IS_PUBLIC, False))


def is_listed(view: object) -> bool:
    """Tell whether an endpoint says who may call it."""
    marks = (IS_PUBLIC, LEAST_ROLE, FOR_DEVICES, _FOR_ALL_STAFF)
    return any(getattr(view, mark, None) for mark in marks)


def is_for_devices(view: object) -> bool:
    """Tell whether an endpoint is open to devices as such, and to nobody else."""
    return bool(getattr(view, FOR_DEVICES, False))


def other_roles(view: object) -> tuple[Role, ...]:
    """Give the roles beside the ladder that may call an endpoint."""
    return getattr(view, OTHER_ROLES, ())


def caller() -> Caller:
    """Give who is calling."""
    return cast(Caller, g.caller)


def check(event: int, least: Role | None, *also: Role) -> None:
    """Raise unless the caller may do this at the event; None asks for any role there."""
    service.check(caller(), event, least, *also)


def register(app: Flask, database: Database, *, locate: Mapping[str, Locate] | None = None) -> None:
    """Ask every request under /api who it is, before anything else looks at it.

    `locate` is {name of an argument in addresses: how to find its event}.
    """
    places = locate or {}

    @app.before_request
    def guard() -> None:
        if request.path != "/api" and not request.path.startswith("/api/"):
            return
        view = app.view_functions.get(request.endpoint or "")
        if is_public(view):
            return
        with database.transaction() as tx:
            g.caller = identify(tx, _bearer())
            if view is not None:  # else there is no such address: for whoever is signed in, 404
                _admit(tx, view, places)
        key_given()  # judged wherever it may be sent, also where nothing is kept by it


def _admit(tx: Transaction, view: object, places: Mapping[str, Locate]) -> None:
    """Raise unless the caller may use this endpoint on what the address names."""
    least, also = least_role(view), other_roles(view)
    if not is_listed(view):
        log.error("access.unlisted", endpoint=request.endpoint)
        raise Forbidden
    for name, value in (request.view_args or {}).items():
        if name in places:
            check(_event_of(tx, places[name], value), least, *also)
            return
    if least is None and is_for_devices(view) is not (caller().person is None):
        raise Forbidden
    if least is not None and not caller().holds(least, *also):
        raise Forbidden


def _event_of(tx: Transaction, locate: Locate, value: object) -> int:
    try:
        return locate(tx, caller(), value)
    except Unstorable as error:  # so it cannot be the name or the id of anything
        raise NotFound from error


def _bearer() -> str:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise NotSignedIn
    return token.strip()


def identify(tx: Transaction, token: str) -> Caller:
    """Tell whose access token this is, or which device's, with the roles of this moment."""
    if devices.is_token(token):
        return devices.caller_by(tx, token)
    claims = decoded(token, "access")
    found = service.caller_of(tx, int(claims["sub"]), sign_in=claims["family"])
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
            options={"require": ["exp", "sub", "jti", "family"]},
        )
    except jwt.ExpiredSignatureError as error:
        raise TokenExpired from error
    except (jwt.PyJWTError, UnicodeError) as error:
        raise TokenInvalid from error
    sound = _ID.fullmatch(str(claims["sub"])) and _FAMILY.fullmatch(str(claims["family"]))
    if not sound or claims.get("type") != kind:
        raise TokenInvalid
    return claims
