"""Stations, and who works there."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    CheckConstraint,
    Column,
    DateTime,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    text,
)
from sqlalchemy.dialects.postgresql import JSONB

from backend.core.db import ids, metadata

stations = Table(
    "stations",
    metadata,
    Column("event_id", BigInteger, ForeignKey("events.id", ondelete="CASCADE"), primary_key=True),
    Column("id", BigInteger, ids, server_default=ids.next_value(), primary_key=True),
    Column("name", Text, nullable=False),
    #: {"items": […], "options": {group: […]}, "extras": […], "equipment": […]}; absent = no limit
    Column("capabilities", JSONB, nullable=False, server_default=text("'{}'")),
    Column("state", Text, nullable=False, server_default=text("'open'")),
    Column("parallel", Integer, nullable=False, server_default=text("1")),
    #: Most prep seconds that may wait here; NULL = no limit.
    Column("throttle_seconds", Integer),
    #: [{"name": …, "shifts": [{"starts": …, "ends": …}], "breaks": […]}]; none = always manned
    Column("staff", JSONB, nullable=False, server_default=text("'[]'")),
    #: When all of the station pauses: [{"starts": …, "ends": …}].
    Column("breaks", JSONB, nullable=False, server_default=text("'[]'")),
    #: Where it stands ("hall 2", "level 1"), and what it costs to walk there.
    Column("zone", Text),
    #: The way there, as customers read it.
    Column("directions", Text),
    Column("walk_seconds", Integer, nullable=False, server_default=text("0")),
    #: Whether it takes only orders that go first.
    Column("priority_only", Boolean, nullable=False, server_default=text("false")),
    #: Its tickets stand for what was made there, so a station that is gone keeps its row.
    Column("removed_at", DateTime(timezone=True)),
    #: What whoever works there next must know.
    Column("handover", Text, nullable=False, server_default=text("''")),
    Column("version", Integer, nullable=False, server_default=text("1")),
    Column("created_at", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    #: When a tablet of it was last heard, give or take ten seconds; null where it has none.
    Column("heard_at", DateTime(timezone=True)),
    #: Since when all its tablets are silent while tickets wait; null while it is heard.
    Column("silent_since", DateTime(timezone=True)),
    CheckConstraint("name <> ''", name="name_is_not_empty"),
    CheckConstraint("state IN ('open', 'paused', 'draining', 'closed')", name="state_is_known"),
    CheckConstraint("parallel > 0", name="somebody_works_there"),
    CheckConstraint("throttle_seconds > 0", name="throttle_lets_something_through"),
    CheckConstraint("jsonb_typeof(capabilities) = 'object'", name="capabilities_are_an_object"),
    CheckConstraint("jsonb_typeof(staff) = 'array'", name="staff_are_a_list"),
    CheckConstraint("jsonb_typeof(breaks) = 'array'", name="breaks_are_a_list"),
    CheckConstraint("zone <> ''", name="zone_is_not_empty"),
    CheckConstraint("directions <> ''", name="directions_are_not_empty"),
    CheckConstraint("walk_seconds >= 0", name="nobody_walks_backwards"),
    CheckConstraint("removed_at IS NULL OR state = 'closed'", name="removed_means_it_is_closed"),
    CheckConstraint("version > 0", name="version_grows"),
    CheckConstraint(
        "silent_since IS NULL OR heard_at IS NOT NULL", name="silent_means_it_was_heard"
    ),
)
Index(
    "uq_stations_name",
    stations.c.event_id,
    stations.c.name,
    unique=True,
    postgresql_where=text("removed_at IS NULL"),
)

station_staff = Table(
    "station_staff",
    metadata,
    Column("event_id", BigInteger, primary_key=True),
    Column("station_id", BigInteger, primary_key=True),
    Column("person_id", BigInteger, ForeignKey("people.id", ondelete="CASCADE"), primary_key=True),
    Column("since", DateTime(timezone=True), nullable=False, server_default=text("now()")),
    ForeignKeyConstraint(
        ["event_id", "station_id"], ["stations.event_id", "stations.id"], ondelete="CASCADE"
    ),
)
