"""What of the menu nobody can make just now."""

from functools import cache

from backend.menu.documents import shipped
from backend.menu.types import Menu, SoldOut
from backend.stations.offered import missing
from backend.stations.types import Capabilities, Station, StationState


@cache
def menu() -> Menu:
    return shipped("house")


ALL = Station(1, "North", StationState.OPEN, Capabilities())
FEW = Station(
    2,
    "South",
    StationState.OPEN,
    Capabilities(
        items=frozenset({"latte", "long black"}),
        options={"milk": frozenset({"full cream", "oat"})},
        extras=frozenset({"honey"}),
    ),
)
SHUT = Station(3, "East", StationState.PAUSED, Capabilities())


def test_a_house_that_makes_everything_misses_nothing() -> None:
    found = missing(menu(), [ALL], frozenset())
    assert (found.items, found.options, found.extras) == ((), {}, {})


def test_what_only_a_paused_station_can_make_is_missing() -> None:
    found = missing(menu(), [FEW, SHUT], frozenset())
    assert set(menu().items) - set(found.items) == {"latte", "long black"}
    assert {"milk:soy", "milk:skim"} <= set(found.options["latte"])
    assert not {"milk:oat", "size:small"} & set(found.options["latte"])
    assert "vanilla syrup" in found.extras["latte"]
    assert "honey" not in found.extras["latte"]


def test_what_is_86d_is_missing_where_it_would_go_in() -> None:
    gone = frozenset({SoldOut("item", "latte"), SoldOut("option", "milk:oat")})
    found = missing(menu(), [ALL], gone)
    assert found.items == ("latte",)
    assert found.options["flat white"] == ("milk:oat",)
    assert "latte" not in found.options
    assert "water" not in found.options


def test_a_drink_without_one_of_what_is_asked_cannot_be_had() -> None:
    sizes = menu().options["size"].values
    gone = frozenset(SoldOut("option", f"size:{size}") for size in sizes)
    found = missing(menu(), [ALL], gone)
    assert {"latte", "flat white"} <= set(found.items)
    # It is not asked of this one, which may go without.
    assert "macchiato" not in found.items


def test_one_stands_for_every_count() -> None:
    counted = Station(1, "North", StationState.OPEN, Capabilities(), stock={"sugar": 0.0})
    found = missing(menu(), [counted], frozenset())
    assert "sugar:1" in found.options["latte"]
    assert "sugar:sweetener" not in found.options["latte"]
