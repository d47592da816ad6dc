"""What a change of an event's settings means here: codes that can be told from other words, and
names that leave the public screens when the policy says so."""

from backend.conversation import keywords
from backend.core.db import Transaction
from backend.core.errors import Invalid
from backend.events.types import Event
from backend.menu import rules as menu_rules
from backend.menu import service as menus
from backend.orders import service as orders
from backend.orders import snapshots
from nlp.language import Language, available, load

#: Intents that a text commands with words of their own.
_COMMANDS = ("yes", "no", "cancel", "status", "menu", "help", "usual", "data", "forget")


class BadCode(Invalid):
    """This code means something else already."""

    code = "bad_code"


def follow(tx: Transaction, before: Event, after: Event) -> None:
    """Refuse codes that mean something else; tell public screens of another name policy."""
    if after.settings.categories != before.settings.categories:
        _check_codes(tx, after)
    if after.settings.name_policy is not before.settings.name_policy:
        _rename(tx, after)


def _check_codes(tx: Transaction, event: Event) -> None:
    taken = _other_meanings(tx, event)
    for place, category in enumerate(event.settings.categories):
        for code in category.codes:
            if code in taken:
                raise BadCode(
                    f"categories.{place}.codes: {code} means something else in a text already;"
                    " take a word that nobody writes otherwise, such as one with a number behind."
                )


def _other_meanings(tx: Transaction, event: Event) -> set[str]:
    """Collect what must not be taken out of a text, in capitals."""
    doors = tx.fetch(
        """SELECT DISTINCT keyword FROM event_numbers WHERE number IN
        (SELECT number FROM event_numbers WHERE event_id = %(event)s)""",
        event=event.id,
    )
    words = {row["keyword"] for row in doors} | keywords.WORDS
    for language in available():
        words |= _commands(load(language))
    try:
        menu = menus.get(tx, event.id)
    except menus.NoMenu:
        return words
    for language in available():
        phrases = menu_rules.lexicon(menu, language).phrases
        words |= {word.upper() for phrase, _ in phrases for word in phrase.split()}
    return words


def _commands(language: Language) -> set[str]:
    """Words that are a command alone, and all the words of commands."""
    alone = {p for phrases in language.intents.values() for p in phrases if " " not in p}
    of_commands = {w for name in _COMMANDS for p in language.intents[name] for w in p.split()}
    return {word.upper() for word in alone | of_commands}


def _rename(tx: Transaction, event: Event) -> None:
    """Take the names off what public screens may still ask for, then tell it by the new policy."""
    tx.queue(
        """UPDATE changes SET data = (data::jsonb || '{"name": null}')::json
        WHERE event_id = %(event)s AND type = 'CallChanged'""",
        event=event.id,
    )
    still_open = [order.id for order in snapshots.open_orders(tx, event.id)]
    if still_open:
        orders.retell(tx, event.id, still_open)
