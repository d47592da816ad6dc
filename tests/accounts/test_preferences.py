"""How a person likes the screens: kept on the server, closed, and changed by one at a time."""

from typing import Any

import pytest
from flask import Flask

from tests.app_client import Staff, sign_in

PATH = "/api/me/preferences"


def test_who_never_chose_has_what_everybody_has(barista: Staff) -> None:
    assert barista.get(PATH) == {
        "theme": "system",
        "language": None,
        "text_size": "normal",
        "left_handed": False,
        "rush": False,
        "sounds": {"new": True, "late": True, "allergy": True, "answer": True, "volume": 80},
        "shortcuts": {},
        "version": 0,
    }


def test_what_is_given_changes_and_the_rest_stays_on_every_device(
    barista: Staff, app: Flask
) -> None:
    barista.call("PUT", PATH, {"theme": "dark", "shortcuts": {"ticket.start": "ü"}})
    changed = barista.call("PUT", PATH, {"left_handed": True, "sounds": {"volume": 0}})
    assert changed.status_code == 200
    seen = sign_in(app, "barista").get(PATH)
    assert seen == changed.get_json()
    assert (seen["theme"], seen["left_handed"], seen["version"]) == ("dark", True, 2)
    assert seen["shortcuts"] == {"ticket.start": "ü"}
    assert seen["sounds"]["volume"] == 0
    assert sign_in(app, "support").get(PATH)["version"] == 0


def test_a_version_seen_before_is_a_conflict(barista: Staff) -> None:
    assert barista.call("PUT", PATH, {"theme": "dark", "version": 0}).status_code == 200
    late = barista.call("PUT", PATH, {"theme": "light", "version": 0})
    assert (late.status_code, late.get_json()["code"]) == (409, "version_conflict")
    assert late.get_json()["version"] == 1
    assert barista.get(PATH)["theme"] == "dark"


@pytest.mark.parametrize(
    "bad",
    [
        {"theme": "blue"},
        {"language": "Klingon"},
        {"left_handed": 1},
        {"sounds": {"volume": 101}},
        {"sounds": {"bell": True}},
        {"sounds": None},
        {"shortcuts": {"a b": "s"}},
        {"shortcuts": {"start": "x" * 31}},
        {"shortcuts": {"start": "\n"}},
        {"shortcuts": {f"a{i}": "x" for i in range(61)}},
        {"anything": 1},
        {"theme": None},
    ],
)
def test_nothing_else_is_kept(barista: Staff, bad: Any) -> None:
    assert barista.call("PUT", PATH, bad).status_code == 422
    assert barista.get(PATH)["version"] == 0
