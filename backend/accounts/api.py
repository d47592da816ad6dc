"""Signing in and out over HTTP."""

from typing import Any

from flask import Flask, Response, request
from flask_jwt_extended import (
    JWTManager,
    get_jwt,
    unset_refresh_cookies,
    verify_jwt_in_request,
)
from flask_jwt_extended.exceptions import JWTExtendedException
from flask_openapi3 import APIBlueprint, Tag
from jwt import ExpiredSignatureError, PyJWTError

from backend.accounts import passwords, pins_api, signing_in, tokens
from backend.accounts.access import caller, public, signed_in
from backend.accounts.answering import ACCESS, REFRESH, recognised, signed_in_answer
from backend.accounts.guesses import Guesses, PinGuesses
from backend.accounts.refusals import (
    NotSignedIn,
    TokenExpired,
    TokenInvalid,
    TokenRevoked,
)
from backend.accounts.views import Credentials, Done, PasswordChange, SignedIn
from backend.core.db import Database
from backend.core.http import answer, request_id
from backend.core.openapi import problem_answer

WRONG = problem_answer("The username or the password is wrong.")
GUESSED = problem_answer("Too many wrong passwords; `Retry-After` says how long to wait.")
NO_COOKIE = problem_answer("The cookie or its header is missing, expired or withdrawn.")

BY_COOKIE: dict[str, Any] = {
    "security": [{"refresh": []}],
    "parameters": [
        {
            "name": "X-CSRF-TOKEN",
            "in": "header",
            "required": True,
            "description": "The value of the readable cookie `csrf_refresh_token`.",
            "schema": {"type": "string"},
        }
    ],
}


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


def blueprint(database: Database, guesses: Guesses, pin_guesses: PinGuesses) -> APIBlueprint:
    """Make the addresses of signing in."""
    api = APIBlueprint("accounts", __name__, url_prefix="/api/auth", abp_tags=[Tag(name="sign-in")])

    @api.post("/login", responses={200: SignedIn, 401: WRONG, 429: GUESSED})
    @public
    def login(body: Credentials) -> Response:
        """Sign in with username and password."""
        known = recognised(database, guesses, body.username, body.password)
        with database.transaction() as tx:
            signing_in.admit(tx, known)
            return signed_in_answer(tx, tokens.issue(tx, known.person))

    @api.post("/password", responses={200: SignedIn, 429: GUESSED})
    @signed_in
    def change_password(body: PasswordChange) -> Response:
        """Change one's password; every other sign-in of this person ends."""
        me = caller()
        passwords.check_strength(body.new)
        known = recognised(database, guesses, me.username, body.current)
        new_hash = passwords.hashed(body.new)
        with database.transaction() as tx:
            signing_in.set_password(tx, known, me, new_hash=new_hash, request_id=request_id())
            tokens.revoke_person(tx, known.person)
            return signed_in_answer(tx, tokens.issue(tx, known.person))

    _add_by_cookie(api, database)
    pins_api.add(api, database, guesses, pin_guesses)
    return api


def _add_by_cookie(api: APIBlueprint, database: Database) -> None:
    """Add what goes by the refresh cookie."""

    @api.post("/refresh", responses={200: SignedIn, 401: NO_COOKIE}, openapi_extensions=BY_COOKIE)
    @public
    def refresh() -> Response:
        """Get a new access token for the refresh cookie, which is rotated."""
        claims = _refresh_claims()
        with database.transaction() as tx:
            refreshed = tokens.rotate(tx, claims)
            if refreshed is not None:
                return signed_in_answer(tx, refreshed)
        raise TokenRevoked

    @api.post("/logout", responses={200: Done, 401: NO_COOKIE}, openapi_extensions=BY_COOKIE)
    @public
    def logout() -> Response:
        """Sign out: the refresh token and its kin are good no more."""
        claims = _refresh_claims()
        with database.transaction() as tx:
            tokens.revoke_kin(tx, claims)
        response = answer(Done())
        unset_refresh_cookies(response)
        return response


def _refresh_claims() -> dict[str, Any]:
    """Read the refresh cookie; the header X-CSRF-TOKEN must go with it."""
    if not request.headers.get("X-CSRF-TOKEN", "").isascii():
        raise NotSignedIn("The header X-CSRF-TOKEN does not go with the cookie.")
    try:
        verify_jwt_in_request(refresh=True, locations=["cookies"])
    except ExpiredSignatureError as error:
        raise TokenExpired from error
    except JWTExtendedException as error:
        raise NotSignedIn(f"{error}.") from error
    except (PyJWTError, ValueError) as error:
        raise TokenInvalid from error
    except TypeError as error:  # a header that is not ASCII is not even compared
        raise NotSignedIn from error
    return dict(get_jwt())
