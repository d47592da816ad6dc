"""What a text costs in segments, and the folding that keeps our own texts GSM-7."""

import unicodedata
from collections.abc import Iterable

#: The basic alphabet of GSM 03.38: one septet each.
GSM_BASIC = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
#: Its extension table: an escape and a septet, never torn apart.
GSM_EXTENDED = frozenset("^{}\\[~]|€\f")

_GSM = GSM_BASIC | GSM_EXTENDED

GSM_SINGLE, GSM_PART = 160, 153
UCS2_SINGLE, UCS2_PART = 70, 67

#: Characters that look like a GSM-7 one and would more than halve the room of a text.
LOOK_ALIKES = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032\u00b4\u0060", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2022\u00b7", "-"),
        **dict.fromkeys("\u00a0\u2002\u2003\u2007\u2009\u202f\u3000\t", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff", ""),
        "\u2026": "...",
        "\u00d7": "x",
        "\u2044": "/",
        "\u0141": "L",
        "\u0142": "l",
        "\u0110": "D",
        "\u0111": "d",
        "\u0131": "i",
        "\u0152": "OE",
        "\u0153": "oe",
        "\u00d0": "D",
        "\u00f0": "d",
        "\u00de": "Th",
        "\u00fe": "th",
    }
)


def is_gsm7(text: str) -> bool:
    """Whether every character is in the GSM-7 alphabet or its extension."""
    return _GSM.issuperset(text)


def segments(text: str) -> int:
    """How many segments a carrier charges for this text; none for an empty one."""
    if is_gsm7(text):
        if len(text) + sum(map(text.count, GSM_EXTENDED)) <= GSM_SINGLE:
            return 1 if text else 0
        return _count((2 if char in GSM_EXTENDED else 1 for char in text), GSM_SINGLE, GSM_PART)
    return _count((2 if ord(char) > 0xFFFF else 1 for char in text), UCS2_SINGLE, UCS2_PART)


def fold(text: str) -> str:
    """The same text with look-alikes and accents replaced that GSM-7 does not have."""
    if is_gsm7(text):
        return text
    return "".join(_fold(char) for char in text.translate(LOOK_ALIKES))


def _fold(char: str) -> str:
    if is_gsm7(char):
        return char
    plain = "".join(c for c in unicodedata.normalize("NFKD", char) if not unicodedata.combining(c))
    return plain if is_gsm7(plain) else char


def _count(widths: Iterable[int], single: int, part: int) -> int:
    units = list(widths)
    if sum(units) <= single:
        return 1 if units else 0
    parts, room = 1, part
    for width in units:
        if width > room:
            parts, room = parts + 1, part
        room -= width
    return parts
