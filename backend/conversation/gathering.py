"""All that one utterance needs to know, read in one trip under the customer's lock."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from pydantic import TypeAdapter

from backend.conversation import capping
from backend.conversation.types import Context, Dialogue, OpenOrder
from backend.core.db import Row, Transaction
from backend.core.errors import DatabaseBusy
from backend.events import hours, rules
from backend.events.types import Door, Event
from backend.orders import reading
from backend.orders.questions import IS_OPEN
from backend.orders.reading import CUPS_SINCE, OPEN_STATUSES, line_of
from backend.orders.replanning import WAITS
from backend.orders.types import Channel, OrderLine, OrderStatus
from backend.stations import limits, times
from backend.stations.made import MADE
from backend.stations.service import Venue
from backend.stations.times import BY_MENU, Made, Times
from backend.stations.types import Station
from backend.stations.waiting import WAITING, Lane, lane
from backend.stock.taking import LEVELS

#: Texts from one phone in a minute; more are kept, and not answered.
TEXTS_A_MINUTE = 30

_DIALOGUE = TypeAdapter(Dialogue)


@dataclass(frozen=True, slots=True)
class Utterance:
    """One thing a customer said, on any channel."""

    door: Door
    channel: Channel
    #: The customer's address: E.164, short code, or `whatsapp:` and a number.
    address: str
    text: str
    #: The provider's account, and its id of this message.
    account: str
    provider_id: str
    request_id: str
    media: int = 0


@dataclass(frozen=True, slots=True)
class Seen:
    """The answer this very message had before; None where it had none."""

    reply: str | None


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What a barista asked, and nobody has answered."""

    id: int
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class Facts:
    """What the database knows about a customer at this moment."""

    customer: int
    name: str | None
    usual: tuple[OrderLine, ...]
    opted_out: bool
    dialogue: Dialogue
    last_heard: datetime | None
    #: Start of the minute its texts are counted in, and how many they are with this one.
    counted_from: datetime
    counted: int
    revision: int
    #: What waits at each station; None where it was not asked.
    lanes: Mapping[int, Lane] | None
    #: How fast the stations are by what they made; asked for together with that.
    paces: Mapping[int, Times]
    #: What is left of what is counted strictly, per station; None where it was not asked.
    stock: Mapping[int, Mapping[str, float]] | None
    open_orders: tuple[Mapping[str, Any], ...]
    #: The question of a barista that reached this customer, or is about to, and waits for them.
    question: OpenQuestion | None
    now: datetime
    #: What they are by their code.
    category: str | None
    #: Cups ordered since then; None where they were not counted.
    cups_since: datetime | None
    cups: int | None

    @property
    def over_the_limit(self) -> bool:
        """Tell whether this phone has texted too often in the last minute."""
        return self.counted > TEXTS_A_MINUTE


_GREET = """INSERT INTO customers (event_id, address) VALUES (%(event)s, %(address)s)
ON CONFLICT (event_id, address) DO NOTHING"""

#: One customer is served at a time, in the order of arrival.
_LOCK = (
    """SELECT 1 FROM customers WHERE event_id = %(event)s AND address = %(address)s FOR UPDATE"""
)

#: Of a text `m`: the carrier has it, or is being given it; an answer may be faster than our notes.
HANDED_OVER = """(m.state = 'sending'
 OR m.provider_id IS NOT NULL AND m.state NOT IN ('failed', 'undelivered'))"""

_GATHER = f"""SELECT c.id AS customer, c.name, c.usual, c.opted_out_at, c.category, d.state,
 d.counted_from, d.counted, d.updated_at, e.revision, clock_timestamp() AS now,
 CASE WHEN %(count_waiting)s THEN
  (SELECT coalesce(jsonb_object_agg(station_id, lane), '{{}}') FROM ({WAITING}) AS w)
 END AS lanes,
 CASE WHEN %(count_waiting)s THEN
  (SELECT jsonb_agg(jsonb_build_array(station, item, prep_seconds, took_seconds))
   FROM ({MADE}) AS m)
 END AS made,
 CASE WHEN %(count_stock)s THEN
  (SELECT coalesce(jsonb_object_agg(station_id, counts), '{{}}') FROM ({LEVELS}) AS k)
 END AS stock,
 CASE WHEN %(cups_since)s::timestamptz IS NOT NULL THEN ({CUPS_SINCE}) END AS cups,
 (SELECT json_agg(json_build_object('id', o.id, 'number', o.number, 'status', o.status,
    'name', o.name, 'earliest', o.promised_earliest, 'latest', o.promised_latest,
    'due', o.due_at, 'token', o.token,
    'lines', (SELECT json_agg(l ORDER BY l.id) FROM order_lines l
      WHERE l.event_id = o.event_id AND l.order_id = o.id),
    'tickets', (SELECT json_agg(json_build_object('station', t.station_id, 'state', t.state,
      'stuck', t.state = 'scheduled' AND coalesce(t.note, '') LIKE '%%{WAITS}%%',
      'ahead', (SELECT count(*) FROM tickets w WHERE w.event_id = t.event_id
        AND w.station_id = t.station_id AND w.position < t.position
        AND w.state IN ('queued', 'started'))) ORDER BY t.id)
      FROM tickets t WHERE t.event_id = o.event_id AND t.order_id = o.id)) ORDER BY o.id)
  FROM orders o WHERE o.event_id = e.id AND o.customer_id = c.id
  AND o.status IN {OPEN_STATUSES}) AS open_orders,
 (SELECT json_build_object('id', q.id, 'asked_at', q.asked_at) FROM questions q
  WHERE q.event_id = c.event_id AND q.customer_id = c.id
  AND {IS_OPEN} AND EXISTS (SELECT 1 FROM outbox b JOIN messages m USING (event_id, id)
   WHERE b.event_id = q.event_id AND b.dedup_key = 'question:' || q.id
   AND {HANDED_OVER})) AS question,
 (SELECT jsonb_build_object('reply', (SELECT r.body FROM messages r
    WHERE r.event_id = m.event_id AND r.answers = m.id))
  FROM messages m WHERE m.account = %(account)s AND m.provider_id = %(provider_id)s) AS seen
FROM customers c JOIN events e ON e.id = c.event_id
LEFT JOIN dialogues d ON d.event_id = c.event_id AND d.customer_id = c.id
WHERE c.event_id = %(event)s AND c.address = %(address)s"""


def gather(
    tx: Transaction,
    said: Utterance,
    *,
    count_waiting: bool,
    count_stock: bool,
    cups_since: datetime | None,
) -> Facts | Seen:
    """Lock the customer and read everything; Seen where this message was answered before."""
    key = {"event": said.door.event, "address": said.address}
    tx.queue(_GREET, **key)
    tx.queue(_LOCK, **key)
    row = tx.one(
        _GATHER,
        account=said.account,
        provider_id=said.provider_id,
        count_waiting=count_waiting,
        count_stock=count_stock,
        cups_since=cups_since,
        **key,
    )
    if row is None:
        raise DatabaseBusy  # forgotten while we waited: asked again, this is a stranger
    if row["seen"] is not None:
        return Seen(row["seen"]["reply"])
    return _facts(row, cups_since)


def counted(tx: Transaction, facts: Facts, event: Event) -> Facts:
    """Count the cups for the cap per person, if that was not done, or from another moment on."""
    since = rules.counted_since(event, facts.now)
    if since == facts.cups_since:
        return facts
    cups = None if since is None else reading.cups_since(tx, event.id, facts.customer, since)
    return replace(facts, cups_since=since, cups=cups)


def _facts(row: Row, cups_since: datetime | None) -> Facts:
    now = row["now"]
    counted_from = row["counted_from"]
    paces = times.of_stations(Made(*made) for made in row["made"] or ())
    fresh = counted_from is None or (now - counted_from).total_seconds() >= 60
    return Facts(
        customer=row["customer"],
        name=row["name"],
        usual=tuple(line_of(line) for line in row["usual"]),
        opted_out=row["opted_out_at"] is not None,
        dialogue=_DIALOGUE.validate_python(row["state"]) if row["state"] else Dialogue(),
        last_heard=row["updated_at"],
        counted_from=now if fresh else counted_from,
        counted=1 if fresh else row["counted"] + 1,
        revision=row["revision"],
        lanes=None if row["lanes"] is None else _lanes(row["lanes"], paces),
        paces=paces,
        stock=None
        if row["stock"] is None
        else {int(station): counts for station, counts in row["stock"].items()},
        open_orders=tuple(row["open_orders"] or ()),
        question=_question(row["question"]) if row["question"] else None,
        now=now,
        category=row["category"],
        cups_since=cups_since,
        cups=row["cups"],
    )


def _lanes(rows: Mapping[str, Any], paces: Mapping[int, Times]) -> dict[int, Lane]:
    return {int(ident): lane(row, paces.get(int(ident), BY_MENU)) for ident, row in rows.items()}


def _question(row: Mapping[str, Any]) -> OpenQuestion:
    return OpenQuestion(row["id"], datetime.fromisoformat(row["asked_at"]))


def dialogue_document(dialogue: Dialogue) -> dict[str, Any]:
    """Write a dialogue as JSON; what is as it was at the start is left out."""
    document: dict[str, Any] = _DIALOGUE.dump_python(dialogue, mode="json", exclude_defaults=True)
    return document


def context(
    facts: Facts, venue: Venue, loaded: tuple[Station, ...], *, stale_after_seconds: int
) -> Context:
    """Put together what the machine may know; `loaded`: the venue's stations, as they are now."""
    first = rules.goes_first(venue.event.settings, facts.category)
    names = {station.id: station.name for station in venue.stations}
    return replace(
        of_nobody(venue, facts.now),
        stations=limits.serving(loaded, facts.now, priority=first),
        configured=loaded,
        goes_first=first,
        open_orders=tuple(_open_order(order, names) for order in facts.open_orders),
        usual=facts.usual,
        known_name=facts.name,
        last_heard=facts.last_heard,
        stale_after_seconds=stale_after_seconds,
        opted_out=facts.opted_out,
        category=facts.category,
        caps=capping.caps(venue.event.settings, facts.category, facts.cups),
    )


def of_nobody(venue: Venue, now: datetime) -> Context:
    """Put together what there is to know before anybody has said a thing."""
    settings = venue.event.settings
    ends = hours.of(settings)
    return Context(
        menu=venue.menu,
        sold_out=venue.sold_out(now),
        stations=venue.stations,
        open_orders=(),
        usual=(),
        known_name=None,
        event_name=venue.event.name,
        event_state=str(venue.event.state),
        timezone=venue.event.timezone,
        caps=capping.caps(settings, None, None),
        now=now,
        programme=settings.programme,
        last_orders_until=ends.closes if ends and ends.calling(now) else None,
    )


def _open_order(row: Mapping[str, Any], names: Mapping[int, str]) -> OpenOrder:
    live = [ticket for ticket in row["tickets"] if ticket["state"] != "voided"]
    waiting = [t["ahead"] for t in live if t["state"] in ("queued", "started")]
    return OpenOrder(
        id=row["id"],
        number=str(row["number"]),
        status=OrderStatus(row["status"]),
        lines=tuple(line_of(line) for line in row["lines"]),
        stations=tuple(names[ticket["station"]] for ticket in live),
        ready_at=tuple(names[t["station"]] for t in live if t["state"] == "made"),
        earliest=datetime.fromisoformat(row["earliest"]),
        latest=datetime.fromisoformat(row["latest"]),
        name=row["name"],
        ahead=max(waiting) if waiting else None,
        due=_due(row["due"], live),
        stuck=any(ticket["stuck"] for ticket in live),
        all_stuck=all(ticket["stuck"] for ticket in live),
        token=row["token"],
    )


def _due(due: str | None, tickets: Sequence[Mapping[str, Any]]) -> datetime | None:
    """Tell when it is wanted, while nothing of it is in a lane yet."""
    waits = due is not None and all(ticket["state"] == "scheduled" for ticket in tickets)
    return datetime.fromisoformat(due) if waits and due else None
