"""The sentences of a text: which of them ask, so that talk round an order is told from it."""

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from nlp.evidence import Hit
from nlp.mentions import Mention
from nlp.tokens import Tokens

_ENDS = frozenset(".!?;…")
_QUESTION, _REQUEST, _MENU, _YES = "question", "request", "menu", "yes"


@dataclass(frozen=True, slots=True)
class Spoken:
    """What is left of a text without the talk round it."""

    mentions: Sequence[Mention]
    hits: Mapping[str, Sequence[Hit]]


def without_talk(
    tokens: Tokens, mentions: Sequence[Mention], hits: Mapping[str, Sequence[Hit]]
) -> Spoken:
    """Leave out questions that stand beside an order: "mad queue, isn't it? a latte please"."""
    spans = _spans(tokens, mentions)
    if len(spans) < 2:
        return Spoken(mentions, hits)
    asked = [s for s in spans if tokens.words[s[1] - 1] == "?" and _names(s, mentions)]
    if len(asked) == 1 and (taken := _takes_it(spans, asked[0], mentions, hits)):
        return _without(taken, mentions, hits)
    if granted := _granted(spans, mentions):
        return _without(granted, mentions, hits)
    otherwise = {end for span in spans for end in _otherwise(span, mentions)}
    telling = {s for s in spans if _describes(s, mentions) or _names_somebody(s, mentions)}
    asking = [s for s in spans if _asks(s, tokens, hits) and s not in telling]
    asking = [s for s in asking if s[1] not in otherwise]
    orders = [s for s in spans if s not in asking and _names(s, mentions)]
    if not asking or not orders or any(_about_menu(s, mentions, hits) for s in asking):
        return Spoken(mentions, hits)
    left_out = {token for start, end in asking for token in range(start, end)}
    return _without(left_out, mentions, hits)


def _without(
    left_out: Set[int], mentions: Sequence[Mention], hits: Mapping[str, Sequence[Hit]]
) -> Spoken:
    kept = {
        name: [hit for hit in found if hit.start not in left_out] for name, found in hits.items()
    }
    return Spoken(
        [m for m in mentions if m.start not in left_out],
        {name: found for name, found in kept.items() if found},
    )


def _takes_it(
    spans: Sequence[tuple[int, int]],
    asked: tuple[int, int],
    mentions: Sequence[Mention],
    hits: Mapping[str, Sequence[Hit]],
) -> set[int]:
    """Read "what's in the mocha? I'll have a large one" as a large mocha: what is talk in it."""
    takes = [s for s in spans if s[0] >= asked[1] and _takes(s, mentions, hits)]
    several = any(asked[0] <= m.start < asked[1] and _counts(m) for m in mentions)
    if len(takes) != 1 or several or any(_names(s, mentions) for s in spans if s != asked):
        return set()
    start, end = takes[0]
    menu = {m.start for m in mentions if m.senses.menu and asked[0] <= m.start < asked[1]}
    talk = {
        m.start for m in mentions if start <= m.start < end and m.cue("one", "sorry", "article")
    }
    return talk | (set(range(start)) - menu)


def _takes(
    span: tuple[int, int], mentions: Sequence[Mention], hits: Mapping[str, Sequence[Hit]]
) -> bool:
    """Tell whether it asks for one of what was spoken of."""
    said = [m for m in mentions if span[0] <= m.start < span[1]]
    agrees = any(span[0] <= h.start < span[1] for n in (_REQUEST, _YES) for h in hits.get(n, ()))
    more = said[0].cue("and", "adds")
    agrees = agrees or any(m.cue("granted") for m in said)
    return agrees and not more and sum(m.senses.one for m in said) == 1


def _counts(mention: Mention) -> bool:
    """Tell whether it counts more than one."""
    return (mention.senses.number or 1) > 1


def _granted(spans: Sequence[tuple[int, int]], mentions: Sequence[Mention]) -> set[int]:
    """Find the question before "if so, a latte with it"."""
    starts = [m.start for m in mentions if m.cue("granted")]
    names = [s for s in spans[1:] if s[0] in starts and _names(s, mentions)]
    return set(range(names[0][0])) if names else set()


def _otherwise(span: tuple[int, int], mentions: Sequence[Mention]) -> Iterator[int]:
    """Give where a span begins that says what else it may be: "a piccolo? if not a latte"."""
    if any(m.start == span[0] and m.cue("or", "sorry") for m in mentions):
        yield span[0]


def _spans(tokens: Tokens, mentions: Sequence[Mention]) -> list[tuple[int, int]]:
    spans, start = [], 0
    for mention in mentions:
        word = tokens.words[mention.start]
        picture = not mention.understood and not word[0].isalnum()
        if word in _ENDS or picture:
            if mention.end > start + 1:
                spans.append((start, mention.end))
            start = mention.end
    if start < len(tokens.words):
        spans.append((start, len(tokens.words)))
    return spans


def _asks(span: tuple[int, int], tokens: Tokens, hits: Mapping[str, Sequence[Hit]]) -> bool:
    start, end = span
    if any(start <= hit.start < end for hit in hits.get(_REQUEST, ())):
        return False
    opens = any(hit.start == start for hit in hits.get(_QUESTION, ()))
    return opens or tokens.words[end - 1] == "?"


def _describes(span: tuple[int, int], mentions: Sequence[Mention]) -> bool:
    """Tell whether it says how something is to be, without naming what."""
    start, end = span
    said = [m.senses for m in mentions if start <= m.start < end and m.senses.menu]
    return bool(said) and not any(senses.heads for senses in said)


def _names_somebody(span: tuple[int, int], mentions: Sequence[Mention]) -> bool:
    """Tell whether it asks for a name to be written: "could you write Will on it?"."""
    return any(m.cue("name_strong") for m in mentions if span[0] <= m.start < span[1])


def _about_menu(
    span: tuple[int, int], mentions: Sequence[Mention], hits: Mapping[str, Sequence[Hit]]
) -> bool:
    """Tell whether it asks what kinds of something there are."""
    asks = any(span[0] <= hit.start < span[1] for hit in hits.get(_MENU, ()))
    return asks and _names(span, mentions)


def _names(span: tuple[int, int], mentions: Sequence[Mention]) -> bool:
    start, end = span
    return any(m.senses.heads for m in mentions if start <= m.start < end)
