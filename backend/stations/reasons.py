"""Why a station has a ticket, in words and figures: pure."""

from collections.abc import Sequence

from backend.stations.lanes import MOST_PASSED, made_in
from backend.stations.types import Load, Queued, Station

#: A reason names so many of the stations that were not taken, the next best first.
NAMED = 3


def chosen(
    when: str, others: Sequence[tuple[int, str]], *, several: int, walk_seconds: int | None
) -> str:
    """Say why this one: `others` are (seconds, station), the next best first, of `several`."""
    parts = [when]
    if walk_seconds is not None:
        parts.append(f"the order is split, {walk_seconds} s to walk reckoned in")
    if others:
        rest = ", ".join(f"{name} {seconds} s" for seconds, name in others[:NAMED])
        more = f" and {several - NAMED} more" if several > NAMED else ""
        parts.append(f"instead of {rest}{more}")
    else:
        parts.append("no other open station can make it")
    return "; ".join(parts)


def when(station: Station, load: Load, *, finish: int, ahead: int) -> str:
    """Say when so much work is ready there, and what that is made of."""
    let_by = finish - round(made_in(station, ahead, load.here))
    walk = f" and {station.walk_seconds} s to walk" if station.walk_seconds else ""
    if station.near:
        walk = f", no walk from {station.zone}"
    pace = "" if station.pace == 1 else f", at {station.pace:.1f} times the menu's seconds"
    more = f", {let_by} s for smaller ones let by" if let_by > 1 else ""
    return (
        f"{station.name}: ready in {finish} s{walk} ({ahead} s waiting,"
        f" {load.seconds} s to make{pace}{_besides(load)}{more})"
    )


def _besides(load: Load) -> str:
    """Tell how these drinks differ from the others at a station, where that can be noticed."""
    ratio = round(load.here / load.seconds, 1) if load.seconds else 1.0
    return "" if ratio == 1 else f", these drinks {ratio} times as long as others there"


def before(passing: Sequence[Queued], *, seconds: int, priority: bool) -> str:
    """Say before whom it goes, and why they can bear it."""
    named = ", ".join(
        f"#{one.number} ({_why(one, seconds, priority)}, passed {one.passed + 1} of {MOST_PASSED})"
        for one in passing
    )
    return f"; before {named}" if named else ""


def _why(one: Queued, seconds: int, priority: bool) -> str:
    if priority:
        return "without priority"
    if one.prep_seconds > seconds:
        return "bigger"
    return "not needed sooner" if one.needed is not None else "with a bigger one"
