"""The settings of an event: changed in one transaction, told to every screen."""

from collections.abc import Callable

from backend.core import changes
from backend.core.db import Transaction, as_json
from backend.core.errors import Conflict, Invalid
from backend.events import hours, service
from backend.events.showing import public_event
from backend.events.types import Event, EventSettings
from backend.events.views import SettingsChange

#: Called with the event before and after: what the packages above refuse, and do about it.
Follow = Callable[[Transaction, Event, Event], None]


class SettingsChangedMeanwhile(Conflict):
    """Somebody else changed the settings meanwhile; look again."""

    code = "version_conflict"


class BadHours(Invalid):
    """These hours contradict each other."""

    code = "bad_hours"


_EVENT = """UPDATE events SET name = coalesce(%(name)s, name),
 timezone = coalesce(%(timezone)s, timezone), state = coalesce(%(state)s, state),
 closed_by_clock = closed_by_clock AND %(state)s::text IS NULL,
 version = version + 1 WHERE id = %(event)s"""

_SETTING = """INSERT INTO settings (event_id, key, value) VALUES (%(event)s, %(key)s, %(value)s)
ON CONFLICT (event_id, key) DO UPDATE SET value = excluded.value,
 version = settings.version + 1, updated_at = now()"""


def change(tx: Transaction, event: int, wanted: SettingsChange, follow: Follow) -> Event:
    """Set what is given; every door and screen knows it with the commit."""
    # Held first, so that two organisers change it one after the other; its key is not held, or
    # every row written meanwhile would wait, and whoever holds an order that we tell about too.
    tx.queue("SELECT 1 FROM events WHERE id = %(event)s FOR NO KEY UPDATE", event=event)
    before = service.get(tx, event)
    if wanted.version not in (None, before.version):
        raise SettingsChangedMeanwhile(version=before.version)
    if wanted.timezone is not None:
        service.check_zone(wanted.timezone)
    _write(tx, event, wanted)
    after = service.get(tx, event)
    _check_hours(after.settings)
    follow(tx, before, after)
    tell(tx, after)
    return after


def _check_hours(settings: EventSettings) -> None:
    if settings.last_orders_at is None:
        return
    ends = hours.of(settings)
    if ends is None:
        raise BadHours("last_orders_at: says little without an end; set closes_at too.")
    if settings.last_orders_at >= ends.closes:
        raise BadHours("last_orders_at: must be before the end, closes_at.")


def _write(tx: Transaction, event: int, wanted: SettingsChange) -> None:
    tx.queue(
        _EVENT,
        event=event,
        name=wanted.name,
        timezone=wanted.timezone,
        state=None if wanted.state is None else str(wanted.state),
    )
    given = wanted.model_dump(mode="json", include=wanted.model_fields_set)
    for key in EventSettings.model_fields.keys() & given.keys():
        tx.queue(_SETTING, event=event, key=key, value=as_json(given[key]))
    service.touch(tx, event)


def tell(tx: Transaction, event: Event) -> None:
    """Let every screen know of an event that was changed."""
    changes.record(
        tx,
        event.id,
        "EventChanged",
        rooms=[
            f"event:{event.slug}",
            f"support:{event.slug}",
            f"display:{event.slug}",
            *service.station_rooms(tx, event.id),
        ],
        version=event.version,
        view=public_event(event),
    )
