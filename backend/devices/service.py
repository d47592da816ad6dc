"""Devices of an event: made known, paired, revoked; every screen of support is told."""

from backend.accounts import devices
from backend.accounts.types import LADDER
from backend.core import changes
from backend.core.db import Row, Transaction
from backend.core.errors import NotFound
from backend.devices.pairing import LIFE_MINUTES, NoSuchCode
from backend.devices.views import DeviceView, Face, NewDevice
from backend.stations import service as stations

_DEVICES = """SELECT d.*, e.slug AS event, s.name AS station_name
FROM devices d JOIN events e ON e.id = d.event_id
LEFT JOIN stations s ON s.event_id = d.event_id AND s.id = d.station_id"""

_SHOWN = DeviceView.model_fields.keys() - {"station"}


class NoDevice(NotFound):
    """There is no such device."""

    code = "no_device"


def views(tx: Transaction, event: int) -> list[DeviceView]:
    """List the devices of an event, newest first."""
    rows = tx.fetch(f"{_DEVICES} WHERE d.event_id = %(event)s ORDER BY d.id DESC", event=event)
    return [_view(row) for row in rows]


def view(tx: Transaction, event: int, device: int) -> DeviceView:
    """Read one device."""
    row = tx.one(
        f"{_DEVICES} WHERE d.event_id = %(event)s AND d.id = %(device)s",
        event=event,
        device=device,
    )
    if row is None:
        raise NoDevice
    return _view(row)


def event_of(tx: Transaction, events_seen: list[int], device: int) -> int:
    """Tell which of these events a device belongs to."""
    row = tx.one(
        "SELECT event_id FROM devices WHERE event_id = ANY(%(events)s) AND id = %(device)s",
        events=events_seen,
        device=device,
    )
    if row is None:
        raise NoDevice
    return int(row["event_id"])


def create(tx: Transaction, event: int, new: NewDevice) -> int:
    """Make a device known; it can do nothing before it is paired."""
    if new.station is not None:
        stations.station_view(tx, [event], new.station)
    row = tx.one(
        """INSERT INTO devices (event_id, name, role, station_id)
        VALUES (%(event)s, %(name)s, %(role)s, %(station)s) RETURNING id""",
        event=event,
        name=new.name.strip(),
        role=str(new.role),
        station=new.station,
    )
    assert row is not None
    return int(row["id"])


def await_pairing(tx: Transaction, event: int, device: int, code_digest: str) -> DeviceView:
    """Let a device be paired with a code, in place of an earlier one.

    Until then it goes on with the token it has.
    """
    tx.queue(
        """UPDATE devices SET code_digest = NULL, code_expires_at = NULL
        WHERE event_id = %(event)s AND code_expires_at < now()""",
        event=event,
    )
    tx.queue(
        """UPDATE devices SET code_digest = %(digest)s, version = version + 1,
        code_expires_at = now() + make_interval(mins => %(minutes)s)
        WHERE event_id = %(event)s AND id = %(device)s""",
        digest=code_digest,
        minutes=LIFE_MINUTES,
        event=event,
        device=device,
    )
    return _told(tx, event, device)


def pair(tx: Transaction, code_digest: str) -> tuple[str, DeviceView]:
    """Take a code: give the device's token, the only one that is good from now on."""
    row = tx.one(
        """SELECT event_id, id FROM devices
        WHERE code_digest = %(digest)s AND code_expires_at > now() FOR NO KEY UPDATE""",
        digest=code_digest,
    )
    if row is None:
        raise NoSuchCode
    event, device = row["event_id"], row["id"]
    token = devices.new_token(device)
    tx.queue(
        """UPDATE devices SET token_digest = %(digest)s, paired_at = now(), seen_at = now(),
        code_digest = NULL, code_expires_at = NULL, revoked_at = NULL, version = version + 1
        WHERE event_id = %(event)s AND id = %(device)s""",
        digest=devices.digest(token),
        event=event,
        device=device,
    )
    devices.end_sign_ins(tx, device)
    return token, _told(tx, event, device)


def revoke(tx: Transaction, event: int, device: int) -> DeviceView:
    """Let a device, and whoever signed in at it, be known no more; said again, nothing happens."""
    row = tx.one(
        """UPDATE devices SET revoked_at = now(), code_digest = NULL, code_expires_at = NULL,
        version = version + 1
        WHERE event_id = %(event)s AND id = %(device)s AND revoked_at IS NULL RETURNING id""",
        event=event,
        device=device,
    )
    if row is None:
        return view(tx, event, device)
    devices.end_sign_ins(tx, device)
    return _told(tx, event, device)


def people(tx: Transaction, event: int) -> list[Face]:
    """List who can sign in at a tablet of this event."""
    rows = tx.fetch(
        """SELECT p.username, p.display_name AS name FROM roles r
        JOIN people p ON p.id = r.person_id JOIN pins i ON i.person_id = p.id
        WHERE r.event_id = %(event)s AND r.role = ANY(%(staff)s) AND p.active
        ORDER BY lower(p.display_name), p.id""",
        event=event,
        staff=[str(role) for role in LADDER],
    )
    return [Face(**row) for row in rows]


def _told(tx: Transaction, event: int, device: int) -> DeviceView:
    """Read a device as it is now, and tell the event's support; every process looks at sockets."""
    now = view(tx, event, device)
    changes.record(
        tx,
        event,
        "DeviceChanged",
        rooms=[f"support:{now.event}"],
        version=now.version,
        view=now,
    )
    return now


def _view(row: Row) -> DeviceView:
    values = {name: row[name] for name in _SHOWN}
    return DeviceView(**values, station=row["station_id"])
