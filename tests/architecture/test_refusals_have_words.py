"""Whatever the server may refuse, the screens say it in the person's language."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import app as _product  # noqa: F401 - all refusals there are come with it
from backend.core.errors import Refusal

WORDS = Path(__file__).parents[2] / "frontend/src/ui/words"

#: Refusals that no person's screen meets, or that it says in words of its own.
ELSEWHERE = {
    "the customer's tracker": {"no_tracker", "nothing_to_collect", "not_late"},
    "webhooks and the simulator": {"not_a_text", "not_signed", "not_local"},
    "signing in and pairing": {
        "not_signed_in",
        "unauthorised",
        "token_expired",
        "token_invalid",
        "token_revoked",
        "wrong_password",
        "wrong_pin",
        "no_such_code",
    },
    "what an organiser sets up, by the API": {
        "bad_code",
        "bad_hours",
        "bad_menu",
        "bad_wording",
        "name_taken",
        "no_device",
        "no_ingredient",
        "no_person",
        "nobody_else_can_make_it",
        "not_counted",
        "slug_taken",
        "station_has_tickets",
        "username_taken",
    },
    "programs: the print agent, sockets": {"lease_lost", "no_label", "too_many_rooms"},
    "a server that passes, which every screen words by itself": {
        "database_busy",
        "database_unavailable",
    },
    "nothing raises it itself": {"refused"},
}


def _codes(kind: type[Refusal] = Refusal) -> Iterator[str]:
    # Tests have refusals of their own.
    if kind.__module__.startswith("backend."):
        yield kind.code
    for one in kind.__subclasses__():
        yield from _codes(one)


def _said(language: str) -> set[str]:
    text = (WORDS / f"refused.{language}.ts").read_text()
    _, _, words = text.partition("\nconst refused")
    return set(re.findall(r"^  (\w+):", words, re.MULTILINE))


def _ours() -> set[str]:
    loaded = set(_codes())
    assert {"not_legal_now", "cannot_be_made", "no_printer", "question_open"} <= loaded
    return loaded


@pytest.mark.parametrize("language", ["en", "de", "es", "fr", "pt"])
def test_every_refusal_has_words_or_a_reason_to_have_none(language: str) -> None:
    elsewhere = set().union(*ELSEWHERE.values())
    said = _said(language)
    assert _ours() - elsewhere - said == set()
    assert said & elsewhere == set()


def test_no_words_are_left_of_refusals_that_are_gone() -> None:
    assert _said("en") - _ours() == {"internal"}
    assert set().union(*ELSEWHERE.values()) - _ours() == set()
