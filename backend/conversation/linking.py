"""The address of an order's tracker in its confirmation, where it is wanted and there is room."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from backend.conversation.replies import Replies, render
from backend.conversation.types import Form, Say
from backend.core.segments import segments
from backend.events.types import TrackerLink
from backend.menu.types import Menu

#: The key of what is said of it; without words, the address alone.
TRACK = "track"

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


def address(public_url: str | None, setting: TrackerLink) -> str | None:
    """Give what the addresses of an event's trackers begin with; None where none is told."""
    if public_url is None or setting is TrackerLink.NEVER:
        return None
    inside = (urlsplit(public_url).hostname or "") in _LOOPBACK
    if inside and setting is not TrackerLink.ALWAYS:
        return None
    return f"{public_url}/track/"


def written(says: Sequence[Say], replies: Replies, menu: Menu, setting: TrackerLink) -> str:
    """Write what is to be said; an address costs no segment more, unless that is wanted.

    Where there is no room for it in words, it stands alone. It cannot be spoken.
    """
    without = [say for say in says if say.key != TRACK]
    plain = render(without, replies, menu)
    if len(without) == len(says) or replies.form is Form.VOICE:
        return plain
    bare = replies.worded({TRACK: "{link}"})
    full, short = render(says, replies, menu), render(says, bare, menu)
    room = segments(plain)
    fitting = next((text for text in (full, short) if segments(text) <= room), None)
    if fitting is not None:
        return fitting
    return short if setting is TrackerLink.ALWAYS else plain
