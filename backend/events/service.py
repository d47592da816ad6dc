"""Occasions: found by number, read with their settings, created."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

from backend.accounts import service as accounts
from backend.accounts.types import Caller, Role
from backend.core.db import Row, Transaction, as_json
from backend.core.errors import Conflict, Invalid, NotFound
from backend.events.types import Door, Event, EventSettings, EventState

_EVENT = """SELECT e.*,
 (SELECT number FROM event_numbers n WHERE n.event_id = e.id ORDER BY number LIMIT 1) AS number,
 (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM settings s WHERE s.event_id = e.id)
   AS settings
FROM events e"""


class NoEvent(NotFound):
    """There is no such event."""

    code = "no_event"


class SlugTaken(Conflict):
    """An event with this address exists already; choose another."""

    code = "slug_taken"


def _event(row: Row) -> Event:
    return Event(
        id=row["id"],
        organisation=row["organisation_id"],
        slug=row["slug"],
        name=row["name"],
        timezone=row["timezone"],
        state=EventState(row["state"]),
        revision=row["revision"],
        version=row["version"],
        number=row["number"],
        settings=EventSettings.model_validate(row["settings"]),
    )


def get(tx: Transaction, event: int) -> Event:
    """Read one event by id."""
    row = tx.one(f"{_EVENT} WHERE e.id = %(event)s", event=event)
    if row is None:
        raise NoEvent
    return _event(row)


def by_slug(tx: Transaction, slug: str) -> Event:
    """Read one event by its address."""
    row = tx.one(f"{_EVENT} WHERE e.slug = %(slug)s", slug=slug)
    if row is None:
        raise NoEvent
    return _event(row)


def seen(tx: Transaction, caller: Caller, slug: str, least: Role, *also: Role) -> Event:
    """Read an event at which the caller holds at least this role, or one of the others."""
    event = by_slug(tx, slug)
    accounts.check(caller, event.id, least, *also)
    return event


def located(tx: Transaction, caller: Caller, slug: str) -> int:
    """Give the id of an event at which the caller holds some role; raises NoEvent."""
    row = tx.one("SELECT id FROM events WHERE slug = %(slug)s", slug=slug)
    if row is None or row["id"] not in caller.roles:
        raise NoEvent
    return int(row["id"])


def all_events(tx: Transaction) -> list[Event]:
    """Read every event, oldest first."""
    return [_event(row) for row in tx.fetch(f"{_EVENT} ORDER BY e.id")]


def doors(tx: Transaction, number: str) -> tuple[Door, ...]:
    """Find what is behind a number; several where it is shared by keyword."""
    rows = tx.fetch(
        "SELECT event_id AS event, number, keyword, opt_out_words FROM event_numbers"
        " WHERE number = %(number)s ORDER BY keyword, event_id",
        number=number,
    )
    return tuple(Door(**row) for row in rows)


def last_visited(tx: Transaction, number: str, address: str) -> int | None:
    """Find the event this customer texted last, among those behind a shared number."""
    row = tx.one(
        """SELECT d.event_id AS event FROM event_numbers n
        JOIN customers c ON c.event_id = n.event_id AND c.address = %(address)s
        JOIN dialogues d ON d.event_id = c.event_id AND d.customer_id = c.id
        WHERE n.number = %(number)s ORDER BY d.updated_at DESC LIMIT 1""",
        number=number,
        address=address,
    )
    return row["event"] if row else None


def touch(tx: Transaction, event: int) -> None:
    """Let every cache of this event's configuration go stale, with this transaction."""
    tx.queue("UPDATE events SET revision = revision + 1 WHERE id = %(event)s", event=event)


def create(  # noqa: PLR0913 - an event, all of it by name
    tx: Transaction,
    organisation: int,
    *,
    slug: str,
    name: str,
    timezone: str,
    numbers: Mapping[str, str] | None = None,
    opt_out_words: str = "twilio",
    settings: Mapping[str, object] | None = None,
) -> int:
    """Create an event with its order numbers; `numbers` is {number: keyword or ""}.

    `settings` are those that differ from a new event's.
    """
    check_zone(timezone)
    row = tx.one(
        """INSERT INTO events (organisation_id, slug, name, timezone)
        VALUES (%(organisation)s, %(slug)s, %(name)s, %(timezone)s)
        ON CONFLICT (slug) DO NOTHING RETURNING id""",
        organisation=organisation,
        slug=slug,
        name=name,
        timezone=timezone,
    )
    if row is None:
        raise SlugTaken
    event = int(row["id"])
    tx.queue(f"CREATE SEQUENCE {number_sequence(event)}")
    for number, keyword in (numbers or {}).items():
        _add_number(tx, event, number, keyword.upper(), opt_out_words)
    for key, value in (settings or {}).items():
        tx.queue(
            "INSERT INTO settings (event_id, key, value) VALUES (%(event)s, %(key)s, %(value)s)",
            event=event,
            key=key,
            value=as_json(value),
        )
    return event


def station_rooms(tx: Transaction, event: int) -> list[str]:
    """Name the rooms of an event's stations: what every tablet of it is told."""
    rows = tx.fetch(
        """SELECT id FROM stations WHERE event_id = %(event)s AND removed_at IS NULL
        ORDER BY id""",
        event=event,
    )
    return [f"station:{row['id']}" for row in rows]


def number_sequence(event: int) -> str:
    """Name the sequence that counts this event's order numbers."""
    return f"order_numbers_{int(event)}"


def _add_number(tx: Transaction, event: int, number: str, keyword: str, words: str) -> None:
    tx.queue(
        "UPDATE events SET revision = revision + 1 WHERE id IN"
        " (SELECT event_id FROM event_numbers WHERE number = %(number)s)",
        number=number,
    )
    tx.queue(
        """INSERT INTO event_numbers (event_id, number, keyword, opt_out_words)
        VALUES (%(event)s, %(number)s, %(keyword)s, %(words)s)""",
        event=event,
        number=number,
        keyword=keyword,
        words=words,
    )


def check_zone(name: str) -> None:
    """Refuse a time zone that is none."""
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise Invalid(f"There is no time zone {name!r}; use a name like Europe/Berlin.") from error
