"""Labels in ESC/POS: what comes out of a printer, and the same commands as others write."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.printing import codepage, layout
from backend.printing.escpos import written
from backend.printing.types import Label, Stock
from tests.printing import peer
from tests.printing.cups import CUP, cup
from tests.printing.paper import Paper

WIDE = Stock(width_mm=80)
NARROW = Stock()


def _printed(label: Label, stock: Stock = NARROW) -> Paper:
    return Paper().feed(written(label, stock))


def test_a_label_says_all_of_it_and_is_cut_once() -> None:
    paper = _printed(CUP)
    assert paper.text == [
        "#42",
        "Zoë",
        "large oat flat white",
        "+ 2 sugars",
        "+ vanilla syrup",
        "to go",
        f"+{'-' * 30}+",
        "|         NUT ALLERGY          |",
        f"+{'-' * 30}+",
        "North cart - cup 1 of 3",
        "10:12 Spring Fair",
    ]
    assert paper.cuts == 1
    number, name, drink = paper.rows[:3]
    assert (number.wide, number.tall, number.bold) == (4, 4, True)
    assert (name.wide, drink.tall, drink.bold) == (2, 2, True)


def test_a_box_is_as_wide_as_the_paper() -> None:
    for stock, columns in ((NARROW, 32), (WIDE, 48)):
        box = [row for row in _printed(CUP, stock).rows if row.text[0] in "+|" and row.bold]
        assert [row.columns for row in box] == [columns] * 3


def test_a_second_label_says_so_in_white_on_black() -> None:
    first = _printed(cup(mark="REPRINT")).rows[0]
    assert (first.text, first.inverse) == ("REPRINT", True)
    assert not any(row.inverse for row in _printed(CUP).rows)


def test_the_state_left_by_another_program_does_not_show() -> None:
    assert written(CUP, NARROW).startswith(b"\x1b@\x1bt\x13")


@pytest.mark.parametrize(
    ("page", "name", "wanted"),
    [
        ("cp858", "Zoë", "Zoë"),
        ("cp437", "Zoë", "Zoë"),
        ("cp437", "José", "José"),
        ("cp437", "João", "Joao"),
        ("cp850", "João", "João"),
        ("cp858", "Łukasz Żółć", "Lukasz Zólc"),
        ("cp852", "Łukasz Żółć", "Łukasz Żółć"),
        ("cp437", "Søren", "Soren"),
        ("cp858", "Søren", "Søren"),
        ("cp866", "Иван", "Иван"),
        ("cp858", "D’Arcy “Bo”", 'D\'Arcy "Bo"'),
        ("cp858", "5 €", "5 €"),
        ("cp850", "5 €", "5 EUR"),
        ("cp858", "Ann 🌮 Lee", "Ann Lee"),
        ("cp858", "Zoe\u0308", "Zoë"),
        ("cp858", "Straße", "Straße"),
        ("cp866", "Straße", "Strasse"),
        ("cp858", "李 Wang", "? Wang"),
    ],
)
def test_letters_a_printer_lacks_are_written_with_those_it_has(
    page: str, name: str, wanted: str
) -> None:
    assert codepage.plain(name, page) == wanted
    assert wanted in _printed(cup(name=name), Stock(code_page=page)).text


def test_a_name_of_which_nothing_can_be_printed_is_left_out() -> None:
    with_name, without = _printed(cup(name="李雷")), _printed(cup(name=None))
    assert with_name.text == without.text


def test_a_name_cannot_command_the_printer() -> None:
    """The cut, the cash drawer and a reset, in a name."""
    evil = "Bo\x1dV\x00\x1bp\x00\x19\xfa\x1b@\x10\x14\x01\n\r\x00\x9b"
    paper = _printed(cup(name=evil, event=evil, station=evil, notes=(evil,), alerts=(evil,)))
    assert paper.cuts == 1
    assert paper.text[0] == "#42"


TEXTS = st.text(max_size=60).filter(lambda text: bool(text.strip()))
LABELS = st.builds(
    Label,
    number=st.integers(1, 10**12).map(str),
    name=st.none() | st.text(max_size=60),
    drink=st.lists(TEXTS, min_size=1, max_size=4).map(tuple),
    notes=st.lists(TEXTS, max_size=3).map(tuple),
    alerts=st.lists(TEXTS, max_size=3).map(tuple),
    station=TEXTS,
    cup=st.integers(1, 50),
    cups=st.integers(1, 50),
    time=st.just("10:12"),
    event=TEXTS,
    mark=st.sampled_from([None, "REPRINT"]),
)
STOCKS = st.builds(
    Stock, width_mm=st.sampled_from([58, 80]), code_page=st.sampled_from(sorted(codepage.PAGES))
)


@given(LABELS, STOCKS)
def test_whatever_stands_on_a_label_it_fits_the_paper_and_is_cut_once(
    label: Label, stock: Stock
) -> None:
    paper = _printed(label, stock)
    assert paper.cuts == 1
    assert max(row.columns for row in paper.rows) <= layout.COLUMNS[stock.width_mm]
    assert f"#{label.number}" in "".join(paper.text)


@given(st.text(), st.sampled_from(sorted(codepage.PAGES)))
def test_every_text_has_a_byte_for_each_letter(text: str, page: str) -> None:
    plain = codepage.plain(text, page)
    assert len(plain.encode(page)) == len(plain)
    assert not any(unicodedata.category(letter)[0] == "C" for letter in plain)
    assert codepage.plain(plain, page) == plain


@pytest.mark.parametrize("page", ["cp437", "cp850", "cp852", "cp858"])
def test_it_is_what_an_independent_library_writes(page: str) -> None:
    label, stock = cup(mark="REPRINT", name="José"), Stock(code_page=page)
    rows = layout.rows(label, stock)
    theirs, pages = peer.written(rows, page)
    assert len(rows) > 10
    assert written(label, stock) == theirs
    assert {name: pages[name] for name in codepage.PAGES} == dict(codepage.PAGES)


def test_a_longer_label_takes_more_of_the_roll() -> None:
    short = layout.length_mm(cup(alerts=(), notes=(), drink=("water",)), NARROW)
    assert 50 < short < layout.length_mm(CUP, NARROW) < 150
