"""What a screen does with a snapshot and the changes that follow it."""

from typing import Any

Json = dict[str, Any]
#: Each thing, by its kind and its key.
Things = dict[tuple[str, Any], Any]

_LISTS = {
    "tickets": "TicketChanged",
    "later": "TicketChanged",
    "orders": "OrderChanged",
    "calls": "CallChanged",
    "stations": "StationChanged",
}


def fold(kind: str, snapshot: Json, changes: list[Json]) -> Things:
    """Do what a screen does: keep the greater version, drop what is over."""
    things = _things(snapshot)
    for change in changes:
        data = change["data"]
        if change["type"] == "SoldOutChanged":
            things["sold out", None] = data["sold_out"]
        elif change["type"] == "WaitChanged":
            continue  # of this moment: in no snapshot but the one of that moment
        elif kind == "display" and change["type"] == "StationChanged":
            public = {key: data[key] for key in ("id", "name", "state", "version")}
            things["StationChanged", data["id"]] = public
        else:
            key = (change["type"], _key(data))
            if key not in things or things[key]["version"] <= data["version"]:
                things[key] = data
    return {key: thing for key, thing in things.items() if _goes_on(kind, key[0], thing, snapshot)}


def comparable(things: Things) -> Json:
    """Leave out what no change carries: the work that waits at a station at this moment."""
    return {
        str(key): {name: value for name, value in thing.items() if name != "open_seconds"}
        if isinstance(thing, dict)
        else thing
        for key, thing in things.items()
    }


def _key(thing: Json) -> Any:
    return thing.get("ticket") or thing.get("id") or thing["slug"]


def _things(snapshot: Json) -> Things:
    found: Things = {("sold out", None): snapshot["sold_out"]}
    for name, type_ in _LISTS.items():
        found |= {(type_, _key(thing)): thing for thing in snapshot.get(name, [])}
    if "station" in snapshot:
        found["StationChanged", snapshot["station"]["id"]] = snapshot["station"]
    if "event" in snapshot:
        found["EventChanged", _key(snapshot["event"])] = snapshot["event"]
    return found


def _goes_on(kind: str, type_: str, thing: Any, snapshot: Json) -> bool:
    if type_ in ("TicketChanged", "CallChanged"):
        here = kind != "station" or thing["station_id"] == snapshot["station"]["id"]
        # An event's snapshot lists orders; their tickets come only as changes.
        shown = ("queued", "started", "made", *(["scheduled"] if kind == "station" else []))
        return here and kind != "event" and thing["state"] in shown
    return type_ != "OrderChanged" or thing["status"] in ("received", "making", "ready")
