"""Who belongs to whom: each item spoken becomes a frame with all that was said about it."""

from collections.abc import Sequence
from dataclasses import dataclass

from nlp.anchors import anchors
from nlp.frame import Frame
from nlp.lexicon import Kind, Lexicon
from nlp.pieces import Piece, Role


def frames(pieces: Sequence[Piece], lexicon: Lexicon) -> list[Frame]:
    """Find the items and parts of a text and give each what belongs to it."""
    found = anchors(pieces, lexicon)
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
    if (named := _leads(gap)) is not None:
        return named
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


def _leads(gap: Sequence[Piece]) -> int | None:
    """Find the name that begins the second item's clause: "mocha, cinnamon. Bex: water"."""
    turn = next((i for i, p in enumerate(gap) if _holds_right(p)), None)
    return turn if turn is not None and gap[turn].role is Role.NAME else None


def _hard_cut(gap: Sequence[Piece]) -> int:
    return next((i for i, p in enumerate(gap) if _holds_right(p)), len(gap))


def _holds_left(piece: Piece) -> bool:
    return piece.role is Role.NAME and not piece.leads


def _holds_right(piece: Piece) -> bool:
    turns = piece.cue in ("sorry", "change", "swap", "remove", "or")
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
