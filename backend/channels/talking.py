"""Chatting with an event in the terminal, through the same door as every text."""

import secrets
from collections.abc import Iterable, Iterator

from backend.conversation.gathering import Utterance
from backend.conversation.service import Conversation
from backend.core.db import Database
from backend.events import service as events
from backend.events.types import Door
from backend.orders.types import Channel


def talk(
    database: Database, conversation: Conversation, slug: str, phone: str, lines: Iterable[str]
) -> Iterator[str]:
    """Give the answer to each line; an empty line ends it."""
    with database.transaction() as tx:
        event = events.by_slug(tx, slug)
    door = Door(event.id, event.number or "", "", "own")
    for line in lines:
        if not line.strip():
            return
        sid = f"SM{secrets.token_hex(16)}"
        said = Utterance(
            door, Channel.SMS, phone, line.rstrip("\n"), "terminal", sid, secrets.token_hex(8)
        )
        yield conversation.handle(said).text or "(no answer)"
