"""Orders, their lines, their tickets, and what became of them."""

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from backend.core.db import ids, metadata

CHANNELS = "'sms', 'whatsapp', 'voice', 'web', 'kiosk', 'walkup', 'api'"
STATUSES = "'received', 'making', 'ready', 'collected', 'cancelled'"
STATES = "'scheduled', 'queued', 'started', 'made', 'collected', 'uncollected', 'voided'"
CLOSINGS = "'answered', 'collected', 'uncollected', 'voided', 'expired', 'undelivered'"

orders = Table(
    "orders",
    metadata,
    Column("event_id", BigInteger, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("id", BigInteger, ids, server_default=ids.next_value(), primary_key=True),
    Column("number", BigInteger, nullable=False),
    Column("customer_id", BigInteger),
    Column("channel", Text, nullable=False),
    Column("name", Text),
    #: The customer's own words.
    Column("words", Text),
    #: What the customer was by their code when it was placed, and whether that goes first.
    Column("category", Text),
    Column("priority", Boolean, nullable=False, server_default=text("false")),
    Column("status", Text, nullable=False, server_default=text("'received'")),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Column("promised_earliest", DateTime(timezone=True), nullable=False),
    Column("promised_latest", DateTime(timezone=True), nullable=False),
    Column("request_id", Text),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    #: When the customer wants it; null for as soon as may be.
    Column("due_at", DateTime(timezone=True)),
    #: When it was foreseen to be ready, as of the promise in force.
    Column("predicted_at", DateTime(timezone=True)),
    #: What was promised first, where that was revised since, and how often; else null.
    Column("first_earliest", DateTime(timezone=True)),
    Column("first_latest", DateTime(timezone=True)),
    Column("revised", Integer, nullable=False, server_default=text("0")),
    #: When the promise is to be looked at: will it hold? Null for no more.
    Column("look_at", DateTime(timezone=True)),
    #: Opens its customer's tracker to whoever has it.
    Column("token", Text),
    #: Where its customer was, if they said: a zone of stations.
    Column("zone", Text),
    UniqueConstraint("event_id", "number"),
    CheckConstraint("number > 0", name="number_counts_up_from_one"),
    CheckConstraint(f"channel IN ({CHANNELS})", name="channel_is_known"),
    CheckConstraint(f"status IN ({STATUSES})", name="status_is_known"),
    CheckConstraint("promised_earliest <= promised_latest", name="promise_is_a_range"),
    CheckConstraint("first_earliest <= first_latest", name="first_promise_is_a_range"),
    CheckConstraint("revised >= 0", name="revisions_are_counted_up"),
    CheckConstraint("version > 0", name="version_grows"),
)
# The only index of open orders: of two that begin with the event, the planner takes the wrong one
# while the tables have no statistics, which is at the start of every rush.
Index(
    "ix_orders_open",
    orders.c.event_id,
    orders.c.customer_id,
    postgresql_where=text("status IN ('received', 'making', 'ready')"),
)
Index("uq_orders_token", orders.c.token, unique=True)
Index("ix_orders_customer", orders.c.event_id, orders.c.customer_id, orders.c.id)
#: What the worker looks at every few seconds: promises that may not hold, by their time.
Index(
    "ix_orders_look",
    orders.c.look_at,
    orders.c.id,
    postgresql_where=text("look_at IS NOT NULL AND status IN ('received', 'making')"),
)

#: The part of an order that one station makes.
tickets = Table(
    "tickets",
    metadata,
    Column("event_id", BigInteger, primary_key=True),
    Column("id", BigInteger, ids, server_default=ids.next_value(), primary_key=True),
    Column("order_id", BigInteger, nullable=False),
    Column("station_id", BigInteger, nullable=False),
    Column("state", Text, nullable=False, server_default=text("'queued'")),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Column("prep_seconds", Integer, nullable=False),
    #: Its place in the lane: kept through recall. Not whole where it went before another.
    Column("position", Double, nullable=False),
    #: How often a later one went before it.
    Column("passed", Integer, nullable=False, server_default=text("0")),
    #: When the rest of its order is foreseen to be ready; null where it is all of it.
    Column("needed_at", DateTime(timezone=True)),
    #: How often it was made: a ready text is sent once for each.
    Column("made_count", Integer, nullable=False, server_default=text("0")),
    #: Why this station, in words and figures.
    Column("reason", Text, nullable=False),
    #: What the station must know besides: the customer asked to cancel.
    Column("note", Text),
    Column("started_by", Text),
    Column("queued_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("started_at", DateTime(timezone=True)),
    Column("made_at", DateTime(timezone=True)),
    Column("closed_at", DateTime(timezone=True)),
    #: When a ticket for later is to be queued; null once it was.
    Column("release_at", DateTime(timezone=True)),
    #: Once it was moved: the station its customer was told last, and the job that told it.
    Column("told_station_id", BigInteger),
    Column("told_by", BigInteger),
    #: Where nobody else could make it: when to look again.
    Column("replan_at", DateTime(timezone=True)),
    #: Whether its ready text waits until it is released.
    Column("held", Boolean, nullable=False, server_default=text("false")),
    #: Since when its customer may know that it is made, and when they were reminded of it.
    Column("called_at", DateTime(timezone=True)),
    Column("reminded_at", DateTime(timezone=True)),
    #: When its customer said that they run late.
    Column("late_at", DateTime(timezone=True)),
    #: How many of its makings are waste.
    Column("written_off", Integer, nullable=False, server_default=text("0")),
    #: Who has read of its allergy, when, and the digest of what was read.
    Column("acknowledged_by", Text),
    Column("acknowledged_at", DateTime(timezone=True)),
    Column("acknowledged_of", Text),
    ForeignKeyConstraint(
        ["event_id", "order_id"], ["orders.event_id", "orders.id"], ondelete="CASCADE"
    ),
    ForeignKeyConstraint(["event_id", "station_id"], ["stations.event_id", "stations.id"]),
    CheckConstraint(f"state IN ({STATES})", name="state_is_known"),
    CheckConstraint("prep_seconds > 0", name="prep_takes_time"),
    CheckConstraint("version > 0", name="version_grows"),
    CheckConstraint("made_count >= 0", name="makings_are_counted_up"),
    CheckConstraint("passed >= 0", name="passings_are_counted_up"),
    CheckConstraint(
        "(state IN ('collected', 'uncollected', 'voided')) = (closed_at IS NOT NULL)",
        name="closed_means_it_left_the_lanes",
    ),
    CheckConstraint(
        "state <> 'scheduled' OR release_at IS NOT NULL", name="scheduled_means_it_has_a_time"
    ),
    CheckConstraint("written_off BETWEEN 0 AND made_count", name="what_was_made_is_waste"),
    CheckConstraint(
        "(acknowledged_at IS NULL) = (acknowledged_by IS NULL)"
        " AND (acknowledged_of IS NULL) = (acknowledged_by IS NULL)",
        name="acknowledged_by_somebody",
    ),
)
#: Prep seconds waiting at each station, read without touching the table.
Index(
    "ix_tickets_waiting",
    tickets.c.event_id,
    tickets.c.station_id,
    postgresql_include=["prep_seconds"],
    postgresql_where=text("state IN ('queued', 'started')"),
)
Index("ix_tickets_order", tickets.c.event_id, tickets.c.order_id)
Index(
    "ix_tickets_lane",
    tickets.c.event_id,
    tickets.c.station_id,
    tickets.c.position,
    postgresql_where=text("state IN ('queued', 'started', 'made')"),
)
#: What the worker looks at every second: tickets for later, by their time.
Index(
    "ix_tickets_scheduled",
    tickets.c.release_at,
    tickets.c.id,
    postgresql_where=text("state = 'scheduled'"),
)
#: What waits at the counter, for the worker; what is kept back, for whoever lets it go.
Index(
    "ix_tickets_called",
    tickets.c.event_id,
    tickets.c.called_at,
    postgresql_where=text("state = 'made'"),
)
Index(
    "ix_tickets_held",
    tickets.c.event_id,
    tickets.c.order_id,
    postgresql_where=text("held"),
)

order_lines = Table(
    "order_lines",
    metadata,
    Column("event_id", BigInteger, primary_key=True),
    Column("id", BigInteger, ids, server_default=ids.next_value(), primary_key=True),
    Column("order_id", BigInteger, nullable=False),
    Column("ticket_id", BigInteger, nullable=False),
    Column("quantity", Integer, nullable=False),
    Column("item", Text, nullable=False),
    #: JSON, not JSONB: the order of the options is the menu's.
    Column("options", JSON, nullable=False),
    Column("extras", JSON, nullable=False),
    Column("notes", JSON, nullable=False),
    #: Those of the notes that were about somebody's health when it was ordered.
    Column("alerts", JSON, nullable=False, server_default=text("'[]'")),
    Column("name", Text),
    ForeignKeyConstraint(
        ["event_id", "order_id"], ["orders.event_id", "orders.id"], ondelete="CASCADE"
    ),
    ForeignKeyConstraint(["event_id", "ticket_id"], ["tickets.event_id", "tickets.id"]),
    CheckConstraint("quantity > 0", name="quantity_is_positive"),
    CheckConstraint("item <> ''", name="item_is_named"),
)
Index("ix_order_lines_order", order_lines.c.event_id, order_lines.c.order_id)

#: What came of the promise of an order: a row when all of it is made, or cancelled; none before.
promise_outcomes = Table(
    "promise_outcomes",
    metadata,
    Column("event_id", BigInteger, primary_key=True),
    Column("order_id", BigInteger, primary_key=True),
    Column("outcome", Text, nullable=False),
    #: When the order was placed, and when it was made or cancelled.
    Column("told_at", DateTime(timezone=True), nullable=False),
    Column("ended_at", DateTime(timezone=True), nullable=False),
    #: Of the ticket that was made last, which the promise is about: where, and what.
    Column("station_id", BigInteger),
    Column("items", ARRAY(Text), nullable=False),
    #: What was promised first, and what last.
    Column("first_earliest", DateTime(timezone=True), nullable=False),
    Column("first_latest", DateTime(timezone=True), nullable=False),
    Column("earliest", DateTime(timezone=True), nullable=False),
    Column("latest", DateTime(timezone=True), nullable=False),
    Column("predicted_at", DateTime(timezone=True)),
    Column("revised", Integer, nullable=False),
    #: Whether any of it was made more than once, and whether it was an order for later.
    Column("remade", Boolean, nullable=False),
    Column("later", Boolean, nullable=False),
    ForeignKeyConstraint(
        ["event_id", "order_id"], ["orders.event_id", "orders.id"], ondelete="CASCADE"
    ),
    CheckConstraint("outcome IN ('ready', 'cancelled')", name="outcome_is_known"),
    CheckConstraint(
        "(outcome = 'ready') = (station_id IS NOT NULL)",
        name="what_is_ready_was_made_somewhere",
    ),
)
Index("ix_promise_outcomes_ended", promise_outcomes.c.event_id, promise_outcomes.c.ended_at)

#: What a barista asked the customer of a ticket, and what came back.
questions = Table(
    "questions",
    metadata,
    Column("event_id", BigInteger, primary_key=True),
    Column("id", BigInteger, ids, server_default=ids.next_value(), primary_key=True),
    Column("order_id", BigInteger, nullable=False),
    Column("ticket_id", BigInteger, nullable=False),
    Column("customer_id", BigInteger, nullable=False),
    Column("text", Text, nullable=False),
    Column("asked_by", Text, nullable=False),
    Column("asked_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("answer", Text),
    Column("answered_at", DateTime(timezone=True)),
    Column("closed_at", DateTime(timezone=True)),
    #: Answered; its ticket left the lanes; out of time; or its text never reached the customer.
    Column("closed_because", Text),
    ForeignKeyConstraint(
        ["event_id", "order_id"], ["orders.event_id", "orders.id"], ondelete="CASCADE"
    ),
    ForeignKeyConstraint(
        ["event_id", "ticket_id"], ["tickets.event_id", "tickets.id"], ondelete="CASCADE"
    ),
    ForeignKeyConstraint(
        ["event_id", "customer_id"], ["customers.event_id", "customers.id"], ondelete="CASCADE"
    ),
    CheckConstraint("text <> ''", name="question_is_not_empty"),
    CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answer_has_its_time"),
    CheckConstraint("(closed_at IS NULL) = (closed_because IS NULL)", name="closed_for_a_reason"),
    CheckConstraint(f"closed_because IN ({CLOSINGS})", name="reason_is_known"),
)
#: Who answers must know what: a customer has one open question at most.
Index(
    "uq_questions_open",
    questions.c.event_id,
    questions.c.customer_id,
    unique=True,
    postgresql_where=text("closed_at IS NULL"),
)
Index("ix_questions_ticket", questions.c.event_id, questions.c.ticket_id, questions.c.id)

order_history = Table(
    "order_history",
    metadata,
    Column("event_id", BigInteger, primary_key=True),
    Column("id", BigInteger, ids, server_default=ids.next_value(), primary_key=True),
    Column("order_id", BigInteger, nullable=False),
    Column("ticket_id", BigInteger),
    Column("at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    Column("actor", Text, nullable=False),
    Column("action", Text, nullable=False),
    Column("detail", JSONB, nullable=False, server_default=text("'{}'")),
    Column("request_id", Text),
    ForeignKeyConstraint(
        ["event_id", "order_id"], ["orders.event_id", "orders.id"], ondelete="CASCADE"
    ),
)
Index("ix_order_history_order", order_history.c.event_id, order_history.c.order_id)
Index(
    "ix_order_history_remakes",
    order_history.c.event_id,
    postgresql_where=text("action = 'remake'"),
)

#: Which device an order was made at: a kiosk sees its own.
device_orders = Table(
    "device_orders",
    metadata,
    Column("event_id", BigInteger, primary_key=True),
    Column("order_id", BigInteger, primary_key=True),
    Column("device_id", BigInteger, nullable=False),
    ForeignKeyConstraint(
        ["event_id", "order_id"], ["orders.event_id", "orders.id"], ondelete="CASCADE"
    ),
    ForeignKeyConstraint(
        ["event_id", "device_id"], ["devices.event_id", "devices.id"], ondelete="CASCADE"
    ),
)
