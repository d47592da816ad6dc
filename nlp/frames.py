"""Who belongs to whom: each item spoken becomes a frame with all that was said about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from nlp.lexicon import Kind, Lexicon
from nlp.pieces import Piece, Role
from nlp.types import Choice

AGAIN, SUCH, PERSON = "again", "such", "person"

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


@dataclass(slots=True)
class Frame:
    """One item spoken, or a part of one ("2 oat"), or words about no item at all."""

    #: The item; None for a part.
    head: Piece | None
    #: Where it stands among the pieces, and where its determiner does.
    at: int
    left: int
    quantity: float | None = None
    #: "number", "other", "all", "half" or "place" for a part or a determined item, "except" for
    #: one left out, AGAIN for an item spoken of before, SUCH for those that are as said, PERSON
    #: for somebody's.
    part: str = ""
    ordinal: int | None = None
    #: SUCH: what those are that are meant.
    such: Mapping[str, Choice] = field(default_factory=dict)
    #: What was said about it, in order, cues among it.
    body: list[Piece] = field(default_factory=list)
    #: How many of the body stand before the head.
    before: int = 0

    @property
    def item(self) -> str | None:
        """The first item its head may mean."""
        return self.head.heads[0].name or None if self.head else None

    @property
    def counted(self) -> bool:
        """Whether its count was said, not only "a"."""
        return self.quantity is not None and self.part == "number"

    def has(self, *cues: str) -> bool:
        """Tell whether one of these cues stands in it."""
        return any(p.cue in cues for p in self.body)


def frames(pieces: Sequence[Piece], lexicon: Lexicon) -> list[Frame]:
    """Find the items and parts of a text and give each what belongs to it."""
    found = _anchors(pieces, lexicon)
    if not found:
        return [Frame(None, 0, 0, body=list(pieces))]
    style = _style(pieces, found)
    start = 0
    for i, frame in enumerate(found):
        frame.body += pieces[start : frame.left] if i == 0 else []
        frame.body += [p for p in pieces[frame.left : frame.at] if p.role is not Role.NUMBER]
        frame.before = len(frame.body)
        following = found[i + 1] if i + 1 < len(found) else None
        gap = pieces[frame.at + 1 : following.left if following else len(pieces)]
        if following and _said_before(pieces, found, i + 1):
            cut = _clause_start(gap)
        elif following:
            cut = _cut(gap, frame, following, _Cutter(lexicon, style))
        else:
            cut = len(gap)
        frame.body += gap[:cut]
        if following:
            following.body += gap[cut:]
    return found


def _anchors(pieces: Sequence[Piece], lexicon: Lexicon) -> list[Frame]:
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
    if found and _within(pieces, at):
        return None
    return Frame(pieces[at], at, at)


def _decorates(pieces: Sequence[Piece], at: int, lexicon: Lexicon) -> bool:
    """Tell whether a picture only goes with an item that is named beside it."""
    if not pieces[at].pictured:
        return False
    named = [p.heads[0].name for p in pieces if p.role is Role.HEAD and not p.pictured]
    families = {f for name in named if name in lexicon.items for f in lexicon.items[name].families}
    return pieces[at].heads[0].name in families


def _within(pieces: Sequence[Piece], at: int) -> bool:
    """Tell whether an item is only what another is made with: "with decaf espresso"."""
    if any(p.cue == "swap" for p in pieces[:at]):
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
    if not (pieces[at].definite or before[-1].cue in ("into", "pronoun", "each")):
        return False
    names = {head.name for head in pieces[at].heads}
    return any(frame.item in names for frame in found)


def _referring(frame: Frame, pieces: Sequence[Piece], found: Sequence[Frame]) -> Frame:
    """Read "one of the lattes", "the first latte" as of those named before."""
    behind = pieces[frame.left + 1] if frame.left + 1 < len(pieces) else None
    of_them = behind is not None and behind.cue == "pronoun"
    of_them = of_them or frame.part == "all"
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
    if possesses and (head is not None or not described):
        return None
    frame = Frame(head, reach if head else at, at, quantity=_quantity(determiner))
    if determiner.cue == "other" and counted is not None and counted.role is Role.NUMBER:
        frame.quantity, frame.at = counted.value, max(frame.at, at + 1)
    if determiner.role is Role.ORDINAL:
        frame.ordinal, frame.part = int(determiner.value), "place"
    elif determiner.role is Role.NUMBER:
        frame.part = "number"
    else:
        frame.part = "number" if one or possesses else determiner.cue
    return frame


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


def _style(pieces: Sequence[Piece], found: Sequence[Frame]) -> float:
    """Tell whether this person describes drinks before (+) or after (-) their names."""
    first, last = found[0], found[-1]
    led = any(p.role is Role.MOD for p in pieces[: first.at])
    rest = pieces[last.at + 1 :]
    trailed = bool(rest) and rest[0].role is Role.MOD and not rest[0].joined
    return 0.6 * (led - trailed)


@dataclass(frozen=True, slots=True)
class _Cutter:
    lexicon: Lexicon
    style: float


def _cut(gap: Sequence[Piece], left: Frame, right: Frame, cutter: _Cutter) -> int:
    """Find the place between two items at which what is said turns to the second."""
    if right.part == "except":
        return len(gap)
    if gap and gap[-1].cue == "into":
        return _clause_start(gap)
    if right.left < right.at or right.head is None:
        return _hard_cut(gap)
    low = max((i + 1 for i, p in enumerate(gap) if _holds_left(p)), default=0)
    high = min((i for i, p in enumerate(gap) if _holds_right(p) and i >= low), default=len(gap))
    places = range(low, high + 1)
    taken = {group for p in left.body for group, _ in p.options[:1]}
    return max(places, key=lambda c: (_score(gap, c, (left, right), cutter, taken), -c))


def _said_before(pieces: Sequence[Piece], found: Sequence[Frame], at: int) -> bool:
    """Read "large both": what is said of all stands before the word for it."""
    frame = found[at]
    if frame.part != "all" or frame.head is not None:
        return False
    end = found[at + 1].left if at + 1 < len(found) else len(pieces)
    return not any(p.role is Role.MOD for p in pieces[frame.at : end])


def _clause_start(gap: Sequence[Piece]) -> int:
    """Find where the last clause of a gap begins."""
    return max((i + 1 for i, p in enumerate(gap) if p.cue in ("sep", "and")), default=0)


def _hard_cut(gap: Sequence[Piece]) -> int:
    return next((i for i, p in enumerate(gap) if _holds_right(p)), len(gap))


def _holds_left(piece: Piece) -> bool:
    return piece.role is Role.NAME and not piece.leads


def _holds_right(piece: Piece) -> bool:
    turns = piece.cue in ("sorry", "change", "swap", "remove")
    return turns or (piece.role is Role.NAME and piece.leads)


def _score(
    gap: Sequence[Piece], cut: int, heads: tuple[Frame, Frame], cutter: _Cutter, taken: set[str]
) -> float:
    score = 0.8 * _separates(gap, cut)
    breaks = 0
    for piece in gap[:cut]:
        breaks += piece.cue in ("sep", "and")
        if piece.role is Role.MOD:
            conflict = bool(taken & {g for g, _ in piece.options[:1]})
            score += 0.8 * piece.joined - 0.4 * min(breaks, 2) - 1.5 * conflict
            score -= cutter.style - 0.8 * _fits(piece, heads[0], cutter.lexicon)
    breaks = 0
    for piece in reversed(gap[cut:]):
        breaks += piece.cue in ("sep", "and")
        if piece.role is Role.MOD:
            score += 0.3 - 1.2 * piece.joined - 1.0 * min(breaks, 2)
            score += cutter.style + 0.8 * _fits(piece, heads[1], cutter.lexicon)
    return score


def _separates(gap: Sequence[Piece], cut: int) -> bool:
    before = cut > 0 and gap[cut - 1].cue in ("sep", "and")
    return before or (cut < len(gap) and gap[cut].cue in ("sep", "and"))


def _fits(piece: Piece, frame: Frame, lexicon: Lexicon) -> bool:
    """Tell whether an item takes what is said."""
    meaning = frame.head.heads[0] if frame.head else None
    if meaning is None or meaning.kind is not Kind.ITEM:
        return True
    item = lexicon.items[meaning.name]
    if piece.options:
        return any(group in item.groups for group, _ in piece.options)
    return item.extras is None or all(e.name in item.extras for e in piece.extras)
