"""What is kept between utterances: events as configured, and who reads texts by their menus."""

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from backend.conversation import editing
from backend.conversation.wording import Wording
from backend.core.db import Transaction
from backend.events import rules as event_rules
from backend.events import service as events
from backend.menu import rules as menu_rules
from backend.menu.types import Menu
from backend.stations import service as stations
from backend.stations.service import Venue
from nlp import Interpreter
from nlp.language import available


@dataclass(frozen=True, slots=True)
class Configured:
    """An event as configured at a revision: what there is, and how it is said."""

    venue: Venue
    wording: Wording


class Kept:
    """Of each event the last of both."""

    def __init__(self) -> None:
        self._configured: dict[int, Configured] = {}
        self._interpreters: dict[int, tuple[Menu, Interpreter]] = {}

    def configured(self, tx: Transaction, event: int, revision: int) -> Configured:
        """Give the event as configured at this revision."""
        kept = self._configured.get(event)
        if kept is None or kept.venue.event.revision != revision:
            venue = stations.venue(tx, events.get(tx, event))
            kept = Configured(venue, editing.load(tx, event))
            self._configured[event] = kept
        return kept

    def cups_since(self, event: int) -> datetime | None:
        """Tell from when on cups are to be counted, as far as it is known by now."""
        kept = self._configured.get(event)
        return event_rules.counted_since(kept.venue.event, datetime.now(UTC)) if kept else None

    def counts_stock(self, event: int) -> bool:
        """Tell whether what is left is to be read with each text, as far as it is known by now."""
        kept = self._configured.get(event)
        return kept is not None and kept.venue.counts_stock

    def interpreter(self, event: int, menu: Menu) -> Interpreter:
        """Give the one who reads texts by a menu."""
        kept = self._interpreters.get(event)
        if kept is None or kept[0] is not menu:
            kept = (menu, Interpreter(partial(menu_rules.lexicon, menu), available()))
            self._interpreters[event] = kept
        return kept[1]
