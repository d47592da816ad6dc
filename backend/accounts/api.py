"""Signing in and out over HTTP."""

from datetime import timedelta
from typing import Any

from flask import Flask, Response, request
from flask_jwt_extended import (
    JWTManager,
    create_access_token,
    get_jwt,
    set_refresh_cookies,
    unset_refresh_cookies,
    verify_jwt_in_request,
)
from flask_jwt_extended.exceptions import JWTExtendedException
from flask_openapi3 import APIBlueprint, Tag
from jwt import ExpiredSignatureError, PyJWTError

from backend.accounts import service, signing_in, tokens
from backend.accounts.access import caller, needs, public
from backend.accounts.refusals import (
    NotSignedIn,
    TokenExpired,
    TokenInvalid,
    TokenRevoked,
    WrongPassword,
)
from backend.accounts.types import Role
from backend.accounts.views import Credentials, Done, HeldRole, PasswordChange, SignedIn, UserView
from backend.core.db import Database, Row, Transaction
from backend.core.http import answer
from backend.core.limits import Guesses

ACCESS = timedelta(minutes=15)
REFRESH = timedelta(days=7)


def configure(app: Flask, *, secret_key: str, secure: bool) -> None:
    """Set up tokens and their cookies."""
    app.config.update(
        JWT_SECRET_KEY=secret_key,
        JWT_ALGORITHM="HS256",
        JWT_TOKEN_LOCATION=["headers", "cookies"],
        JWT_ACCESS_TOKEN_EXPIRES=ACCESS,
        JWT_REFRESH_TOKEN_EXPIRES=REFRESH,
        JWT_COOKIE_SECURE=secure,
        JWT_COOKIE_SAMESITE="Strict",
        JWT_REFRESH_COOKIE_PATH="/api/auth",
        JWT_REFRESH_CSRF_COOKIE_PATH="/",
        JWT_COOKIE_CSRF_PROTECT=True,
        JWT_SESSION_COOKIE=False,
    )
    JWTManager(app)


def blueprint(database: Database, guesses: Guesses) -> APIBlueprint:
    """Make the addresses of signing in."""
    api = APIBlueprint("accounts", __name__, url_prefix="/api/auth", abp_tags=[Tag(name="sign-in")])

    @api.post("/login", responses={200: SignedIn})
    @public
    def login(body: Credentials) -> Response:
        """Sign in with username and password."""
        address = request.remote_addr or ""
        guesses.check(address)
        try:
            person = signing_in.sign_in(database, body.username, body.password)
        except WrongPassword:
            guesses.count(address)
            raise
        with database.transaction() as tx:
            return _signed_in(tx, person, tokens.issue(tx, person))

    @api.post("/refresh", responses={200: SignedIn})
    @public
    def refresh() -> Response:
        """Get a new access token for the refresh cookie, which is rotated."""
        claims = _refresh_claims()
        with database.transaction() as tx:
            refreshed = tokens.rotate(tx, claims)
            if refreshed is not None:
                return _signed_in(tx, refreshed.person, refreshed.token)
        raise TokenRevoked

    @api.post("/logout", responses={200: Done})
    @public
    def logout() -> Response:
        """Sign out: the refresh token and its kin are good no more."""
        claims = _refresh_claims()
        with database.transaction() as tx:
            tokens.revoke_by_id(tx, claims["jti"])
        response = answer(Done())
        unset_refresh_cookies(response)
        return response

    @api.post("/password", responses={200: SignedIn})
    @needs(Role.BARISTA)
    def change_password(body: PasswordChange) -> Response:
        """Change one's password; every other sign-in of this person ends."""
        me = caller()
        signing_in.change_password(database, me, body.current, body.new)
        with database.transaction() as tx:
            tokens.revoke_person(tx, me.person)
            return _signed_in(tx, me.person, tokens.issue(tx, me.person))

    return api


def _refresh_claims() -> dict[str, Any]:
    """Read the refresh cookie; the header X-CSRF-TOKEN must go with it."""
    try:
        verify_jwt_in_request(refresh=True, locations=["cookies"])
    except ExpiredSignatureError as error:
        raise TokenExpired from error
    except JWTExtendedException as error:
        raise NotSignedIn(f"{error}.") from error
    except PyJWTError as error:
        raise TokenInvalid from error
    return dict(get_jwt())


def _signed_in(tx: Transaction, person: int, refresh_token: str) -> Response:
    found = service.caller_of(tx, person)
    if found is None:
        raise TokenRevoked
    rows = tx.fetch(
        """SELECT e.slug AS event, e.name AS event_name, r.role FROM roles r
        JOIN events e ON e.id = r.event_id WHERE r.person_id = %(person)s ORDER BY e.id""",
        person=person,
    )
    view = SignedIn(
        access_token=create_access_token(str(person)),
        expires_in=int(ACCESS.total_seconds()),
        user=UserView(
            id=person,
            username=found.username,
            name=found.display_name,
            roles=[_held(row) for row in rows],
        ),
    )
    response = answer(view)
    response.headers["Cache-Control"] = "no-store"
    set_refresh_cookies(response, refresh_token)
    return response


def _held(row: Row) -> HeldRole:
    return HeldRole.model_validate(row)
