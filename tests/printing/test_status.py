"""What a printer says of itself, and what is left of its roll."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.printing.roll import USUAL_MM, Roll, warning, worsened
from backend.printing.status import health, is_answer, is_confirmation
from backend.printing.types import Health, Paper

#: Of each question, the answer of a printer that is well.
FINE = 0x12


@pytest.mark.parametrize(
    ("answers", "paper", "trouble"),
    [
        ((0x12, 0x12, 0x12, 0x12), Paper.ENOUGH, None),
        ((0x16, 0x12, 0x12, 0x12), Paper.ENOUGH, None),  # the drawer's pin
        ((0x12, 0x12, 0x12, 0x1E), Paper.LOW, None),
        ((0x1A, 0x32, 0x12, 0x72), Paper.OUT, "out of paper"),
        ((0x1A, 0x32, 0x12, 0x7E), Paper.OUT, "out of paper"),
        ((0x1A, 0x16, 0x12, 0x12), Paper.ENOUGH, "cover open"),
        ((0x1A, 0x52, 0x1A, 0x12), Paper.ENOUGH, "knife stuck"),
        ((0x1A, 0x52, 0x32, 0x12), Paper.ENOUGH, "error"),
        ((0x1A, 0x12, 0x12, 0x12), Paper.ENOUGH, "offline"),
        ((0x00, 0x12, 0x12, 0x12), Paper.UNKNOWN, "answers what is no status"),
        ((0x12, 0xFF, 0x12, 0x12), Paper.UNKNOWN, "answers what is no status"),
    ],
)
def test_the_four_answers(answers: tuple[int, ...], paper: Paper, trouble: str | None) -> None:
    assert health(*answers) == Health(paper, trouble)


@given(st.lists(st.integers(0, 255), min_size=4, max_size=4))
def test_any_bytes_are_read(answers: list[int]) -> None:
    told = health(*answers)
    if told.paper is Paper.OUT:
        assert told.trouble == "out of paper"
    assert (told.paper is Paper.UNKNOWN) != all(map(is_answer, answers))


def test_an_answer_in_its_turn_is_told_from_one_at_once() -> None:
    assert is_answer(FINE)
    assert not is_confirmation(FINE)
    assert is_confirmation(0x00)
    assert is_confirmation(0x0F)
    assert not is_answer(0x00)


def _roll(used: int = 0, printed: int = 0, paper: Paper = Paper.UNKNOWN) -> Roll:
    return Roll(10_000, used, printed, low_at=15, paper=paper)


@pytest.mark.parametrize(
    ("roll", "left", "said"),
    [
        (_roll(), 10_000 // USUAL_MM, None),
        (_roll(5_000, 50), 50, None),
        (_roll(8_800, 88), 12, "roll low: about 12 labels left"),
        (_roll(9_900, 99), 1, "roll low: about 1 label left"),
        (_roll(12_000, 120), 0, "roll low: about 0 labels left"),
        (_roll(5_000, 50, Paper.LOW), 50, "roll low: about 50 labels left"),
        (_roll(5_000, 50, Paper.OUT), 50, "out of paper"),
        (Roll(None, 9_900, 99, 15), None, None),
        (Roll(None, 9_900, 99, 15, Paper.LOW), None, "roll low"),
    ],
)
def test_what_is_left_and_what_is_said_of_it(
    roll: Roll, left: int | None, said: str | None
) -> None:
    assert (roll.left, warning(roll)) == (left, said)


def test_people_hear_once_that_it_is_low_and_once_that_it_is_out() -> None:
    told, before = [], _roll()
    for printed in range(1, 131):
        after = _roll(printed * 100, printed)
        if worsened(before, after):
            told.append(printed)
        before = after
    assert told == [85, 100]
