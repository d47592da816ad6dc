"""What a printer answers about itself, byte by byte: `DLE EOT n` at once, `GS r 1` in its turn."""

from backend.printing.types import Health, Paper

#: The questions, in the order of the answers: the printer, why it is offline, errors, its paper.
QUESTIONS = (b"\x10\x04\x01", b"\x10\x04\x02", b"\x10\x04\x03", b"\x10\x04\x04")
#: Answered once all that was sent before is printed.
CONFIRM = b"\x1dr\x01"

_FIXED, _FIXED_BITS = 0b1001_0011, 0b0001_0010

_OFFLINE = 0x08
_COVER, _STOPPED, _ERROR = 0x04, 0x20, 0x40
_MECHANICAL, _KNIFE, _FATAL, _PASSING = 0x04, 0x08, 0x20, 0x40
_NEAR_END, _END = 0x0C, 0x60


def is_answer(byte: int) -> bool:
    """Tell whether a byte can be an answer to one of the questions: four of its bits are fixed."""
    return byte & _FIXED == _FIXED_BITS


def is_confirmation(byte: int) -> bool:
    """Tell whether a byte can be the answer to `CONFIRM`."""
    return byte & 0b1001_0000 == 0


def health(printer: int, offline: int, errors: int, paper: int) -> Health:
    """Read the four answers; bytes that cannot be answers say nothing."""
    if not all(map(is_answer, (printer, offline, errors, paper))):
        return Health(Paper.UNKNOWN, "answers what is no status")
    roll = _paper(paper, offline)
    return Health(roll, _trouble(printer, offline, errors, roll))


def _paper(paper: int, offline: int) -> Paper:
    if paper & _END or offline & _STOPPED:
        return Paper.OUT
    return Paper.LOW if paper & _NEAR_END else Paper.ENOUGH


def _trouble(printer: int, offline: int, errors: int, roll: Paper) -> str | None:
    reasons = (
        (roll is Paper.OUT, "out of paper"),
        (offline & _COVER, "cover open"),
        (errors & _KNIFE, "knife stuck"),
        (errors & (_MECHANICAL | _FATAL | _PASSING) or offline & _ERROR, "error"),
        (printer & _OFFLINE, "offline"),
    )
    return next((words for holds, words in reasons if holds), None)
