"""How well the promises of an event held, by hour, station and drink."""

from datetime import UTC, datetime
from typing import Any

from backend.core.db import Row, Transaction
from backend.events.types import Event
from backend.orders.report_views import (
    Calibration,
    DrinkCalibration,
    HourCalibration,
    PromiseReport,
    StationCalibration,
)

#: Said with the figures, so that nobody reads more into them than is there.
NOTES = (
    "An order counts once it is made, with the range its customer was told first; made on the"
    " first and on the last second of the range is kept.",
    "Orders changed before their start count with the range told at the change.",
    "Cancelled orders are not in the coverage; those cancelled late are counted apart, and so are"
    " orders not made yet whose time is over.",
    "Uncollected orders count as made. Orders made more than once count by the last making.",
    "Orders at several stations count at the station that finished last, and with its drinks; an"
    " order of two drinks counts with both.",
    "Orders at the counter and of customers who want no texts are in it.",
)

#: One row for each order of the event that was made or cancelled then, by the index.
_ENDED = """SELECT *, date_trunc('hour', told_at, %(zone)s) AS hour FROM promise_outcomes
WHERE event_id = %(event)s AND ended_at >= coalesce(%(since)s, '-infinity'::timestamptz)
AND ended_at < coalesce(%(until)s, 'infinity'::timestamptz)"""

_FIGURES = """count(*)::int AS n,
 count(*) FILTER (WHERE ended_at BETWEEN first_earliest AND first_latest)::int AS kept,
 count(*) FILTER (WHERE ended_at > first_latest)::int AS late,
 count(*) FILTER (WHERE ended_at < first_earliest)::int AS early,
 avg(extract(epoch FROM first_latest - first_earliest))::float AS mean_width_seconds,
 avg(extract(epoch FROM ended_at - predicted_at) )
  FILTER (WHERE revised = 0)::float AS mean_error_seconds,
 count(*) FILTER (WHERE revised > 0)::int AS revised,
 count(*) FILTER (WHERE ended_at BETWEEN earliest AND latest)::int AS kept_as_revised,
 count(*) FILTER (WHERE remade)::int AS remade"""

_MADE = f"""SELECT later, hour, station_id, grouping(hour, station_id) AS of, {_FIGURES}
FROM ({_ENDED}) AS p WHERE outcome = 'ready'
GROUP BY GROUPING SETS ((later), (later, hour), (later, station_id))
ORDER BY hour, station_id"""

_DRINKS = f"""SELECT drink, {_FIGURES} FROM ({_ENDED}) AS p, unnest(p.items) AS drink
WHERE outcome = 'ready' AND NOT later GROUP BY drink ORDER BY n DESC, drink"""

#: What is not in the coverage, so that it flatters nobody.
_REST = f"""SELECT count(*)::int AS cancelled,
 count(*) FILTER (WHERE ended_at > first_latest)::int AS cancelled_late,
 (SELECT count(*)::int FROM orders WHERE event_id = %(event)s
  AND status IN ('received', 'making') AND promised_latest < %(now)s) AS overdue
FROM ({_ENDED}) AS p WHERE outcome = 'cancelled'"""

#: What `grouping` gives: which of hour and station a row is not about.
_BY_STATION, _BY_HOUR, _ALL = 2, 1, 3

_NOTHING = {
    **dict.fromkeys(("n", "kept", "late", "early", "revised", "kept_as_revised", "remade"), 0),
    **dict.fromkeys(("mean_width_seconds", "mean_error_seconds")),
}


def report(
    tx: Transaction,
    event: Event,
    *,
    since: datetime | None = None,
    until: datetime | None = None,
) -> PromiseReport:
    """Sum up what became of the promises of orders made or cancelled in a time, or ever."""
    values = {"event": event.id, "zone": event.timezone, "since": since, "until": until}
    made = tx.fetch(_MADE, **values)
    drinks = tx.fetch(_DRINKS, **values)
    rest = tx.fetch(_REST, now=datetime.now(UTC), **values)[0]
    names = _names(tx, event.id)
    soon = [row for row in made if not row["later"]]
    return PromiseReport(
        now=_whole(soon),
        later=_whole([row for row in made if row["later"]]),
        by_hour=[
            HourCalibration(hour=row["hour"], **_figures(row))
            for row in soon
            if row["of"] == _BY_HOUR
        ],
        by_station=[
            StationCalibration(
                station=row["station_id"], name=names.get(row["station_id"]), **_figures(row)
            )
            for row in soon
            if row["of"] == _BY_STATION
        ],
        by_drink=[DrinkCalibration(drink=row["drink"], **_figures(row)) for row in drinks],
        notes=list(NOTES),
        **rest,
    )


def _names(tx: Transaction, event: int) -> dict[int, str]:
    rows = tx.fetch("SELECT id, name FROM stations WHERE event_id = %(event)s", event=event)
    return {row["id"]: row["name"] for row in rows}


def _whole(rows: list[Row]) -> Calibration:
    return Calibration(**_figures(next((row for row in rows if row["of"] == _ALL), _NOTHING)))


def _figures(row: Row) -> dict[str, Any]:
    return {
        **{name: row[name] for name in _NOTHING},
        "coverage": round(row["kept"] / row["n"], 4) if row["n"] else None,
    }
