"""What the ways to sign in have in common: whose password it is, and the answer."""

from datetime import timedelta

from flask import Response
from flask_jwt_extended import create_access_token, set_refresh_cookies

from backend.accounts import service, signing_in, tokens
from backend.accounts.guesses import Guesses
from backend.accounts.refusals import TokenRevoked, WrongPassword
from backend.accounts.views import HeldRole, SignedIn, UserView
from backend.core.db import Database, Row, Transaction
from backend.core.http import answer, client_address

ACCESS = timedelta(minutes=15)
REFRESH = timedelta(days=7)


def recognised(
    database: Database, guesses: Guesses, username: str, password: str
) -> signing_in.Recognised:
    """Give whose password this is; a wrong one counts against the address it came from."""
    address = client_address()
    guesses.check(address)
    try:
        return signing_in.recognise(database, guesses, username, password)
    except WrongPassword:
        guesses.count(address)
        raise


def signed_in_answer(tx: Transaction, token: tokens.Refreshed) -> Response:
    """Answer with an access token, and with the refresh token as a cookie."""
    person = token.person
    found = service.caller_of(tx, person, sign_in=token.family)
    if found is None:
        raise TokenRevoked
    rows = tx.fetch(
        """SELECT e.slug AS event, e.name AS event_name, r.role FROM roles r
        JOIN events e ON e.id = r.event_id WHERE r.person_id = %(person)s
        AND r.event_id = ANY(%(events)s) ORDER BY e.id""",
        person=person,
        events=found.event_ids,
    )
    view = SignedIn(
        access_token=create_access_token(str(person), additional_claims={"family": token.family}),
        expires_in=int(ACCESS.total_seconds()),
        user=UserView(
            id=person,
            username=found.username,
            name=found.display_name,
            roles=[_held(row) for row in rows],
        ),
    )
    response = answer(view)
    set_refresh_cookies(response, token.token, max_age=int(REFRESH.total_seconds()))
    return response


def _held(row: Row) -> HeldRole:
    return HeldRole.model_validate(row)
