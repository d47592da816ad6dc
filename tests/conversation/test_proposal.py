"""What a language model proposes, checked: all of it good, or none of it taken."""

from dataclasses import replace
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.conversation.machine import step
from backend.conversation.proposal import NotValid, read
from backend.conversation.proposal_schema import schema
from backend.conversation.proposing import LONGEST, harmless, lost, reread
from backend.conversation.types import NoteWish
from backend.menu.documents import shipped
from backend.menu.types import Menu
from backend.orders.types import OrderStatus
from nlp.types import ExtraMention, Intent, ItemMention, Parse, When
from tests.conversation.reading import reader
from tests.conversation.stand_in import CONTEXT, MENU, StandIn

TEXT = "two of what Clooney sips, for Zoë-Mae O'Neill and for <b>Bob</b>, hey #42"
HEARD = Parse(Intent.OTHER, text=TEXT, language="de")
#: Names no order, and so may be about any.
PLAIN = Parse(Intent.OTHER, text="grumble Clooney whatever")
MOST = 12


def item(**said: Any) -> dict[str, Any]:
    unsaid: dict[str, Any] = {
        "quantity": None,
        "item": None,
        "options": [],
        "extras": [],
        "notes": [],
    }
    return {**unsaid, "name": None, **said}


def proposal(
    *items: dict[str, Any], intent: object = "order", name: object = None
) -> dict[str, Any]:
    return {"intent": intent, "items": list(items), "name": name}


def option(group: str, value: object) -> dict[str, object]:
    return {"group": group, "value": value}


BARE = Menu.model_validate({"name": "bare", "items": {"soup": None}})
LATTE = item(
    quantity=2,
    item="latte",
    options=[option("size", "large"), option("milk", "oat"), option("sugar", 2)],
    extras=[{"name": "vanilla syrup", "count": 2}, {"name": "caramel syrup", "count": 0}],
    notes=["nut allergy"],
    name="Zoë-Mae O'Neill",
)


def valid_by_schema(raw: object, menu: Menu = MENU) -> bool:
    return jsonschema.Draft202012Validator(schema(menu, MOST)).is_valid(raw)


def test_a_whole_order_becomes_a_parse() -> None:
    raw = proposal(LATTE, name="Zoë-Mae O'Neill")
    assert valid_by_schema(raw)
    assert read(raw, HEARD, MENU, most_cups=MOST) == Parse(
        Intent.ORDER,
        (
            ItemMention(
                quantity=2,
                item="latte",
                options={"size": "large", "milk": "oat", "sugar": 2},
                extras=(
                    ExtraMention("vanilla syrup", 2),
                    ExtraMention("caramel syrup", declined=True),
                ),
                notes=("nut allergy",),
                name="Zoë-Mae O'Neill",
            ),
        ),
        name="Zoë-Mae O'Neill",
        text=TEXT,
        language="de",
    )


@pytest.mark.parametrize(
    "raw",
    [
        proposal(item(item="coffee")),
        proposal(item(options=[option("milk", "soy")]), intent="modify"),
        proposal(item(item="latte", options=[option("sugar", "half")])),
        proposal(name="Zoë-Mae"),
        proposal(item(item="latte", quantity=MOST)),
    ],
)
def test_parts_of_an_order_too(raw: dict[str, Any]) -> None:
    assert valid_by_schema(raw)
    assert read(raw, HEARD, MENU, most_cups=MOST) is not None


@pytest.mark.parametrize(
    "raw", [proposal(), proposal(intent="other"), proposal(LATTE, intent="other", name="Nobody")]
)
def test_nothing_proposed_is_nothing(raw: dict[str, Any]) -> None:
    assert read(raw, HEARD, MENU, most_cups=MOST) is None


@pytest.mark.parametrize(
    "raw",
    [
        proposal(LATTE, intent=intent)
        for intent in ("yes", "cancel", "forget", "usual", "no", "data", "status", "", None, 1)
    ]
    + [
        None,
        "yes",
        [],
        {},
        {"intent": "order"},
        {**proposal(LATTE), "confirm": True},
        {**proposal(LATTE), "order": 42},
        {**proposal(LATTE), "phone": "+15550100002"},
        proposal({**LATTE, "price": 0}),
        proposal(item()),
        proposal(item(quantity=2)),
        proposal(item(name="Zoë-Mae")),
        proposal({"item": "latte"}),
        proposal(LATTE, item(item="beer")),
        proposal(item(item="Latte")),
        proposal(item(item="")),
        proposal(item(item=["latte"])),
        proposal(item(item="latte", quantity=10_000)),
        proposal(item(item="latte", quantity=MOST + 1)),
        proposal(item(item="latte", quantity=7), item(item="mocha", quantity=6)),
        proposal(*[item(item="latte")] * (MOST + 1)),
        proposal(item(item="latte", quantity=0)),
        proposal(item(item="latte", quantity=-1)),
        proposal(item(item="latte", quantity=1.5)),
        proposal(item(item="latte", quantity=True)),
        proposal(item(item="latte", quantity="2")),
        proposal(item(item="latte", options=[option("milk", "unicorn")])),
        proposal(item(item="latte", options=[option("milk", 1)])),
        proposal(item(item="latte", options=[option("sugar", -1)])),
        proposal(item(item="latte", options=[option("sugar", 7)])),
        proposal(item(options=[option("sugar", 7)])),
        proposal(item(item="latte", options=[option("colour", "red")])),
        proposal(item(options=[option("colour", "red")])),
        proposal(item(item="latte", options={"milk": "oat"})),
        proposal(item(item="latte", options=[option("milk", "oat"), option("milk", "soy")])),
        # Its own rules: no such choice with this drink.
        proposal(item(item="water", options=[option("milk", "oat")])),
        proposal(item(item="latte", extras=[{"name": "gin", "count": 1}])),
        proposal(item(item="latte", extras=[{"name": "vanilla syrup", "count": 99}])),
        proposal(item(item="latte", extras=[{"name": "vanilla syrup", "count": 1}] * 2)),
        proposal(item(item="latte", extras=["vanilla syrup"])),
        proposal(item(item="latte", notes=["<script>alert(1)</script>"])),
        proposal(item(item="latte", notes=["give me a discount"])),
        proposal(LATTE, name="Steve"),
        proposal(LATTE, name="looney"),
        proposal(LATTE, name=""),
        proposal(LATTE, name=" "),
        proposal(LATTE, name="<b>Bob</b>"),
        proposal(LATTE, name="#42"),
        proposal(LATTE, name="hey #42"),
        proposal(LATTE, name=TEXT),
        proposal(LATTE, name="Z" * 10_000),
        proposal(LATTE, name={"$ne": None}),
        proposal(item(item="latte", name="Steve")),
        proposal(item(item="latte", name="<b>Bob</b>")),
    ],
    ids=lambda raw: str(raw)[:80],
)
def test_one_bad_part_and_all_of_it_is_refused(raw: object) -> None:
    with pytest.raises(NotValid):
        read(raw, HEARD, MENU, most_cups=MOST)


def test_what_is_refused_is_not_told_to_a_log() -> None:
    with pytest.raises(NotValid) as refused:
        read(proposal(item(item="a secret")), HEARD, MENU, most_cups=MOST)
    assert "secret" not in str(refused.value)
    with pytest.raises(NotValid) as refused:
        read({"a secret": 1}, HEARD, MENU, most_cups=MOST)
    assert refused.value.__cause__ is None


def test_an_absurdly_deep_document_is_refused() -> None:
    deep: Any = []
    for _ in range(900):
        deep = [deep]
    with pytest.raises(NotValid):
        read({"intent": "order", "items": deep, "name": None}, HEARD, MENU, most_cups=MOST)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
_NAMED = st.sampled_from([*MENU.items, *MENU.families, "beer", "", None])
_OPTION = st.builds(
    option,
    st.sampled_from([*MENU.options, "colour"]),
    st.sampled_from([v for g in MENU.options.values() for v in g.values]) | st.integers(-2, 20),
)
_ITEM = st.builds(
    item,
    quantity=st.none() | st.integers(-1, 15),
    item=_NAMED,
    options=st.lists(_OPTION, max_size=3),
    notes=st.lists(st.sampled_from([*MENU.notes, "gold"]), max_size=2),
)
_INTENTS = st.sampled_from(["order", "modify", "other", "yes", "cancel"])
_PROPOSALS = st.builds(
    lambda items, intent: proposal(*items, intent=intent), st.lists(_ITEM, max_size=3), _INTENTS
)


def read_or_none(raw: object) -> Parse | None:
    try:
        return read(raw, PLAIN, MENU, most_cups=MOST)
    except NotValid:
        return None


@given(_JSON)
def test_any_document_is_read_or_refused(raw: object) -> None:
    assert read_or_none(raw) is None


@cache
def talks() -> tuple[StandIn, ...]:
    """Conversations at the points where a word too many could do harm."""
    desks = []
    order, yes = "large oat latte", "yes"
    amending = (order, yes, "make it soy")
    for texts in ((), (order,), (order, yes), amending, ("forget me",)):
        desk = StandIn(reader())
        for text in texts:
            desk.hear(text)
        desks.append(desk)
    return tuple(desks)


@settings(deadline=None)
@given(_PROPOSALS)
def test_no_proposal_places_cancels_or_forgets(raw: dict[str, Any]) -> None:
    reading = read_or_none(raw)
    if reading is None:
        return
    assert reading.intent in (Intent.ORDER, Intent.MODIFY)
    assert valid_by_schema(raw), "what is taken is what was asked for"
    for before in talks():
        desk = replace(before, placed=[], said=[], asked_to_cancel=[])
        if harmless(desk.dialogue, reading, desk.context):
            desk.feed(reading)
            assert desk.said
        assert desk.placed == []
        assert desk.asked_to_cancel == []
        assert desk.orders() == before.orders()
        assert "forgotten" not in desk.keys


def test_the_talks_are_where_they_should_be() -> None:
    awaited = [None, "confirm", None, "confirm", "forget"]
    assert [desk.dialogue.awaiting for desk in talks()] == awaited
    assert [len(desk.orders()) for desk in talks()] == [0, 0, 1, 1, 0]
    assert talks()[3].dialogue.amends


_SMALL = proposal(item(options=[option("size", "small")]), intent="modify")


def test_a_placed_order_may_be_proposed_to_change_and_is_read_back() -> None:
    reading = read_or_none(_SMALL)
    assert reading is not None
    desk = talks()[2]
    assert harmless(desk.dialogue, reading, desk.context)
    assert step(desk.dialogue, reading, desk.context).dialogue.awaiting == "confirm"


def test_what_would_tell_a_station_something_is_not_taken() -> None:
    begun = replace(talks()[2])
    begun.advance(begun.orders()[0].number, OrderStatus.MAKING)
    reading = read_or_none(_SMALL)
    assert reading is not None
    effects = step(begun.dialogue, reading, begun.context).effects
    assert any(isinstance(effect, NoteWish) for effect in effects), "the machine would"
    assert not harmless(begun.dialogue, reading, begun.context)
    assert reread(lambda _: reading, begun.dialogue, PLAIN, begun.context) is PLAIN


@pytest.mark.parametrize(
    ("intent", "talk"), [(Intent.YES, 1), (Intent.YES, 3), (Intent.YES, 4), (Intent.CANCEL, 2)]
)
def test_were_more_let_pass_it_could_still_do_no_harm(intent: Intent, talk: int) -> None:
    desk = talks()[talk]
    assert not harmless(desk.dialogue, replace(PLAIN, intent=intent), desk.context)


def test_a_time_our_parser_heard_is_kept() -> None:
    heard = replace(HEARD, when=When(minutes=20))
    reading = read(proposal(LATTE), heard, MENU, most_cups=MOST)
    assert reading is not None
    assert reading.when == When(minutes=20)


def test_the_strategy_gets_there() -> None:
    good = proposal(item(item="latte", quantity=2, options=[option("milk", "oat")]))
    assert read_or_none(good) is not None


def objects(part: Any) -> list[dict[str, Any]]:
    inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
    here = [part] if isinstance(part, dict) and part.get("type") == "object" else []
    return here + [found for value in inner for found in objects(value)]


@pytest.mark.parametrize("menu", [MENU, BARE])
def test_the_schema_is_strict(menu: Menu) -> None:
    wanted = schema(menu, MOST)
    jsonschema.Draft202012Validator.check_schema(wanted)
    found = objects(wanted)
    assert len(found) >= 2
    for one in found:
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])


def test_a_bare_menu_is_read_too() -> None:
    raw = proposal({"quantity": 1, "item": "soup", "name": None})
    assert valid_by_schema(raw, BARE)
    reading = read(raw, HEARD, BARE, most_cups=MOST)
    assert reading is not None
    assert reading.items == (ItemMention(1, "soup"),)


def test_several_values_of_a_group_that_admits_them() -> None:
    menu = Menu.model_validate(
        {
            "name": "tea",
            "items": {"tea": {"options": ["with"]}},
            "options": {"with": {"kind": "several", "values": {"lemon": None, "honey": None}}},
        }
    )
    both = [option("with", "lemon"), option("with", "honey"), option("with", "lemon")]
    raw = proposal({"quantity": None, "item": "tea", "options": both, "name": None})
    reading = read(raw, HEARD, menu, most_cups=MOST)
    assert reading is not None
    assert reading.items[0].options == {"with": ("lemon", "honey")}


def test_the_house_menu_fits_what_vendors_allow() -> None:
    wanted = schema(shipped("house"), MOST)

    def names(part: Any) -> list[str]:
        inner = part.values() if isinstance(part, dict) else part if isinstance(part, list) else ()
        here = part.get("enum", []) if isinstance(part, dict) else []
        return here + [name for value in inner for name in names(value)]

    assert 50 < len(names(wanted)) < 500


@pytest.mark.parametrize(
    ("text", "unread"),
    [
        ("gimme what Clooney sips", True),
        ("Gib mir so einen Wachmacher", True),
        ("large oat latte", False),
        ("yes", False),
        ("forget me", False),
        ("cancel my order", False),
        ("cappucnio", False),
        ("?!", False),
        ("1234567890", False),
        ("gimme what Clooney sips " * 100, False),
    ],
)
def test_what_nobody_else_need_read(text: str, unread: bool) -> None:
    parse = reader()(text, StandIn().dialogue, CONTEXT)
    assert lost(parse) is unread
    assert len(text) <= LONGEST or not unread
