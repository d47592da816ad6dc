"""Names of rooms, who may join, what a room is shown."""

import pytest

from backend.accounts.types import Role
from backend.live import rooms
from backend.live.types import Change, Room, RoomKind, Visitor


@pytest.mark.parametrize(
    ("name", "room"),
    [
        ("station:3", Room(RoomKind.STATION, "3")),
        ("event:coffee-fair", Room(RoomKind.EVENT, "coffee-fair")),
        ("display:demo", Room(RoomKind.DISPLAY, "demo")),
        ("support:demo", Room(RoomKind.SUPPORT, "demo")),
        ("phone:+15005550006", Room(RoomKind.PHONE, "+15005550006")),
        ("phone:whatsapp:+15005550006", Room(RoomKind.PHONE, "whatsapp:+15005550006")),
        ("phone:12345", Room(RoomKind.PHONE, "12345")),
    ],
)
def test_a_name_is_read_and_written(name: str, room: Room) -> None:
    assert rooms.parse_room(name) == room
    assert room.name == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        ":",
        "station",
        "station:",
        "station:0",
        "station:-1",
        "station:3 ",
        "station:3\n",
        "station:٣",
        "station:1e3",
        "station:9999999999999999999",
        "event:Demo",
        "event:-x",
        "event:a\x00",
        "STATION:3",
        "kitchen:3",
        "phone:5550006",
        "phone:+1",
    ],
)
def test_a_name_that_cannot_exist_is_no_room(name: str) -> None:
    assert rooms.parse_room(name) is None


SUPPORT = {Role.OWNER, Role.ORGANISER, Role.SUPPORT}
BARISTA = {*SUPPORT, Role.BARISTA}
EVERYBODY = {*Role, None}


@pytest.mark.parametrize(
    ("kind", "roles"),
    [
        (RoomKind.STATION, BARISTA),
        (RoomKind.EVENT, BARISTA),
        (RoomKind.SUPPORT, SUPPORT),
        (RoomKind.DISPLAY, EVERYBODY),
        (RoomKind.PHONE, set[Role | None]()),
    ],
)
def test_each_room_is_open_to_its_roles_only(kind: RoomKind, roles: set[Role | None]) -> None:
    room = Room(kind, "1")
    for role in EVERYBODY:
        visitor = Visitor(person=7, roles={1: role} if role else {})
        assert rooms.may_join(room, 1, visitor) is (role in roles)
        # A role at one event opens nothing at another.
        assert rooms.may_join(room, 2, visitor) is (kind is RoomKind.DISPLAY)


def test_the_simulator_opens_phones_and_nothing_else() -> None:
    visitor = Visitor(simulator=True)
    opened = {kind for kind in RoomKind if rooms.may_join(Room(kind, "1"), 1, visitor)}
    assert opened == {RoomKind.PHONE, RoomKind.DISPLAY}


def change(type_: str, **data: object) -> Change:
    return Change(9, {"display:demo": 4, "event:demo": 7}, type_, 2, data)


def test_a_push_says_where_it_stands() -> None:
    assert rooms.push(change("TicketChanged", id=1, words="x"), "event:demo") == {
        "room": "event:demo",
        "seq": 9,
        "prev": 7,
        "type": "TicketChanged",
        "version": 2,
        "data": {"id": 1, "words": "x"},
    }


@pytest.mark.parametrize("type_", ["TicketChanged", "OrderChanged", "MessageChanged", "Anything"])
def test_a_public_screen_is_not_shown_what_is_not_public(type_: str) -> None:
    assert rooms.push(change(type_, phone="+15550001111"), "display:demo") is None


def test_a_public_screen_is_shown_chosen_fields_only() -> None:
    push = rooms.push(change("CallChanged", number="42", phone="+15550001111"), "display:demo")
    assert push is not None
    assert push["data"] == {"number": "42"}
