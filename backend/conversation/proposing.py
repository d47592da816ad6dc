"""A second reading of words our parser could not read: asked for outside every transaction.

Whoever is asked only proposes. `proposal.read` decides whether it is one, and it fills the draft as
the customer's own words would: it is read back, and only their YES, read by our parser, places it.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Protocol

import structlog

from backend.conversation import asking, proposal
from backend.conversation.machine import step
from backend.conversation.proposal_schema import schema
from backend.conversation.taking import said_before
from backend.conversation.types import Context, Dialogue, Say
from backend.core.metrics import PROPOSALS
from backend.menu.types import Menu
from nlp.types import Intent, Parse

#: Longer texts are no orders; characters.
LONGEST = 1600

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Words:
    """All that leaves the building: no phone, no name but what the text itself holds."""

    text: str
    language: str
    #: What our last message asked for.
    asked: str | None
    #: The draft as it was read back, while a YES to it is awaited.
    read_back: str | None


class NoProposal(Exception):
    """Nothing was proposed; `outcome` is one word for the log."""

    def __init__(self, outcome: str) -> None:
        self.outcome = outcome
        super().__init__(outcome)


class Proposer(Protocol):
    """Whoever reads what our parser cannot."""

    def propose(self, words: Words, wanted: Mapping[str, Any]) -> object:
        """Give a document after the JSON Schema `wanted`, in seconds; raises NoProposal."""


@dataclass(frozen=True, slots=True)
class Question:
    """Words that could not be read, and where in a conversation they were said."""

    heard: Parse
    dialogue: Dialogue
    menu: Menu
    #: Cups an order may have.
    most_cups: int


class Unread(Exception):
    """Somebody is to be asked; the transaction is left without a trace meanwhile."""

    def __init__(self, question: Question) -> None:
        self.question = question
        super().__init__()


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was proposed, for this question and no other."""

    question: Question
    reading: Parse | None

    def reading_of(self, question: Question) -> Parse | None:
        """Give the reading, unless the conversation, or the menu, went on meanwhile."""
        return self.reading if question == self.question else None


#: How words that could not be read are treated; None leaves them so.
SecondReading = Callable[[Question], Parse | None]


def nobody(question: Question) -> None:
    """Leave the words unread."""


def leave(question: Question) -> Parse:
    """Leave the transaction, to ask outside of it."""
    raise Unread(question)


def lost(parse: Parse) -> bool:
    """Tell whether nothing at all was understood of some words."""
    understood = parse.items or parse.name or parse.doubts or parse.absent
    words = any(letter.isalpha() for letter in parse.text)
    unread = parse.intent is Intent.OTHER and not understood
    return unread and words and len(parse.text) <= LONGEST


def reread(how: SecondReading, dialogue: Dialogue, heard: Parse, context: Context) -> Parse:
    """Where our parser understood nothing, give what somebody else reads, if it is harmless."""
    if context.event_state != "open" or not lost(heard):
        return heard
    if said_before(dialogue, heard):
        # The machine knows what to do about it; nobody need be asked again.
        return replace(heard, intent=Intent.ORDER)
    reading = how(Question(heard, dialogue, context.menu, context.caps.cups_an_order))
    return reading if reading and harmless(dialogue, reading, context) else heard


def harmless(dialogue: Dialogue, reading: Parse, context: Context) -> bool:
    """Tell whether it leads to nothing but a draft and our words about it.

    It rests on no rule of the machine: what would place, change, cancel, erase, or tell a station
    something, is not taken from a proposal.
    """
    return all(isinstance(effect, Say) for effect in step(dialogue, reading, context).effects)


def ask(proposer: Proposer, question: Question) -> Proposal:
    """Ask, and let the validator decide; whatever goes wrong, there is just no reading."""
    begun = time.monotonic()
    reading, outcome = _asked(proposer, question)
    PROPOSALS.labels(outcome).inc()
    passed = round(1000 * (time.monotonic() - begun))
    log.info("proposal.asked", outcome=outcome, milliseconds=passed)
    return Proposal(question, reading)


def _asked(proposer: Proposer, question: Question) -> tuple[Parse | None, str]:
    try:
        raw = proposer.propose(_words(question), schema(question.menu, question.most_cups))
        reading = proposal.read(raw, question.heard, question.menu, most_cups=question.most_cups)
    except NoProposal as nothing:
        return None, nothing.outcome
    except proposal.NotValid:
        return None, "invalid"
    except Exception as fault:
        # Its message may hold the customer's words, and no text fails for a helper nobody needs.
        log.error("proposal.failed", fault=type(fault).__name__)
        return None, "failed"
    return reading, "nothing" if reading is None else "proposed"


def _words(question: Question) -> Words:
    return Words(
        text=question.heard.text,
        language=question.heard.language,
        asked=question.dialogue.awaiting,
        read_back=asking.in_words(question.dialogue, question.menu),
    )
