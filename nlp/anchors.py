"""Where items begin, and parts of items: "3 flat whites, 2 oat", "one of the lattes"."""

from collections.abc import Sequence
from dataclasses import replace

from nlp.frame import AGAIN, PERSON, SUCH, Frame
from nlp.lexicon import Lexicon
from nlp.pieces import Piece, Role

_DETERMINERS = ("other", "all", "same", "half")
_STOPS = (
    "into",
    "except",
    "sep",
    "and",
    "or",
    "sorry",
    "with",
    "change",
    "swap",
    "remove",
    "each",
    "article",
)
_FARTHEST = 8
#: What stands before a drink that is spoken of again.
_PARTED = ("sep", "and", "all")


def anchors(pieces: Sequence[Piece], lexicon: Lexicon) -> list[Frame]:
    """Find the items and parts of a text, as yet without what was said about them."""
    found: list[Frame] = []
    at = 0
    while at < len(pieces):
        frame = _anchor(pieces, at, found, lexicon)
        if frame is not None:
            found.append(frame)
            at = max(at, frame.at)
        elif found and _repeats(pieces, at):
            found[-1].quantity = pieces[at].value
        at += 1
    return found


def _anchor(
    pieces: Sequence[Piece], at: int, found: Sequence[Frame], lexicon: Lexicon
) -> Frame | None:
    """Find what begins here: an item, a part of one, somebody's, or nothing."""
    piece = pieces[at]
    if piece.role is Role.HEAD:
        return None if _decorates(pieces, at, lexicon) else _item(pieces, at, found)
    if piece.cue == "generic" and (such := _such(pieces, at)):
        return such
    if piece.role is Role.NUMBER and _excepted(pieces, at) and _of_all(found, pieces[at + 1 :]):
        return _spared(pieces, at)
    if piece.role is Role.NUMBER and (such := _some_such(pieces, at)):
        return such
    if _described_person(pieces, at, found):
        return Frame(None, at - 1, at - 1, quantity=1, part=PERSON)
    if _next_person(pieces, at, found):
        return Frame(None, at - 1, at - 1, quantity=1, part="number")
    if _determines(piece) and not (found and _repeats(pieces, at)):
        frame = _determined(pieces, at, first=not found)
        return None if frame is None else _referring(frame, pieces, found)
    return None


def _item(pieces: Sequence[Piece], at: int, found: Sequence[Frame]) -> Frame | None:
    if _excepted(pieces, at):
        return Frame(pieces[at], at, at, part="except")
    if _meant_again(pieces, at, found):
        return Frame(pieces[at], at, at, part=AGAIN)
    if any(frame.head for frame in found) and _within(pieces, at):
        return None
    return Frame(pieces[at], at, at)


def _of_all(found: Sequence[Frame], following: Sequence[Piece]) -> bool:
    """Tell whether all that was said of all is not said of these, and nothing else is."""
    described = bool(following) and following[0].role is Role.MOD
    return not described and any(frame.part == "all" for frame in found)


def _spared(pieces: Sequence[Piece], at: int) -> Frame:
    """Read "all oat except two", "all large except one tea"."""
    head = pieces[at + 1] if pieces[at + 1 : at + 2] and pieces[at + 1].heads else None
    return Frame(head, at + (head is not None), at, pieces[at].value, part="except")


def _decorates(pieces: Sequence[Piece], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a picture only goes with an item that is named beside it."""
    if not pieces[at].pictured:
        return False
    named = [p.heads[0].name for p in pieces if p.role is Role.HEAD and not p.pictured]
    families = {f for name in named if name in lexicon.items for f in lexicon.items[name].families}
    return pieces[at].heads[0].name in families


def _within(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether an item is only what another is made with: "with decaf espresso"."""
    if any(p.cue == "swap" for p in pieces[:at]) or pieces[at - 1].cue == "into":
        return False
    back = at - 1
    while back >= 0 and pieces[back].role is Role.MOD and not pieces[back].joined:
        back -= 1
    return pieces[at].joined or pieces[back].joined or pieces[back].cue == "with"


def _excepted(pieces: Sequence[Piece], at: int) -> bool:
    """Read "all large except the tea"."""
    return at > 0 and pieces[at - 1].cue == "except"


def _meant_again(pieces: Sequence[Piece], at: int, found: Sequence[Frame]) -> bool:
    """Read "one sugar in the latte", "the latte is decaf" where the latte was spoken of before."""
    before = pieces[:at]
    if not before or before[-1].cue == "change":
        return False
    if any(p.cue in ("swap", "remove") for p in before[-3:]):
        return False
    names = {head.name for head in pieces[at].heads}
    same = [frame for frame in found if frame.item in names]
    if _restated(pieces, at, same):
        return True
    if not (pieces[at].definite or before[-1].cue in ("into", "pronoun", "each")):
        return False
    return bool(same)


def _restated(pieces: Sequence[Piece], at: int, same: Sequence[Frame]) -> bool:
    """Read "2 matchas, 2 chais. matchas iced", "both oat, matcha iced" as said of those."""
    plural = bool(pieces[at].heads) and pieces[at].heads[0].plural
    several = any((frame.quantity or 1) > 1 for frame in same)
    follows = pieces[at + 1 : at + 2]
    told = bool(follows) and follows[0].role is Role.MOD
    listed = bool(same) and any(piece.cue == "all" for piece in pieces[:at])
    return ((plural and several) or listed) and told and pieces[at - 1].cue in _PARTED


def _referring(frame: Frame, pieces: Sequence[Piece], found: Sequence[Frame]) -> Frame:
    """Read "one of the lattes", "the first latte" as of those named before."""
    behind = pieces[frame.left + 1] if frame.left + 1 < len(pieces) else None
    of_them = behind is not None and behind.cue == "pronoun"
    of_them = of_them or frame.part == "all" or pieces[frame.left].definite
    named = frame.head is not None and any(f.item == frame.item for f in found)
    return replace(frame, part=AGAIN) if named and (of_them or frame.ordinal) else frame


def _such(pieces: Sequence[Piece], at: int) -> Frame | None:
    """Read "the large ones" as those of the drinks before that are large."""
    start = at
    while start and pieces[start - 1].role is Role.MOD and pieces[start - 1].options:
        start -= 1
    said = [p.options[0] for p in pieces[start:at]]
    such = {group: value for group, value in said if value is not None}
    of_the = start > 0 and pieces[start - 1].cue == "pronoun"
    definite = start < at and (pieces[start].definite or of_the)
    return Frame(None, at, start, part=SUCH, such=such) if such and definite else None


def _some_such(pieces: Sequence[Piece], at: int) -> Frame | None:
    """Read "1 of the skim ones" as so many of those."""
    if at + 1 >= len(pieces) or pieces[at + 1].cue != "pronoun":
        return None
    end = at + 2
    while end < len(pieces) and pieces[end].role is Role.MOD:
        end += 1
    generic = end < len(pieces) and pieces[end].cue == "generic"
    such = _such(pieces, end) if generic else None
    return replace(such, left=at, quantity=pieces[at].value) if such else None


def _next_person(pieces: Sequence[Piece], at: int, found: Sequence[Frame]) -> bool:
    """Read "large cap for Tom, small for Jane" as one more for Jane."""
    if at == 0 or pieces[at - 1].cue not in ("sep", "and") or not found:
        return False
    if not any(p.role is Role.NAME for p in pieces[found[-1].at : at]):
        return False
    at += pieces[at].cue == "article"
    clause = pieces[at : _clause_end(pieces, at)]
    kinds = {p.role for p in clause}
    leads = clause[0].role is Role.MOD if clause else False
    return leads and Role.NAME in kinds and not kinds & {Role.HEAD, Role.NUMBER}


def _described_person(pieces: Sequence[Piece], at: int, found: Sequence[Frame]) -> bool:
    """Read "lattes: Ana (oat), Ben (soy)", "Ana wants oat" as how that one's is to be."""
    if at == 0 or not found or pieces[at].role is not Role.NAME or not pieces[at].leads:
        return False
    rest = pieces[at + 1 :]
    ends = (i for i, p in enumerate(rest) if p.role in (Role.HEAD, Role.NUMBER, Role.NAME))
    clause = rest[: next(ends, len(rest))]
    alone = len(clause) == len(rest) or rest[len(clause)].role is Role.NAME
    return alone and any(p.role is Role.MOD for p in clause)


def _clause_end(pieces: Sequence[Piece], at: int) -> int:
    ends = (i for i in range(at, len(pieces)) if pieces[i].cue in ("sep", "and"))
    return next(ends, len(pieces))


def _repeats(pieces: Sequence[Piece], at: int) -> bool:
    """Read the number of "latte x 2", "latte 2x"."""
    if pieces[at].role is not Role.NUMBER or at == 0:
        return False
    if pieces[at - 1].role is Role.HEAD and _counted_behind(pieces):
        return True
    if pieces[0].cue == "times" and pieces[1].role is Role.NUMBER:
        return False  # "x1 latte x2 teas" counts what follows.
    if pieces[at - 1].cue == "times":
        return at == 1 or pieces[at - 2].role is not Role.NUMBER
    after = pieces[at + 1 : at + 3]
    ends = len(after) < 2 or after[1].cue in ("sep", "and")
    return bool(after) and after[0].cue == "times" and ends and pieces[at - 1].cue != "sep"


def _counted_behind(pieces: Sequence[Piece]) -> bool:
    """Tell whether every item of a list has its count behind it: "latte 2, mocha 3"."""
    behind = [
        pieces[i + 1].role is Role.NUMBER if i + 1 < len(pieces) else False
        for i, piece in enumerate(pieces)
        if piece.role is Role.HEAD
    ]
    return len(behind) > 1 and all(behind) and pieces[0].role is not Role.NUMBER


def _determines(piece: Piece) -> bool:
    roles = (Role.NUMBER, Role.ORDINAL)
    return piece.role in roles or piece.cue in (*_DETERMINERS, "article", "possessor")


def _determined(pieces: Sequence[Piece], at: int, *, first: bool) -> Frame | None:
    """Find what a number, "a", "the other", "all" or "the first" goes with."""
    determiner = pieces[at]
    reach = at + 1
    while reach < min(len(pieces), at + _FARTHEST) and _passes(pieces[reach]):
        reach += 1
    head = pieces[reach] if reach < len(pieces) and pieces[reach].role is Role.HEAD else None
    article = determiner.cue == "article"
    counted = pieces[at + 1] if at + 1 < len(pieces) else None
    possesses = determiner.cue == "possessor"
    within = pieces[at : reach + 2 if possesses else reach]
    described = any(p.role is Role.MOD and not p.negated for p in within)
    corrects = at > 0 and pieces[at - 1].cue in ("sorry", "change")
    one = described and not corrects and any(p.cue == "generic" for p in pieces[at:reach])
    joined = first and described and _joins(pieces, reach)
    if article and head is None and not (one or joined):
        return None
    if determiner.role is Role.ORDINAL and not described and _talks(pieces, at):
        return None
    if possesses and (head is not None or not described):
        return None
    frame = Frame(head, reach if head else at, at, quantity=_quantity(determiner))
    if determiner.cue == "other" and counted is not None and counted.role is Role.NUMBER:
        frame.quantity, frame.at = counted.value, max(frame.at, at + 1)
    if determiner.role is Role.ORDINAL:
        frame.ordinal, frame.part = int(determiner.value), "place"
    elif determiner.role is Role.NUMBER:
        frame.part, frame.more = "number", determiner.more
    else:
        frame.part = "number" if one or possesses else determiner.cue
    return frame


def _talks(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether words that were not understood follow: "compiled first go"."""
    follows = at + 1 < len(pieces) and pieces[at + 1].role is Role.WORD
    return follows and pieces[at].end == pieces[at].start + 1


def _joins(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether another of its kind follows: "a large and a small ..."."""
    return at < len(pieces) and pieces[at].cue == "and"


def _passes(piece: Piece) -> bool:
    if piece.role in (Role.HEAD, Role.NUMBER, Role.ORDINAL, Role.NAME):
        return False
    return piece.cue not in _STOPS and piece.cue not in _DETERMINERS


def _quantity(determiner: Piece) -> float | None:
    if determiner.role is Role.NUMBER:
        return determiner.value
    return 1 if determiner.cue in ("article", "other", "same", "possessor") else None
