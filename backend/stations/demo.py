"""The demo event: made once, in an empty database."""

import os
from pathlib import Path
from zoneinfo import ZoneInfo

import yaml

from backend.accounts import service as accounts
from backend.accounts.access import Role
from backend.core.db import Transaction
from backend.events import service as events
from backend.menu import documents
from backend.menu import service as menus
from backend.stations import service as stations
from backend.stations.views import NewStation

_HERE = Path(__file__).parent

SLUG = "demo"


def wanted(tx: Transaction) -> bool:
    """Tell whether the database is empty: there is no organisation."""
    return tx.one("SELECT 1 FROM organisations LIMIT 1") is None


def create(tx: Transaction, *, password_hash: str) -> bool:
    """Make the organisation, its people, the event, its menu and stations, unless any is there.

    Gives whether it was made. `password_hash` is the first password of everybody, hashed.
    """
    if not wanted(tx):
        return False
    plan = yaml.safe_load((_HERE / "demo.yaml").read_text("utf-8"))
    organisation = accounts.create_organisation(tx, plan["organisation"])
    event_id = events.create(
        tx,
        organisation,
        slug=SLUG,
        name=plan["name"],
        timezone=machine_timezone(),
        numbers={plan["number"]: ""},
        opt_out_words="own",
        settings=plan["settings"],
    )
    menus.put(tx, event_id, documents.read(plan["menu"]))
    event = events.get(tx, event_id)
    for station in plan["stations"]:
        stations.create(tx, event, NewStation.model_validate(station))
    for username, role in plan["people"].items():
        person = accounts.create_person(
            tx, organisation, username=username, password_hash=password_hash
        )
        accounts.grant(tx, event_id, person, Role(role))
    return True


def machine_timezone() -> str:
    """Give the IANA name of the machine's time zone, UTC where it cannot be told."""
    name = os.environ.get("TZ", "").removeprefix(":")
    if not name:
        link = Path("/etc/localtime")
        _, _, name = str(link.resolve()).rpartition("zoneinfo/")
    try:
        return ZoneInfo(name).key
    except (KeyError, ValueError, OSError):
        return "UTC"
