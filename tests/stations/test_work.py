"""Whoever is ready first is found among many stations, though few are looked at closely."""

from dataclasses import replace
from random import Random

import pytest

from backend.stations.types import Capabilities, Station, StationState
from backend.stations.work import LOOKED_AT, Work, at_hand, draining, finish, making


def _stations(count: int) -> list[Station]:
    """Give stations that differ in work, pace, hands, way and what some drinks take there."""
    chance = Random(count)
    return [
        Station(
            ident,
            f"Cart {ident}",
            StationState.OPEN,
            Capabilities(),
            open_seconds=chance.randrange(900),
            parallel=chance.choice([1, 2]),
            pace=chance.uniform(0.5, 2.0),
            drinks={"tea": 2.0} if chance.random() < 0.3 else {},
            room=chance.choice([None, 500]),
            walk_seconds=chance.choice([0, 40]),
        )
        for ident in chance.sample(range(1, count + 1), count)
    ]


@pytest.mark.parametrize(
    "count", [1, LOOKED_AT - 1, LOOKED_AT, LOOKED_AT + 1, LOOKED_AT + 2, 2 * LOOKED_AT, 200]
)
def test_ranked_as_if_each_were_asked(count: int) -> None:
    both = _stations(count)
    full = replace(both[0], id=1000, open_seconds=0, room=10)
    stations = [full, *both]
    work = Work([stations, stations], [("tea", 60), ("latte", 45)], [{}, {}], None)
    asked = sorted((at_hand(s, work.at(s, [0, 1])), s.id) for s in both)

    ranked = [(at, ident) for at, ident, _ in work.ranked([0, 1])]
    assert ranked == asked[:LOOKED_AT]
    for left_out in both:
        without = [one for one in asked if one[1] != left_out.id]
        ranked = [(at, ident) for at, ident, _ in work.ranked([0, 1], but=left_out)]
        assert ranked == without[:LOOKED_AT]


@pytest.mark.parametrize("count", [LOOKED_AT, LOOKED_AT + 1, 200])
def test_one_line_is_ranked_at_stations_without_room_too(count: int) -> None:
    stations = [replace(one, room=10) for one in _stations(count)]
    assert not any(s.has_room(60) for s in stations)
    work = Work([stations], [("tea", 60)], [{}], None)
    asked = sorted((at_hand(s, work.at(s, [0])), s.id) for s in stations)

    assert [(at, ident) for at, ident, _ in work.ranked_for(0)] == asked[:LOOKED_AT]


def test_able_to_make_all_of_several_lines() -> None:
    one, two, three = _stations(30)[:3]
    work = Work([[one, two], [two, three], [two, one]], [("tea", 1)] * 3, [{}] * 3, None)

    assert work.able_to([0, 1, 2]) == [two]
    assert work.able_to([0, 2]) == [one, two]
    assert work.able_to([1]) == [two, three]


def test_hands_share_a_lane_and_not_a_drink() -> None:
    cart = Station(1, "Cart", StationState.OPEN, Capabilities(), parallel=3, pace=1.5)
    assert making(cart, 60) == finish(cart, 60) == 90
    assert draining(cart, 600) == 300
    assert finish(replace(cart, open_seconds=600), 60) == 300 + 90
