"""What an utterance asks for: phrases of the language weighed with what was understood."""

from collections.abc import Iterable, Mapping, Sequence

from nlp.evidence import Evidence, Hit
from nlp.language import Language
from nlp.mentions import SEPARATORS
from nlp.pieces import Role
from nlp.tokens import Reader, Tokens
from nlp.trie import Trie
from nlp.types import Intent

_REQUEST, _QUESTION, _KNOWING, _ABOUT = "request", "question", "knowing", "about"
#: What our last message may have asked that is answered by YES or NO.
_CONFIRMS = frozenset({"confirm", "substitute", "more", "forget", "change", "which"})
#: What words are about where nothing is being ordered: an order that is placed, or made.
STANDING = frozenset({"ready", "queued"})
_SHORT_ANSWERS = frozenset({"yes", "no", "thanks"})
_NOTHING: Sequence[tuple[str, float]] = ()


class Judge:
    """Decides on the intent by the phrases of one language."""

    def __init__(self, language: Language, reader: Reader) -> None:
        self._trie = Trie()
        for name, phrases in language.intents.items():
            self._enter(reader, name, phrases)
        self._enter(reader, _REQUEST, language.request)
        self._enter(reader, _QUESTION, language.question)
        self._enter(reader, _KNOWING, language.knowing)

    def _enter(self, reader: Reader, name: str, phrases: Iterable[str]) -> None:
        for phrase in phrases:
            for words in reader.spellings(phrase):
                self._trie.add(words, name)

    def known(self, word: str) -> bool:
        """Tell whether a word stands in one of the phrases."""
        return word in self._trie.words

    def hits(self, tokens: Tokens) -> Mapping[str, Sequence[Hit]]:
        """Find all phrases, by what they speak for."""
        found: dict[str, list[Hit]] = {}
        for start in range(len(tokens.words)):
            if self._trie.starts(tokens.words[start]):
                matches = self._trie.matches(tokens.words, start, lambda word: _NOTHING)
                for match in matches:
                    # "good" says nothing where "good morning" stands.
                    outdone = match.end == start + 1 and match is not matches[-1]
                    for name in match.senses:
                        if outdone and name in _SHORT_ANSWERS:
                            continue
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
    if evidence.has("data"):
        return Intent.DATA
    strange = evidence.longest("other") > (2 if evidence.has(_REQUEST) else 1)
    if evidence.only("other") or (strange and (not evidence.items or evidence.loose)):
        return Intent.OTHER
    if evidence.has("cancel") and not _asks_how(evidence) and _cancels(evidence):
        return Intent.CANCEL
    if evidence.has("usual") and evidence.partial and not _asks_first(evidence):
        return _usual(evidence)
    return None


def _asks_how(evidence: Evidence) -> bool:
    """Tell "how do i cancel" from a wish to."""
    return evidence.longest("help") > 2 and evidence.begins("help")


def _asks_first(evidence: Evidence) -> bool:
    """Tell whether it begins with a question, and not with a longer "wie immer"."""
    usual = any(
        h.start in evidence.openings and h.end - h.start > 1 for h in evidence.hits["usual"]
    )
    return evidence.begins(_QUESTION) and not usual


def _usual(evidence: Evidence) -> Intent | None:
    """The usual; where something is being ordered, "same but decaf" is about that."""
    described = any(item.options or item.extras or item.cleared for item in evidence.items)
    answered = any(evidence.awaiting in item.options for item in evidence.items)
    if answered:
        return None
    if evidence.awaiting in _CONFIRMS and any(item.another for item in evidence.items):
        return Intent.MODIFY
    if described and evidence.awaiting in _CONFIRMS and not evidence.cue("adds"):
        return Intent.ORDER if evidence.awaiting == "more" else Intent.MODIFY
    return Intent.USUAL


def _cancels(evidence: Evidence) -> bool:
    if evidence.items and evidence.cue("keep"):
        return False
    if not evidence.items or evidence.vague or evidence.only("cancel", "thanks", "greet"):
        return True
    said = {p.start for p in evidence.pieces if p.role in (Role.MOD, Role.HEAD)}
    if said and said <= evidence.covered("cancel"):
        return True  # "the whole order" is no milk
    if all(i.quantity == 0 for i in evidence.items):
        # "cancel the latte" takes one item off what is being ordered; else it is the order.
        return evidence.awaiting not in _CONFIRMS and len(evidence.items) == 1
    # "cancel that and get me a tea" cancels first; "two teas, scrap that, one" goes on.
    begun = min((p.start for p in evidence.pieces if p.role is Role.HEAD), default=0)
    hits = [hit for hit in evidence.hits["cancel"] if hit.end - hit.start > 1]
    joints = {p.start for p in evidence.pieces if p.cue == "and"}
    first = any(
        hit.start < begun
        and (hit.end in joints or "".join(evidence.words[hit.end : hit.end + 1]) in SEPARATORS)
        for hit in hits
    )
    return first and not any(i.quantity == 0 for i in evidence.items)


def _asking(evidence: Evidence) -> Intent | None:
    """Questions: about the order, the menu, or how this works."""
    if _asks_to_change(evidence):
        return None
    asks = evidence.begins(_QUESTION) or evidence.asked or evidence.has(_KNOWING)
    if (first := _asking_first(evidence, asks=asks)) or _no_question(evidence):
        return first
    if _status(evidence, asks=asks):
        return Intent.STATUS
    if _menu(evidence, asks=asks):
        return Intent.MENU
    alone = evidence.has("help") and evidence.only("help", "greet")
    if (evidence.longest("help") > 1 or alone) and not evidence.items:
        return Intent.HELP
    wonders = evidence.begins(_QUESTION) or evidence.has(_KNOWING)
    if wonders and not evidence.named and not evidence.has("greet", "usual", "yes", "no"):
        return Intent.OTHER
    return None


def _asks_to_change(evidence: Evidence) -> bool:
    """Tell "can I change my order?" from "my order?"."""
    changing = [p for p in evidence.pieces if p.cue in ("change", "swap")]
    within = {i for piece in changing for i in range(piece.start, piece.end)}
    told = evidence.hits.get("status", ())
    return bool(told) and all(hit.start in within for hit in told)


def _asking_first(evidence: Evidence, *, asks: bool) -> Intent | None:
    """Questions that are sure whatever else is said."""
    if asks and evidence.longest("status") > 1 and not evidence.begins(_REQUEST):
        waits = evidence.begins("status") or evidence.asked
        waits = waits and evidence.longest("status") >= evidence.longest("menu")
        if waits and (evidence.loose or evidence.partial):
            return Intent.STATUS
    if evidence.longest("help") > 2 and evidence.begins("help") and not evidence.items:
        return Intent.HELP
    lists = evidence.begins("menu") and evidence.longest("menu") > 1 and evidence.asked
    return Intent.MENU if lists and not evidence.begins(_REQUEST) else None


def _no_question(evidence: Evidence) -> bool:
    """Tell whether it orders, answers or agrees, whatever it asks."""
    answers = not (evidence.asked or evidence.begins(_ABOUT))
    answers = answers and any(evidence.awaiting in i.options for i in evidence.items)
    orders = evidence.has(_REQUEST) and bool(evidence.items) and not evidence.has(_KNOWING)
    agrees = evidence.awaiting == "confirm" and evidence.begins("yes")
    return answers or orders or agrees


def _status(evidence: Evidence, *, asks: bool) -> bool:
    if not evidence.has("status") or evidence.longest("menu") > evidence.longest("status"):
        return False
    strong = evidence.longest("status") > 1 or evidence.only("status", "greet", "thanks")
    if evidence.items and not asks:
        sure = evidence.longest("status") > 2 and not evidence.has(_REQUEST)
        return sure and (evidence.partial or evidence.loose)
    return strong or (asks and evidence.awaiting in STANDING)


def _menu(evidence: Evidence, *, asks: bool) -> bool:
    if "menu" in evidence.words and not evidence.items:
        return True
    if evidence.begins("menu") and evidence.vague_kind:
        return True  # "menu tea"
    if evidence.items and not asks:
        return False
    if evidence.has("menu"):
        return evidence.longest("menu") > 1 or asks or evidence.only("menu", "greet", "thanks")
    wonders = evidence.begins(_QUESTION) or evidence.has(_KNOWING)
    wonders = wonders or (evidence.asked and evidence.has("about") and evidence.loose)
    about = evidence.has("about", _KNOWING) or evidence.asked or not evidence.partial
    return evidence.named and wonders and about


def _answering(evidence: Evidence) -> Intent | None:
    """YES and NO."""
    if evidence.items:
        return _answer_with_items(evidence)
    confirms = evidence.awaiting in _CONFIRMS
    if evidence.awaiting == "confirm" and evidence.has("yes") and _hesitates(evidence):
        return Intent.NO if evidence.begins("no") else None
    if evidence.begins("no") or (confirms and evidence.has("no") and not evidence.begins("yes")):
        return Intent.NO
    if evidence.begins("yes") or (confirms and evidence.has("yes")):
        courteous = evidence.awaiting in STANDING and evidence.has("thanks")
        return Intent.THANKS if courteous else Intent.YES
    if evidence.begins("enough") or (confirms and evidence.has("enough")):
        return Intent.YES if evidence.awaiting == "confirm" else Intent.NO
    return None


#: What stands in a text that agrees only in part.
_HESITATIONS = (
    "not", "without", "sorry", "swap", "change", "remove", "adds", "except", "unit", "at", "but",
)  # fmt: skip


def _hesitates(evidence: Evidence) -> bool:
    """Tell whether more than agreement is said: "yes but smaller", "ok wait"."""
    agreed = evidence.covered("yes", "thanks", "enough", "greet")
    denies = any(hit.start not in agreed for hit in evidence.hits.get("no", ()))
    holds = any(p.cue in _HESITATIONS and p.start not in agreed for p in evidence.pieces)
    return evidence.asked or denies or holds or evidence.strange()


def _answer_with_items(evidence: Evidence) -> Intent | None:
    if evidence.awaiting != "confirm" or not evidence.has("yes"):
        return None
    if evidence.only("yes", "thanks", "greet"):
        return Intent.YES  # "good to go"
    agrees = evidence.begins("yes") or evidence.longest("yes") > 1
    changes = evidence.cue("change", "swap", "adds", "sorry", "remove") or evidence.begins("no")
    changes = changes or any(p.cue == "and" for p in evidence.pieces[:2])
    return Intent.YES if agrees and not changes and evidence.repeated() else None


def _ordering(evidence: Evidence) -> Intent | None:
    """Orders, changes of them, and courtesy."""
    if evidence.items and _praises(evidence):
        return Intent.THANKS
    if evidence.items:
        return Intent.MODIFY if _modifies(evidence) else Intent.ORDER
    if evidence.cue("change", "swap", "remove") and evidence.awaiting in (*_CONFIRMS, *STANDING):
        return Intent.MODIFY
    if evidence.has("thanks") and not evidence.begins("greet"):
        return Intent.THANKS
    if evidence.has("greet") and evidence.begins("greet") and not evidence.begins(_QUESTION):
        return Intent.GREET
    return None


def _praises(evidence: Evidence) -> bool:
    """Tell "thanks for the coffee" from an order."""
    if evidence.has(_REQUEST) or not evidence.loose:
        return False
    family = all(i.item in evidence.families for i in evidence.items)
    thanks = evidence.begins("thanks") and (family or evidence.has("praise"))
    had = any(p.role is Role.HEAD and p.definite for p in evidence.pieces)
    return thanks or (evidence.has("praise") and (had or evidence.awaiting in STANDING))


def _modifies(evidence: Evidence) -> bool:
    if any(item.quantity == 0 for item in evidence.items):
        return True
    changes = evidence.cue("change", "swap", "remove", "sorry")
    if evidence.partial:
        return changes or evidence.awaiting in STANDING | _CONFIRMS - {"substitute"}
    if evidence.awaiting not in STANDING | _CONFIRMS or evidence.cue("adds"):
        return False
    named = {item.item for item in evidence.items if item.item}
    again = evidence.awaiting == "confirm" and named <= evidence.held()
    return changes or (again and not any(p.cue == "and" for p in evidence.pieces[:2]))
