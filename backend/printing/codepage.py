"""Letters as a printer has them: one byte each, and nothing that it would take for a command."""

import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

#: The tables of letters that receipt printers have in common: {name: number in `ESC t`}.
PAGES: Mapping[str, int] = MappingProxyType(
    {"cp437": 0, "cp850": 2, "cp1252": 16, "cp866": 17, "cp852": 18, "cp858": 19}
)

#: For letters that do not come apart into a plain letter and a mark.
_INSTEAD: Mapping[str, str] = MappingProxyType(
    {
        "‘": "'", "’": "'", "‚": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "−": "-",
        "…": "...", "•": "*", "€": "EUR", "ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "AE", "œ": "oe",
        "Œ": "OE", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D",
        "þ": "th", "Þ": "Th", "ı": "i", "ħ": "h", "Ħ": "H", "×": "x",
    }
)  # fmt: skip
UNKNOWN = "?"


def plain(text: str, page: str) -> str:
    """Write a text with the letters of a page; what has no likeness there is `?`, emoji nothing."""
    text = unicodedata.normalize("NFC", text)
    return " ".join("".join(_letter(letter, page) for letter in text).split())


def _letter(letter: str, page: str) -> str:
    kind = unicodedata.category(letter)
    if kind[0] == "Z" or letter in "\t\n\r":
        return " "
    # What controls a printer or shapes its neighbour, and pictures.
    if kind[0] in "CM" or kind in ("So", "Sk"):
        return ""
    if _has(page, letter):
        return letter
    likeness = _INSTEAD.get(letter) or _without_marks(letter)
    return likeness if likeness and _has(page, likeness) else UNKNOWN


def _without_marks(letter: str) -> str:
    apart = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in apart if unicodedata.category(part)[0] in "LNP")


def _has(page: str, text: str) -> bool:
    try:
        return all(byte >= 0x20 for byte in text.encode(page))
    except UnicodeEncodeError:
        return False
