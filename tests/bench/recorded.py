"""The statements of one conversation, as the product sends them, written as a pgbench script.

Nothing is copied by hand: a real conversation is held, every trip to the database is recorded with
the rows it gave, and what differs between customers (phone, message ids, row ids, order number and
token) becomes a variable.
"""

import re
from dataclasses import dataclass, field
from typing import Any
from unittest.mock import patch

from backend.conversation.gathering import Utterance
from backend.conversation.service import Conversation
from backend.core.db import Database, Row, Transaction
from backend.events.types import Door
from backend.orders import tokens
from backend.orders.types import Channel
from tests.bench.load import ACCOUNT, ORDER

#: Ids and numbers start here for the recording: values that occur nowhere else in the SQL.
FIRST_ID, FIRST_NUMBER = 700_000_000, 400_000_000
PHONE = "+17777777777"
SIDS = ("SM" + "a" * 32, "SM" + "b" * 32)
TOKEN = "bcdfghjkmnpq"

_HEADER = """\\set phone random(1000000000, 9999999999)
\\set sida random(1, 9000000000000000000)
\\set sidb random(1, 9000000000000000000)
\\set token random(100000000000, 999999999999)
"""
_IDS = re.compile(r"ARRAY\(SELECT nextval\('ids'\) FROM generate_series\(1, (\d+)\)\) AS ids")


@dataclass
class Trip:
    """The statements of one round trip, and the rows of the last."""

    statements: list[str]
    rows: list[Row] = field(default_factory=list)


@dataclass(frozen=True)
class Recorded:
    """The script of one order and its yes, and how many trips each text took."""

    script: str
    trips: tuple[int, int]


def record(database: Database, event: int) -> Recorded:
    """Hold the conversation and write its script; the database is the benchmark's own."""
    with database.transaction() as tx:
        tx.fetch("SELECT setval('ids', %(first)s)", first=FIRST_ID)
        tx.fetch(f"SELECT setval('order_numbers_{event}', %(first)s)", first=FIRST_NUMBER)
    conversation = Conversation(database, stale_after_seconds=3600)
    # Once before, so that what is kept between texts is kept already, as in the rush.
    _hold(conversation, event, ("SM" + "c" * 32, "SM" + "d" * 32), "+16666666666")
    with patch.object(tokens, "new", return_value=TOKEN):
        texts = _hold(conversation, event, SIDS, PHONE)
    names = {PHONE: "+1:phone", SIDS[0]: "SM:sida", SIDS[1]: "SM:sidb", TOKEN: ":token"}
    script = "\n".join(_written(trip, names) for text in texts for trip in text)
    return Recorded(f"{_HEADER}{script}\n", (len(texts[0]), len(texts[1])))


def _hold(
    conversation: Conversation, event: int, sids: tuple[str, str], phone: str
) -> list[list[Trip]]:
    texts: list[list[Trip]] = []
    send, fetch = Transaction._send, Transaction.fetch

    def sending(self: Transaction) -> None:
        begin = [] if self._open else ["BEGIN"]
        texts[-1].append(Trip([*begin, *(part.decode() for part in self._queue)]))
        send(self)

    def fetching(self: Transaction, sql: str, **values: Any) -> list[Row]:
        rows = fetch(self, sql, **values)
        texts[-1][-1].rows = rows
        return rows

    door = Door(event, "+15005550006", "", "own")
    with patch.object(Transaction, "_send", sending), patch.object(Transaction, "fetch", fetching):
        for sid, text in zip(sids, (ORDER, "yes"), strict=True):
            texts.append([])
            answer = conversation.handle(
                Utterance(door, Channel.SMS, phone, text, ACCOUNT, sid, request_id="bench")
            )
            assert answer.text, "the conversation was not held"
    return texts


def _written(trip: Trip, names: dict[str, str]) -> str:
    """Write one trip; what its rows gave is a variable in every later one."""
    sql = "\\;\n".join(trip.statements)
    for value, name in names.items():
        sql = sql.replace(value, name)
    # In JSON, `"id"::r_id0` would look like a cast to pgbench.
    sql = sql.replace("::r_", ": :r_").replace("::g_", ": :g_")
    row = trip.rows[0] if len(trip.rows) == 1 else {}
    if "customer" in row:
        names[str(row["customer"])] = ":g_customer"
        return f"{sql} \\gset g_"
    if "ids" in row:
        names[str(row["number"])] = ":r_number"
        names.update({str(one): f":r_id{place}" for place, one in enumerate(row["ids"])})
        columns = ", ".join(f"nextval('ids') AS id{place}" for place in range(len(row["ids"])))
        return f"{_IDS.sub(columns, sql)} \\gset r_"
    return f"{sql};"
