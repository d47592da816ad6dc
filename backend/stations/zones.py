"""Where a customer is, and what the way costs them from there: pure."""

from collections.abc import Iterable
from dataclasses import replace

from backend.stations.types import Station


def names(stations: Iterable[Station]) -> tuple[str, ...]:
    """List the zones that stations stand in, each once."""
    return tuple(sorted({one.zone for one in stations if one.zone}))


def named(stations: Iterable[Station], words: str) -> str | None:
    """Find the zone that is called so, whatever the case; None where there is none."""
    wanted = " ".join(words.split()).casefold()
    return next((zone for zone in names(stations) if zone.casefold() == wanted), None)


def near(stations: Iterable[Station], zone: str | None) -> tuple[Station, ...]:
    """Give the stations as seen by a customer in a zone: those in it cost no walk."""
    return tuple(
        replace(one, walk_seconds=0, near=True) if zone and one.zone == zone else one
        for one in stations
    )
