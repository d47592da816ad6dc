"""Refusals: one class each; the docstring is the message, one handler makes it HTTP."""

from typing import ClassVar


class Refusal(Exception):
    """The request cannot be done."""

    code: ClassVar[str] = "refused"
    status: ClassVar[int] = 400

    def __init__(self, detail: str | None = None, **values: object) -> None:
        self.detail = detail or (type(self).__doc__ or "").strip()
        self.values = values
        super().__init__(self.detail)


class DatabaseGone(Refusal):
    """The database cannot be reached just now; try again in a few seconds."""

    code = "database_unavailable"
    status = 503


class DatabaseBusy(DatabaseGone):
    """The database is too busy just now; try again in a few seconds."""

    code = "database_busy"


class NotFound(Refusal):
    """There is no such thing here."""

    code = "not_found"
    status = 404


class Conflict(Refusal):
    """Somebody else was first; look again and decide anew."""

    code = "conflict"
    status = 409


class ExistsAlready(Conflict):
    """There is one already; look again."""

    code = "exists_already"


class Invalid(Refusal):
    """The request does not make sense."""

    code = "invalid"
    status = 422


class Unstorable(Invalid):
    """A value cannot be kept: a number is too large, or a text holds what is no character."""

    code = "unstorable"


class Unauthorised(Refusal):
    """Sign in first."""

    code = "unauthorised"
    status = 401


class Forbidden(Refusal):
    """Your role may not do this."""

    code = "forbidden"
    status = 403


class CannotStart(Exception):
    """Something outside the program is wrong; the message is one line that says what to do."""
