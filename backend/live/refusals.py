"""What a socket may be refused for; the code is what the client is told."""

from backend.core.errors import Forbidden, Invalid, NotFound


class NoRoom(NotFound):
    """There is no such room."""


class NotYourRoom(Forbidden):
    """Your role does not open this room."""


class BadPayload(Invalid):
    """The payload does not have the form this message needs."""


class TooManyRooms(Invalid):
    """One socket may be in so many rooms; leave one first."""

    code = "too_many_rooms"
