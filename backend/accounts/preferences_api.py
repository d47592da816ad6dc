"""A person's preferences over HTTP."""

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from backend.accounts import preferences
from backend.accounts.access import caller, signed_in
from backend.accounts.preferences_views import PreferencesChange, PreferencesView
from backend.core.db import Database
from backend.core.errors import Forbidden
from backend.core.http import answer


def blueprint(database: Database) -> APIBlueprint:
    """Make the addresses of preferences."""
    api = APIBlueprint("me", __name__, url_prefix="/api/me", abp_tags=[Tag(name="sign-in")])

    @api.get("/preferences", responses={200: PreferencesView})
    @signed_in
    def read_preferences() -> Response:
        """Read how the person who asks likes the screens."""
        with database.transaction() as tx:
            return answer(preferences.read(tx, _person()))

    @api.put("/preferences", responses={200: PreferencesView})
    @signed_in
    def change_preferences(body: PreferencesChange) -> Response:
        """Change the preferences given; the others stay. A version seen before is a conflict."""
        with database.transaction() as tx:
            return answer(preferences.change(tx, _person(), body))

    return api


def _person() -> int:
    person = caller().person
    if person is None:
        raise Forbidden
    return person
