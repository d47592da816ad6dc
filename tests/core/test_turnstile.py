"""The turnstile: never more inside than places, first come first served, no place ever lost."""

import threading
import time

import pytest

from backend.core.turnstile import Turnstile


def test_it_lets_in_as_many_as_there_are_places() -> None:
    stile = Turnstile(2)
    stile.enter(0)
    stile.enter(0)
    with pytest.raises(TimeoutError):
        stile.enter(0.01)
    stile.leave()
    stile.enter(0)


def test_the_line_is_served_in_order() -> None:
    stile, served = Turnstile(1), list[int]()
    stile.enter(0)

    def come(who: int) -> None:
        stile.enter(5)
        served.append(who)
        stile.leave()

    people = [threading.Thread(target=come, args=(who,)) for who in range(8)]
    for waiting, person in enumerate(people, 1):
        person.start()
        _until_in_line(stile, waiting)
    stile.leave()
    for person in people:
        person.join(5)
    assert served == list(range(8))


def test_whoever_gives_up_takes_no_place_with_them() -> None:
    stile, inside, most = Turnstile(3), list[int](), list[int]()

    def come(seconds: float) -> None:
        for _ in range(200):
            try:
                stile.enter(seconds)
            except TimeoutError:
                continue
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.0002)
            inside.pop()
            stile.leave()

    people = [threading.Thread(target=come, args=(0.0001 * n,)) for n in range(12)]
    for person in people:
        person.start()
    for person in people:
        person.join(30)
    assert most, "nobody came in"
    assert max(most) <= 3
    for _ in range(3):
        stile.enter(0)
    with pytest.raises(TimeoutError):
        stile.enter(0)


def _until_in_line(stile: Turnstile, waiting: int) -> None:
    give_up = time.monotonic() + 5
    while len(stile._line) < waiting:
        assert time.monotonic() < give_up, "nobody queued"
        time.sleep(0.001)
