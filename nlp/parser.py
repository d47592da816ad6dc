"""The parser: one utterance to intent, items and name, by the words of menu and language."""

from collections.abc import Sequence
from dataclasses import replace

from nlp.building import Builder
from nlp.frames import frames
from nlp.intents import Evidence, Judge
from nlp.language import load
from nlp.lexicon import Lexicon
from nlp.mentions import Mention, Segmenter
from nlp.names import Namer
from nlp.pieces import Grammar, Piece, Role
from nlp.tokens import Reader, Tokens
from nlp.types import Choice, Intent, ItemMention, Parse

_NAME = "name"
_SILENT = frozenset(
    {Intent.STATUS, Intent.MENU, Intent.HELP, Intent.OTHER, Intent.FORGET, Intent.YES, Intent.NO}
)


class Parser:
    """Reads what people say with the words of one menu, in one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        language = load(lexicon.language)
        self._lexicon = lexicon
        self._language = language
        self._reader = Reader()
        self._segmenter = Segmenter(lexicon, language, self._reader)
        self._grammar = Grammar(lexicon)
        self._namer = Namer(language, self._segmenter.known)
        self._judge = Judge(language, self._reader)

    def parse(
        self,
        text: str,
        *,
        context: str | None = None,
        awaiting: str | None = None,
        language: str = "en",
    ) -> Parse:
        """Read one utterance, with our last message and what it asked for."""
        tokens = self._reader.read(text)
        mentions = self._segmenter.segment(tokens)
        hits = self._judge.hits(tokens)
        names = self._namer.find(tokens, mentions)
        pieces = self._grammar.pieces(mentions, names)
        items, name = self._items(pieces, awaiting)
        if awaiting == _NAME and (answer := self._name_answer(tokens, items, set(hits), name)):
            return Parse(Intent.ORDER, name=answer, text=text)
        evidence = Evidence(
            tokens.words, pieces, items, awaiting, hits, lambda: self._repeats(items, context)
        )
        items = tuple(item for item in self._answered(evidence) if _told(item, evidence))
        evidence.items = items
        intent = self._judge.decide(evidence)
        if intent is Intent.OTHER and name and not evidence.hits:
            intent = Intent.ORDER
        if intent in _SILENT:
            items, name = (), None
        return Parse(intent, items, name, text, self._unknown(tokens, mentions, pieces))

    def _items(
        self, pieces: Sequence[Piece], awaiting: str | None
    ) -> tuple[tuple[ItemMention, ...], str | None]:
        items, name = Builder(self._lexicon, awaiting).build(frames(pieces, self._lexicon))
        if name is None and not any(item.name for item in items):
            name = next((p.name for p in pieces if p.role is Role.NAME), None)
        return items, name

    def _name_answer(
        self, tokens: Tokens, items: Sequence[ItemMention], hits: set[str], name: str | None
    ) -> str | None:
        """Read the answer to the question for a name; a name may be a word of the menu too."""
        if any(item.item and item.options for item in items):
            return None
        if hits & {"cancel", "status", "menu", "help", "forget", "other", "usual"}:
            return None
        if name:
            return name
        return None if hits & {"yes", "no"} else self._namer.answer(tokens)

    def _answered(self, evidence: Evidence) -> tuple[ItemMention, ...]:
        """Read bare numbers and refusals as the answer to what was asked."""
        items, group = evidence.items, evidence.awaiting or ""
        known = self._lexicon.groups.get(group)
        if known is None:
            return items
        if known.kind == "count" and len(items) == 1 and _bare(items[0]):
            amount: Choice = items[0].quantity or 0
            return (replace(items[0], quantity=None, options={group: amount}),)
        refuses = evidence.only("no", "thanks", "greet") or evidence.cue("not")
        if not items and refuses and known.declined is not None:
            return (ItemMention(options={group: known.declined}),)
        return items

    def _repeats(self, items: Sequence[ItemMention], context: str | None) -> bool:
        """Tell whether items only repeat what our last message said, or it said none."""
        tokens = self._reader.read(context or "")
        pieces = self._grammar.pieces(self._segmenter.segment(tokens), {})
        said = {option for p in pieces for option in p.options}
        heads = {h.name for p in pieces for h in p.heads}
        if not heads:
            return True
        return all(
            (item.item is None or item.item in heads) and said >= set(item.options.items())
            for item in items
        )

    def _unknown(
        self, tokens: Tokens, mentions: Sequence[Mention], pieces: Sequence[Piece]
    ) -> tuple[str, ...]:
        named = {i for p in pieces if p.role is Role.NAME for i in range(p.start, p.end)}
        return tuple(
            tokens.words[m.start]
            for m in mentions
            if not m.senses
            and m.start not in named
            and tokens.words[m.start][0].isalpha()
            and tokens.words[m.start] not in self._language.common
        )


def _told(item: ItemMention, evidence: Evidence) -> bool:
    """Tell whether it says something; a lone number does only as an answer or a change."""
    if not _bare(item):
        return True
    return bool(evidence.awaiting) and not evidence.has("usual") or evidence.cue("change")


def _bare(item: ItemMention) -> bool:
    said = item.item or item.options or item.extras or item.notes
    return item.quantity is not None and not said
