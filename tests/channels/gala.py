"""A second event beside the demo, with the same menu and one station."""

from backend.core.db import Database
from backend.events import service as events
from backend.events.types import Event
from tests.app_client import NUMBER


def open_gala(database: Database, demo: Event, *, number: str = NUMBER, word: str = "GALA") -> None:
    """Open the gala behind a number, and behind a word where the number is the demo's."""
    with database.transaction() as tx:
        gala = events.create(
            tx,
            demo.organisation,
            slug="gala",
            name="Gala Night",
            timezone="UTC",
            numbers={number: word},
            opt_out_words="own",
        )
        tx.queue(
            """INSERT INTO menus (event_id, name, document, as_written)
            SELECT %(gala)s, name, document, as_written FROM menus""",
            gala=gala,
        )
        tx.queue("INSERT INTO stations (event_id, name) VALUES (%(gala)s, 'Bar')", gala=gala)
