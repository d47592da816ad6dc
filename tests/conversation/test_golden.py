"""Chat logs anyone can read: what a customer texts, what we say, what is placed."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from backend.conversation.replies import Replies
from backend.conversation.types import Dialogue
from backend.core.segments import fold, is_gsm7, segments
from backend.events.types import Session
from backend.menu import rules
from backend.orders.types import OrderLine, OrderStatus
from backend.stations.types import Hand, Period, Station, StationState
from tests.conversation.reading import reader
from tests.conversation.stand_in import CONTEXT, MENU, STATIONS, StandIn

CHATS = Path(__file__).parents[1] / "conversations"
ENGLISH = sorted((CHATS / "en").glob("*.yaml"))
ALL = sorted(CHATS.glob("*/*.yaml"))


def chats() -> list[Any]:
    found = []
    for path in ALL:
        language = path.parent.name
        for chat in yaml.safe_load(path.read_text("utf-8")):
            found.append(pytest.param(chat, language, id=f"{language} {path.stem}: {chat['name']}"))
    return found


def in_words(line: OrderLine, language: str) -> str:
    """A line of an order as a person would write it down."""
    drink = fold(rules.describe(MENU, line.spec, language, quantity=line.quantity))
    owned = Replies.load(language).owned
    return fold(owned.format(drinks=drink, name=line.name)) if line.name else drink


def at(clock: str) -> datetime:
    """A time of the day of the event."""
    zone = ZoneInfo(CONTEXT.timezone)
    return datetime.combine(date(2026, 11, 21), time.fromisoformat(clock), zone).astimezone(UTC)


def begin(given: dict[str, Any], language: str) -> StandIn:
    """A customer at the demo event, but for what is given."""
    desk = StandIn(reader(), dialogue=Dialogue(language=language))
    context = desk.context
    if "stations" in given:
        stations = tuple(
            s if s.name in given["stations"] else replace(s, state=StationState.CLOSED)
            for s in STATIONS
        )
        context = replace(context, stations=stations)
    if "all_paused_but" in given:
        context = replace(context, stations=_paused(given["all_paused_but"]))
    if "on_from" in given:
        shift = Hand("Ana", (Period(*(at(clock) for clock in given["on_from"])),))
        context = replace(context, stations=_paused([]), configured=_staffed(shift))
    context = replace(
        context,
        event_state=given.get("event", "open"),
        known_name=given.get("name"),
        asks_name=given.get("asks_name", False),
        now=at(given["clock"]) if "clock" in given else context.now,
        programme=tuple(
            Session(kind=kind, starts=at(starts), ends=at(ends))
            for kind, (starts, ends) in given.get("programme", {}).items()
        ),
        caps=replace(context.caps, **given.get("caps", {})),
    )
    desk.context = context
    return desk


def _paused(but_for: list[str]) -> tuple[Station, ...]:
    """All stations take a pause, but for these."""
    return tuple(
        one if one.name in but_for else replace(one, state=StationState.PAUSED) for one in STATIONS
    )


def _staffed(hand: Hand) -> tuple[Station, ...]:
    return tuple(replace(one, staff=(hand,)) for one in STATIONS)


def happen(desk: StandIn, turn: dict[str, Any]) -> None:
    """What happens between two texts."""
    if "sold_out" in turn:
        desk.eighty_six(*turn["sold_out"])
    if "minutes" in turn:
        desk.context = replace(
            desk.context, now=desk.context.now + timedelta(minutes=turn["minutes"])
        )
    for number, status in turn.get("order", {}).items():
        desk.advance(str(number), OrderStatus(status))
        left = (o for o in desk.context.open_orders if o.status is not OrderStatus.COLLECTED)
        desk.context = replace(desk.context, open_orders=tuple(left))
    for number, how_much in turn.get("nobody_can_make", {}).items():
        desk.stick(str(number), whole=how_much == "all")
    if "clock" in turn:
        desk.context = replace(desk.context, now=at(turn["clock"]))
    if "event" in turn:
        desk.context = replace(desk.context, event_state=turn["event"])


@pytest.mark.parametrize(("chat", "language"), chats())
def test_chat(chat: dict[str, Any], language: str) -> None:
    desk = begin(chat.get("given", {}), language)
    for turn in chat["chat"]:
        if "customer" not in turn:
            happen(desk, turn)
            continue
        before, amended = len(desk.placed), len(desk.changed)
        text = desk.hear(turn["customer"])
        shown = f"> {turn['customer']}\n{text}"
        assert desk.keys == turn["says"], shown
        for words in turn.get("words", []):
            assert fold(str(words)).lower() in text.lower(), shown
        for words in turn.get("not", []):
            assert fold(str(words)).lower() not in text.lower(), shown
        orders = desk.placed[before:]
        placed = [in_words(line, language) for order in orders for line in order.lines]
        assert placed == [fold(words) for words in turn.get("placed", [])], shown
        changes = [in_words(line, language) for c in desk.changed[amended:] for line in c.lines]
        assert changes == [fold(words) for words in turn.get("changed", [])], shown
        if "due" in turn:
            assert [order.due for order in orders] == [turn["due"] and at(turn["due"])], shown
        assert is_gsm7(text)
        assert segments(text) <= 2


def test_the_logs_reach_orders_and_every_kind_of_reply() -> None:
    logs = [chat for path in ENGLISH for chat in yaml.safe_load(path.read_text("utf-8"))]
    turns = [turn for chat in logs for turn in chat["chat"] if "customer" in turn]
    assert sum("placed" in turn for turn in turns) >= 20
    said = {key for turn in turns for key in turn["says"]}
    machine_only = {
        key
        for key in Replies.load("en").texts
        if key.startswith(("ask", "readback", "conf", "status", "too_late", "cap", "miss", "event"))
    }
    assert machine_only - said <= {
        "readback_defaults",  # no item of the house menu has a default
        "status_received",  # the stand-in knows no queue, so this is the only one it can say
        "status_next",
        "status_waiting",
        "status_partly_ready",
    }
