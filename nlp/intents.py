"""What an utterance asks for: phrases of the language weighed with what was understood."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from nlp.language import Language
from nlp.mentions import SEPARATORS
from nlp.pieces import Piece
from nlp.tokens import Reader, Tokens
from nlp.trie import Trie
from nlp.types import Intent, ItemMention

_REQUEST, _QUESTION = "request", "question"
#: What our last message may have asked that is answered by YES or NO.
_CONFIRMS = frozenset({"confirm", "substitute", "more", "forget", "change", "which"})
_STANDING = frozenset({"ready", "queued"})
_NOTHING: Sequence[tuple[str, float]] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase that speaks for an intent."""

    start: int
    end: int


@dataclass(slots=True)
class Evidence:
    """All that speaks for one intent or another."""

    words: list[str]
    pieces: Sequence[Piece]
    items: tuple[ItemMention, ...]
    awaiting: str | None
    hits: dict[str, list[Hit]]
    #: Whether these items only repeat what our last message said.
    repeated: Callable[[], bool]
    core: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.core = [i for i, w in enumerate(self.words) if w not in SEPARATORS]

    def has(self, *names: str) -> bool:
        """Tell whether any phrase speaks for one of these."""
        return any(name in self.hits for name in names)

    def longest(self, name: str) -> int:
        """Give the length in tokens of the longest phrase that speaks for it."""
        return max((hit.end - hit.start for hit in self.hits.get(name, ())), default=0)

    def begins(self, name: str) -> bool:
        """Tell whether the text begins with it, after a greeting or thanks."""
        skipped = self._covered("greet", "thanks")
        start = next((i for i in self.core if i not in skipped), -1)
        first = self.core[0] if self.core else -1
        return any(hit.start in (start, first) for hit in self.hits.get(name, ()))

    def only(self, *names: str) -> bool:
        """Tell whether the text is nothing else."""
        covered = self._covered(*names)
        return names[0] in self.hits and bool(self.core) and covered.issuperset(self.core)

    def _covered(self, *names: str) -> set[int]:
        return {i for n in names for hit in self.hits.get(n, ()) for i in range(hit.start, hit.end)}

    def cue(self, *names: str) -> bool:
        """Tell whether one of these cues stands in the text."""
        return any(piece.cue in names for piece in self.pieces)

    @property
    def partial(self) -> bool:
        """Whether no item is named."""
        return all(item.item is None for item in self.items)


class Judge:
    """Decides on the intent by the phrases of one language."""

    def __init__(self, language: Language, reader: Reader) -> None:
        self._trie = Trie()
        for name, phrases in language.intents.items():
            self._enter(reader, name, phrases)
        self._enter(reader, _REQUEST, language.request)
        self._enter(reader, _QUESTION, language.question)

    def _enter(self, reader: Reader, name: str, phrases: Iterable[str]) -> None:
        for phrase in phrases:
            self._trie.add(reader.words(phrase), name)

    def hits(self, tokens: Tokens) -> dict[str, list[Hit]]:
        """Find all phrases, by what they speak for."""
        found: dict[str, list[Hit]] = {}
        for start in range(len(tokens.words)):
            if self._trie.starts(tokens.words[start]):
                for match in self._trie.matches(tokens.words, start, lambda word: _NOTHING):
                    for name in match.senses:
                        found.setdefault(name, []).append(Hit(start, match.end))
        return found

    def decide(self, evidence: Evidence) -> Intent:
        """Weigh the evidence: the first that is sure wins."""
        for sure in (_meta, _asking, _answering, _ordering):
            intent = sure(evidence)
            if intent is not None:
                return intent
        return Intent.OTHER


def _meta(evidence: Evidence) -> Intent | None:
    """What is about the conversation itself."""
    if evidence.has("forget"):
        return Intent.FORGET
    if evidence.only("other") or (evidence.longest("other") > 1 and not evidence.items):
        return Intent.OTHER
    if evidence.has("cancel") and _cancels(evidence):
        return Intent.CANCEL
    if evidence.has("usual") and evidence.partial:
        return Intent.USUAL
    return None


def _cancels(evidence: Evidence) -> bool:
    if not evidence.items:
        return True
    # "cancel the latte" takes one item off; "cancel that and get me a tea" cancels first.
    return evidence.longest("cancel") > 1 and not any(i.quantity == 0 for i in evidence.items)


def _asking(evidence: Evidence) -> Intent | None:
    """Questions: about the order, the menu, or how this works."""
    asks = evidence.begins(_QUESTION) or "?" in evidence.words
    orders = evidence.has(_REQUEST) and bool(evidence.items)
    if _status(evidence, asks=asks, orders=orders):
        return Intent.STATUS
    if _menu(evidence, asks=asks, orders=orders):
        return Intent.MENU
    alone = evidence.has("help") and evidence.only("help", "greet")
    helps = evidence.longest("help") > 1 or alone
    if helps and not evidence.items:
        return Intent.HELP
    return None


def _status(evidence: Evidence, *, asks: bool, orders: bool) -> bool:
    if not evidence.has("status") or orders:
        return False
    strong = evidence.longest("status") > 1 or evidence.only("status", "greet", "thanks")
    if evidence.items and not asks:
        return evidence.longest("status") > 2 and evidence.partial
    return strong or (asks and evidence.awaiting in _STANDING)


def _menu(evidence: Evidence, *, asks: bool, orders: bool) -> bool:
    longest = evidence.longest("menu")
    if not longest or (evidence.awaiting == "confirm" and evidence.begins("yes")):
        return False
    if "menu" in evidence.words and not evidence.items:
        return True
    if orders:
        return longest > 1 and evidence.has(_QUESTION) and not evidence.begins(_REQUEST)
    if evidence.items and not asks:
        return False
    return longest > 1 or asks or evidence.only("menu", "greet", "thanks")


def _answering(evidence: Evidence) -> Intent | None:
    """YES and NO."""
    if evidence.items:
        return _answer_with_items(evidence)
    no, yes = evidence.begins("no"), evidence.begins("yes")
    if no and not (yes and evidence.awaiting != "more"):
        return Intent.NO
    if yes or (evidence.has("yes") and evidence.awaiting in _CONFIRMS):
        return Intent.NO if evidence.has("no") and not yes else Intent.YES
    if evidence.has("no") and evidence.awaiting in _CONFIRMS:
        return Intent.NO
    return None


def _answer_with_items(evidence: Evidence) -> Intent | None:
    if evidence.awaiting != "confirm" or not evidence.has("yes"):
        return None
    agrees = evidence.begins("yes") or evidence.longest("yes") > 1
    changes = evidence.cue("change", "adds", "sorry", "remove") or evidence.begins("no")
    return Intent.YES if agrees and not changes and evidence.repeated() else None


def _ordering(evidence: Evidence) -> Intent | None:
    """Orders, changes of them, and courtesy."""
    if evidence.items:
        return Intent.MODIFY if _modifies(evidence) else Intent.ORDER
    if evidence.cue("change", "remove") and evidence.awaiting in (*_CONFIRMS, *_STANDING):
        return Intent.MODIFY
    if evidence.has("thanks") and not evidence.begins("greet"):
        return Intent.THANKS
    if evidence.has("greet") and evidence.begins("greet") and not evidence.begins(_QUESTION):
        return Intent.GREET
    return None


def _modifies(evidence: Evidence) -> bool:
    if any(item.quantity == 0 for item in evidence.items):
        return True
    changes = evidence.cue("change", "remove", "sorry")
    if evidence.partial:
        standing = evidence.awaiting in (*_CONFIRMS, *_STANDING) and evidence.awaiting != "substitute"
        return standing or changes
    return changes and evidence.awaiting in (*_CONFIRMS, *_STANDING) and not evidence.cue("adds")
