"""How long a ticket will still take: predicted as routing does, from where it stands now."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from backend.stations.lanes import made_in
from backend.stations.types import Station
from backend.stations.work import making

#: What is under way takes so much of its time still, however long it has taken.
LEAST_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a ticket stands that is not made yet."""

    prep_seconds: int
    #: Prep seconds of the tickets before it in its lane.
    ahead_seconds: int
    #: When it was begun; None while it waits.
    started_at: datetime | None = None
    #: When it comes to the lane; None where it is there.
    release_at: datetime | None = None


def remaining(station: Station, standing: Standing, now: datetime) -> int:
    """Predict in how many seconds a ticket is made; `station` as it is, with its pace."""
    if standing.started_at is not None:
        expected = standing.prep_seconds * station.pace
        taken = (now - standing.started_at).total_seconds()
        return ceil(max(expected - taken, LEAST_SHARE * expected))
    if standing.release_at is not None:
        wait = max(0.0, (standing.release_at - now).total_seconds())
        return ceil(wait) + making(station, standing.prep_seconds)
    return ceil(made_in(station, standing.ahead_seconds, standing.prep_seconds))
