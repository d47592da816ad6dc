"""Texts are counted in segments as the carrier counts and charges them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.core.segments import fold, is_gsm7, segments

TABLE = [
    ("", 0),
    ("a" * 160, 1),
    ("a" * 161, 2),
    ("a" * 306, 2),
    ("a" * 307, 3),
    ("a" * 158 + "€", 1),
    ("a" * 159 + "€", 2),
    ("ł" * 70, 1),
    ("ł" * 71, 2),
    ("☕" * 70, 1),
    ("😀" * 35, 1),
    ("😀" * 36, 2),
    # An escaped pair is not torn apart at the end of a part: 152 + 2 leaves one septet unused.
    ("a" * 152 + "€" + "a" * 151, 2),
    ("a" * 152 + "€" + "a" * 152, 3),
    # Nor is a surrogate pair: 66 + 2 does not fit 67.
    ("ł" * 66 + "😀" + "ł" * 65, 2),
    ("ł" * 66 + "😀" + "ł" * 66, 3),
]


@pytest.mark.parametrize(("text", "count"), TABLE)
def test_a_text_costs_what_the_carrier_counts(text: str, count: int) -> None:
    assert segments(text) == count


def test_one_curly_quote_makes_the_whole_text_ucs2() -> None:
    assert not is_gsm7("a’b")
    assert segments("a" * 100 + "’") == 2
    assert segments(fold("a" * 100 + "’")) == 1


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("it’s “hot” – really…", 'it\'s "hot" - really...'),
        ("Zoë and José, Łukasz", "Zoe and José, Lukasz"),
        ("Renée, Åsa, Müller", "Renée, Åsa, Müller"),
        ("a\u00a0b\u200b", "a b"),
        ("ﬂat", "flat"),
        ("สวัสดี", "สวัสดี"),
    ],
)
def test_look_alikes_are_folded_and_nothing_else(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_settles_and_leaves_gsm7_alone(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    if is_gsm7(text) and not set(text) & set("`´"):
        assert folded == text


@given(st.text(min_size=1))
def test_more_text_never_costs_less(text: str) -> None:
    assert 1 <= segments(text) <= segments(text + "a")
