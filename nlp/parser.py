"""The parser: one utterance to intent, items and name, by the words of menu and language."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from rapidfuzz.distance import OSA

from nlp.absent import Elsewhere
from nlp.building import Builder
from nlp.doubts import Doubter
from nlp.evidence import Evidence, Hit
from nlp.frames import frames
from nlp.grammar import Grammar
from nlp.intents import STANDING, Judge
from nlp.language import load
from nlp.lexicon import Kind, Lexicon
from nlp.mentions import Mention, Segmenter
from nlp.name_answers import NameAnswers
from nlp.names import Namer
from nlp.neighbours import Neighbours
from nlp.pieces import Piece, Role
from nlp.sentences import without_talk
from nlp.times import Clock, Told
from nlp.tokens import Reader, Tokens
from nlp.types import Choice, Intent, ItemMention, Parse

_NAME, _CONFIRM, _SUBSTITUTE, _YES = "name", "confirm", "substitute", "yes"
_WHEN = "when"
#: Intents of words that are nothing but a time and what goes round it.
_NOTHING_ELSE = frozenset({Intent.OTHER, Intent.NO})
#: Intents that a name said beside them outweighs.
_NAMELESS = frozenset({Intent.OTHER, Intent.NO, Intent.THANKS})
#: Shorter words that were not understood say nothing; how far a mistyped agreement may be off.
_SHORTEST_WORD, _MISTYPED = 4, 2
#: Phrases that tell what a text is about though it is none of ours.
_MEANT = frozenset({"other", "question", "praise"})
_ASKING = frozenset({"question", "status", "menu", "help", "usual", "other", "praise", "cancel"})
_SILENT = frozenset(
    {
        Intent.STATUS,
        Intent.MENU,
        Intent.HELP,
        Intent.OTHER,
        Intent.FORGET,
        Intent.DATA,
        Intent.YES,
        Intent.NO,
    }
)


class Parser:
    """Reads what people say with the words of one menu, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        language = load(lexicon.language)
        self._lexicon = lexicon
        self._language = language
        self._reader = Reader(language.elisions, language.spellings)
        self._segmenter = Segmenter(lexicon, language, self._reader)
        self._neighbours = Neighbours(lexicon, self._segmenter)
        self._grammar = Grammar(lexicon)
        agreed = language.intents[_YES]
        self._agreeing = {w for phrase in agreed for w in self._reader.words(phrase) if len(w) > 3}
        self._doubter = Doubter(lexicon, self._reader)
        self._judge = Judge(language, self._reader)
        self._answers = NameAnswers(language)
        self._clock = Clock(language, self._reader)
        self._elsewhere = Elsewhere(language, self._reader)
        self._namer = Namer(language, self._known, self._reader)

    def parse(
        self,
        text: str,
        *,
        context: str | None = None,
        awaiting: str | None = None,
    ) -> Parse:
        """Read one utterance, with our last message and what it asked for."""
        told = self._clock.read(self._reader.read(text), asked=awaiting == _WHEN)
        tokens = self._segmenter.split(told.tokens)
        hits = self._judge.hits(tokens)
        if awaiting == _CONFIRM and _plainly(_YES, hits, tokens):
            return Parse(Intent.YES, text=text, language=self._language.code)
        heard = self._mentions(tokens, asks=self._orders(hits, awaiting))
        spoken = without_talk(tokens, heard, hits)
        mentions, hits = spoken.mentions, _without_menu_words(spoken.hits, spoken.mentions)
        pieces = self._grammar.pieces(mentions, self._namer.find(tokens, mentions, text))
        asked = self._substituted(context) if awaiting == _SUBSTITUTE else awaiting
        items, name = self._items(pieces, asked)
        if awaiting == _NAME and (answer := self._name_answer(tokens, items, hits, name, text)):
            return Parse(Intent.ORDER, name=answer, text=text, language=self._language.code)
        evidence = Evidence(
            tokens.words,
            pieces,
            items,
            awaiting,
            hits,
            families=self._lexicon.families,
            named=any(m.exact and m.senses.menu for m in mentions),
            asked=any(tokens.words[m.start] == "?" for m in mentions),
            repeated=lambda: self._repeats(items, context),
            held=lambda: self._held(context),
            strange=lambda: any(map(self._disagrees, self._unknown(mentions, evidence))),
        )
        parse = self._decided(evidence, name, text, self._unknown(mentions, evidence))
        parse = replace(parse, absent=self._elsewhere.named(tokens, mentions))
        said = evidence.covered(*hits)
        asks = evidence.begins("request")
        plain = all(
            m.understood or m.start in said or tokens.words[m.start] == "," for m in mentions
        )
        return _timed(
            parse, told, awaiting, plain=plain and (asks or parse.intent in _NOTHING_ELSE)
        )

    def _decided(
        self, evidence: Evidence, name: str | None, text: str, unknown: tuple[str, ...]
    ) -> Parse:
        """Tell what it asks for, and keep what belongs to that."""
        told = tuple(item for item in self._answered(evidence) if _told(item, evidence))
        items = evidence.items = _one_number(told)
        intent = self._judge.decide(evidence)
        if intent is Intent.USUAL:
            usual = items if _describes(evidence) else ()
            items = tuple(replace(item, quantity=None) for item in usual)
        if name and not items and _gives_name(intent, evidence):
            intent = Intent.MODIFY if evidence.awaiting == _CONFIRM else Intent.ORDER
        elif intent in (*_SILENT, Intent.THANKS):
            items, name = (), name if intent is Intent.YES else None
        elif intent is Intent.CANCEL and _takes_back(items):
            name = None
        lost = intent is Intent.OTHER and not items and not evidence.hits.keys() & _MEANT
        doubts = self._doubter.near(unknown) if lost else ()
        about = _asked_about(evidence.pieces) if intent is Intent.MENU else ()
        return Parse(intent, items, name, text, self._language.code, unknown, doubts, about=about)

    def _known(self, word: str) -> bool:
        """Tell whether a word is of the menu or the language, and so hardly a name."""
        return self._segmenter.known(word) or self._judge.known(word)

    def _orders(self, hits: Mapping[str, Sequence[Hit]], awaiting: str | None) -> bool:
        return "request" in hits or (awaiting is None and not hits.keys() & _ASKING)

    def _mentions(self, tokens: Tokens, *, asks: bool) -> list[Mention]:
        """Read a text; an order in which nothing is named is read again, with more good will."""
        mentions = self._segmenter.segment(tokens)
        if asks and not any(m.senses.heads for m in mentions):
            described = any(m.senses.values or m.senses.extras for m in mentions)
            mentions = self._segmenter.segment(tokens, willing=True) if described else mentions
        return self._neighbours.read(mentions, tokens)

    def _items(
        self, pieces: Sequence[Piece], awaiting: str | None
    ) -> tuple[tuple[ItemMention, ...], str | None]:
        whole = [p.name for p in pieces if p.whole]
        if len(whole) == 1:
            pieces = [p for p in pieces if not p.whole]
        items, name = Builder(self._lexicon, awaiting).build(frames(pieces, self._lexicon))
        if len(whole) == 1:
            return items, whole[0]
        told = any(item.name for item in items) or any(p.speaks for p in pieces)
        if name is None and not told:
            name = next((p.name for p in pieces if p.name), None)
        return items, name

    def _name_answer(
        self,
        tokens: Tokens,
        items: Sequence[ItemMention],
        hits: Mapping[str, Sequence[Hit]],
        name: str | None,
        text: str,
    ) -> str | None:
        """Read the answer to the question for a name; a name may be a word of the menu too."""
        if any(item.item and item.options for item in items):
            return None
        if hits.keys() & {"cancel", "status", "menu", "help", "forget", "other", "usual"}:
            return None
        begun = {hit.start for word in ("yes", "no") for hit in hits.get(word, ())}
        answer = None if 0 in begun else self._answers.read(tokens, text)
        if not (name and answer and name in answer):
            return name or answer
        others = answer.replace(name, " ").split()
        ordinary = (w for w in others if self._known(w.casefold()))
        return name if any(w.islower() or w not in text for w in ordinary) else answer

    def _answered(self, evidence: Evidence) -> tuple[ItemMention, ...]:
        """Read bare numbers and refusals as the answer to what was asked."""
        items, group = evidence.items, evidence.awaiting or ""
        known = self._lexicon.groups.get(group)
        if known is None:
            return items
        if known.kind == "count" and len(items) == 1 and _counts(items[0], group):
            said = {**items[0].options, group: items[0].quantity or 0}
            return (replace(items[0], quantity=None, options=said),)
        refuses = evidence.only("no", "thanks", "greet") or evidence.cue("not")
        if not items and refuses and known.declined is not None:
            return (ItemMention(options={group: known.declined}),)
        return items

    def _substituted(self, context: str | None) -> str | None:
        """Tell of which group our last message offered something else."""
        mentions = self._segmenter.segment(self._reader.read(context or ""))
        groups = [v.name for m in mentions for v in m.senses.values]
        return max(groups, key=groups.count) if groups else None

    def _held(self, context: str | None) -> frozenset[str]:
        """Give the items that our last message named."""
        tokens = self._reader.read(context or "")
        mentions = self._segmenter.segment(tokens)
        return frozenset(h.name for m in mentions for h in m.senses.heads if h.kind is Kind.ITEM)

    def _repeats(self, items: Sequence[ItemMention], context: str | None) -> bool:
        """Tell whether items say nothing that our last message did not say."""
        if context is None:
            return False
        tokens = self._reader.read(context)
        mentions = self._segmenter.segment(tokens)
        pieces = self._grammar.pieces(mentions, {})
        said = {option for p in pieces for option in p.options}
        heads = {h.name for p in pieces for h in p.heads if h.kind is Kind.ITEM}
        if not heads:
            return True
        counts = {m.senses.number for m in mentions if m.senses.number is not None} or {1}
        return all(
            (item.item is None or item.item in heads)
            and said >= set(item.options.items())
            and (item.quantity is None or item.quantity in counts)
            and not (item.extras or item.notes or item.name)
            for item in items
        )

    def _disagrees(self, word: str) -> bool:
        """Tell whether a word that was not understood is more than a mistyped agreement."""
        if len(word) < _SHORTEST_WORD:
            return False
        return all(OSA.distance(word, agreed) > _MISTYPED for agreed in self._agreeing)

    def _unknown(self, mentions: Sequence[Mention], evidence: Evidence) -> tuple[str, ...]:
        """Give the words that carried meaning and were not understood."""
        heard = {i for p in evidence.pieces if p.role is Role.NAME for i in range(p.start, p.end)}
        heard |= evidence.covered(*evidence.hits)
        words = [evidence.words[m.start] for m in mentions if not m.understood]
        places = [m.start for m in mentions if not m.understood]
        return tuple(
            word
            for place, word in zip(places, words, strict=True)
            if place not in heard and word[0].isalpha() and word not in self._language.common
        )


def _timed(parse: Parse, told: Told, awaiting: str | None, *, plain: bool) -> Parse:
    """Tell when it is wanted; a time and plain words round it are about what is being ordered."""
    if told.when is None:
        return parse
    if plain and not parse.items:
        parse = replace(parse, intent=Intent.ORDER if awaiting is None else Intent.MODIFY)
    return replace(parse, when=told.when)


def _without_menu_words(
    hits: Mapping[str, Sequence[Hit]], mentions: Sequence[Mention]
) -> Mapping[str, Sequence[Hit]]:
    """Leave out questions that are words of the menu: "why bother"."""
    named = {m.start for m in mentions if m.senses.menu and m.end > m.start + 1}
    asking = [hit for hit in hits.get("question", ()) if hit.start not in named]
    others = {name: found for name, found in hits.items() if name != "question"}
    return {**others, "question": asking} if asking else others


def _asked_about(pieces: Sequence[Piece]) -> tuple[tuple[str, Choice | None], ...]:
    """Give what a question is about; of "du lait d'avoine" not milk of any kind."""
    about = tuple(_about(pieces))
    valued = {slot for slot, value in about if value is not None}
    return tuple((slot, value) for slot, value in about if value is not None or slot not in valued)


def _about(pieces: Sequence[Piece]) -> Iterator[tuple[str, Choice | None]]:
    """Give what a question names of the menu."""
    for piece in pieces:
        if piece.bare:
            yield piece.bare, None
        for head in piece.heads[:1]:
            if head.name:
                yield "item", head.name
        yield from piece.options[:1]
        yield from (("extras", extra.name) for extra in piece.extras)


def _gives_name(intent: Intent, evidence: Evidence) -> bool:
    """Tell whether a text says nothing but a name; under thanks it only signs."""
    signs = intent is Intent.THANKS and evidence.awaiting not in (_NAME, _CONFIRM)
    corrects = intent is Intent.YES and not evidence.begins("yes")
    tells = intent in _NAMELESS and not signs
    return (tells or corrects) and not evidence.begins("question")


def _describes(evidence: Evidence) -> bool:
    """Tell whether anything is said besides the words for the usual."""
    usual = evidence.covered("usual")
    said = [p for p in evidence.pieces if p.role in (Role.MOD, Role.HEAD, Role.NUMBER)]
    return any(p.start not in usual for p in said)


def _takes_back(items: Sequence[ItemMention]) -> bool:
    """Tell whether all that is said of items is that they are not wanted."""
    return all(item.quantity == 0 for item in items)


def _plainly(name: str, hits: Mapping[str, Sequence[Hit]], tokens: Tokens) -> bool:
    """Tell whether a text is one phrase that says this and nothing else: half of all texts are."""
    whole = Hit(0, len(tokens.words))
    return set(hits) == {name} and whole in hits[name]


def _one_number(items: tuple[ItemMention, ...]) -> tuple[ItemMention, ...]:
    """Take the most of several bare numbers: "one for each, so 5"; beside more they are talk."""
    bare = [item for item in items if _lone(item) and item.quantity]
    others = tuple(item for item in items if item not in bare)
    most = tuple(sorted(bare, key=lambda item: item.quantity or 0)[-1:])
    return others or (most if len(bare) > 1 else items)


def _told(item: ItemMention, evidence: Evidence) -> bool:
    """Tell whether it says something; a lone number does only as an answer or a change."""
    if not _bare(item) or (item.another and evidence.awaiting):
        return True
    answers = evidence.awaiting not in (None, *STANDING) and not evidence.has("usual")
    return answers or evidence.cue("change", "swap")


def _bare(item: ItemMention) -> bool:
    said = item.item or item.options or item.extras or item.notes or item.name
    return not said


def _counts(item: ItemMention, group: str) -> bool:
    """Tell whether its number answers how many of something there shall be."""
    return item.item is None and item.quantity is not None and group not in item.options


def _lone(item: ItemMention) -> bool:
    """Tell whether it is a number and nothing else."""
    return _bare(item) and item.quantity is not None
