"""What the stations of an event made lately, as a question to the database."""

from backend.stations.pace import FASTEST, SLOWEST

#: How much of a ticket that nobody started counts, if its time can be told at all.
_GUESSED = 0.5

#: Tickets made that are looked at: a hundred of each of forty stations, fewer of each of more.
_AT_MOST = 4000

#: What the stations made of the event's last tickets, drink by drink, and in how long: only these
#: say how fast they are now, and they are read by their ids however many there have been. A hundred
#: for each station, or a rush at many stations would be all that is seen, with nothing of it made
#: yet. A ticket begins when it is started; one that was not, or was bumped at once, when the hands
#: that made it were free: a ticket before was made, and it waited by then. Else it says nothing.
#: One that was forgotten counts as the slowest that is believed. A ticket of several drinks is
#: shared out by its cups. Lines are read by their ids, which follow their ticket's, and put beside
#: their tickets in one sort: without statistics, which is how a rush begins, a join of the two is
#: planned as if there were one of each, and compares every ticket with every line.
MADE = f"""WITH read AS (SELECT event_id, id, order_id, station_id, prep_seconds, queued_at,
   started_at, made_at FROM tickets WHERE event_id = %(event)s ORDER BY id DESC
  LIMIT (SELECT 100 * count(*) FROM stations WHERE event_id = %(event)s)),
 late AS (SELECT t.*, started_at <= made_at - {FASTEST} * prep_seconds
   * interval '1 second' AS timed, lag(made_at, s.parallel) OVER (PARTITION BY t.station_id
   ORDER BY made_at, t.id) AS free_at
  FROM (SELECT * FROM read WHERE made_at IS NOT NULL ORDER BY id DESC LIMIT {_AT_MOST}) AS t
  JOIN stations s ON s.event_id = t.event_id AND s.id = t.station_id),
 spans AS MATERIALIZED (SELECT *, CASE WHEN timed THEN 1 ELSE {_GUESSED} END AS weight,
  least(greatest(
   extract(epoch FROM made_at - CASE WHEN timed THEN started_at ELSE free_at END)::float,
   {FASTEST} * prep_seconds), {SLOWEST} * prep_seconds) AS took
  FROM late WHERE timed OR queued_at <= free_at),
 lines AS (SELECT ticket_id AS id, item, quantity FROM order_lines
  WHERE event_id = %(event)s AND id > (SELECT min(id) FROM spans)),
 beside AS (SELECT id, station_id, weight * prep_seconds AS prep, weight * took AS took,
   NULL AS item, NULL::int AS quantity, true AS is_ticket FROM spans
  UNION ALL SELECT id, NULL, NULL, NULL, item, quantity, false FROM lines),
 cups AS (SELECT item, quantity, is_ticket, max(station_id) OVER its AS station_id,
   max(prep) OVER its AS prep, max(took) OVER its AS took, sum(quantity) OVER its AS cups
  FROM beside WINDOW its AS (PARTITION BY id))
SELECT station_id AS station, item, sum(prep * coalesce(quantity::float / cups, 1))::float
 AS prep_seconds, sum(took * coalesce(quantity::float / cups, 1))::float AS took_seconds
FROM cups WHERE station_id IS NOT NULL AND (cups IS NULL OR NOT is_ticket)
GROUP BY station_id, item"""
