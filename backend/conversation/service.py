"""The one door: an utterance in, what the customer is told out, all of it in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from backend.conversation import (
    asking,
    codes,
    commands,
    gathering,
    keywords,
    linking,
    proposing,
    storing,
    whereabouts,
)
from backend.conversation.gathering import Facts, OpenQuestion, Seen, Utterance
from backend.conversation.kept import Kept
from backend.conversation.machine import step
from backend.conversation.missed import missed
from backend.conversation.opting import opt
from backend.conversation.performing import Performer
from backend.conversation.proposing import Proposer, SecondReading, Unread
from backend.conversation.taking import emptied
from backend.conversation.types import (
    CategoryKnown,
    Context,
    Dialogue,
    Forgotten,
    Form,
    Heard,
    OrderRefused,
    Say,
)
from backend.core.db import Database, Transaction
from backend.core.errors import DatabaseBusy, ExistsAlready, NotFound
from backend.customers import service as customers
from backend.events.types import TrackerLink
from backend.orders import questions
from backend.orders.types import Channel, Ticket
from backend.stations import zones
from backend.stations.service import stocked
from backend.stations.types import Station
from backend.stations.waiting import Waiting
from backend.stock import taking
from backend.stock.demand import turn_away
from nlp.types import Intent, Parse

#: Characters of an answer that a ticket shows; the message keeps them all.
LONGEST_ANSWER = 500


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent back; `text` None means nothing is."""

    text: str | None
    repeated: bool = False


class Conversation:
    """Serves customers, each utterance in a transaction of its own."""

    def __init__(
        self,
        database: Database,
        *,
        stale_after_seconds: int,
        proposer: Proposer | None = None,
        public_url: str | None = None,
    ) -> None:
        self._database = database
        #: Where the outside reaches us; without it no text tells the address of a tracker.
        self.public_url = public_url
        self._proposer = proposer
        self._stale_after_seconds = stale_after_seconds
        self.kept = Kept()
        #: The work waiting at the stations.
        self.waiting = Waiting()

    def handle(self, said: Utterance) -> Answer:
        """Understand, decide, do and answer one utterance; the same one again is answered alike."""
        try:
            return self._read_twice(said)
        except ExistsAlready:
            # The very message was stored meanwhile: asked again, it is answered alike.
            raise DatabaseBusy from None
        except NotFound as missing:
            if "constraint" not in missing.values:
                raise
            # Its station was removed meanwhile: asked again, another makes it.
            raise DatabaseBusy from None

    def _read_twice(self, said: Utterance) -> Answer:
        """Serve it; words that cannot be read are put to somebody else between two attempts."""
        if self._proposer is None:
            return self._handle(said, proposing.nobody)
        try:
            return self._handle(said, proposing.leave)
        except Unread as unread:
            question = unread.question
        return self._handle(said, proposing.ask(self._proposer, question).reading_of)

    def _handle(self, said: Utterance, reread: SecondReading) -> Answer:
        with self._database.transaction() as tx:
            event = said.door.event
            facts = gathering.gather(
                tx,
                said,
                count_waiting=self.waiting.is_due(event),
                count_stock=self.kept.counts_stock(event),
                cups_since=self.kept.cups_since(event),
            )
            if isinstance(facts, Seen):
                return Answer(facts.reply, repeated=True)
            if facts.lanes is not None:
                self.waiting.counted(event, facts.lanes, facts.paces)
            if facts.over_the_limit and not _is_keyword(said):
                storing.store(tx, said, facts, facts.dialogue, None, state="limited")
                return Answer(None)
            return Answer(_Turn(self, tx, said, facts, reread).take())

    @property
    def stale_after_seconds(self) -> int:
        """Seconds after which a draft is forgotten."""
        return self._stale_after_seconds


class _Turn:
    """One utterance being served."""

    def __init__(
        self,
        desk: Conversation,
        tx: Transaction,
        said: Utterance,
        facts: Facts,
        reread: SecondReading,
    ) -> None:
        self._desk = desk
        self._reread = reread
        self._tx = tx
        self._said = said
        self._event = said.door.event
        configured = desk.kept.configured(tx, self._event, facts.revision)
        self._venue, self._wording = configured.venue, configured.wording
        self._told = codes.read(said.text, self._venue.event.settings.categories)
        place = whereabouts.read(self._told.text, zones.names(self._venue.stations))
        self._words, self._zone_told = place.text, place.zone is not None
        self._zone = place.zone or self._zone_before(facts)
        self._facts = facts = self._known(gathering.counted(tx, facts, self._venue.event))
        self._context: Context = gathering.context(
            facts,
            self._venue,
            self._loaded(facts),
            stale_after_seconds=desk.stale_after_seconds,
        )
        track_at = linking.address(desk.public_url, self._tracker_link)
        self._context = replace(self._context, track_at=track_at)
        self._forgotten = False
        self._dialogue = facts.dialogue
        if facts.last_heard is None:
            # A stranger is spoken to in the event's language until they show theirs.
            self._dialogue = replace(facts.dialogue, language=self._venue.menu.language)
        self._dialogue = replace(self._dialogue, zone=self._zone)

    def _zone_before(self, facts: Facts) -> str | None:
        """Give where the customer was when we heard of them last, if that is not long ago."""
        stale = timedelta(seconds=self._desk.stale_after_seconds)
        lately = facts.last_heard is not None and facts.now - facts.last_heard <= stale
        return facts.dialogue.zone if lately else None

    def _loaded(self, facts: Facts) -> tuple[Station, ...]:
        """Give the stations as they are now: their work, their pace, what is left."""
        waiting = self._desk.waiting
        event = self._event
        loaded = self._venue.loaded(waiting.at(event), waiting.paces(event), facts.stock)
        return zones.near(loaded, self._zone)

    def _known(self, facts: Facts) -> Facts:
        """Know a customer by the code they sent just now, and from now on."""
        category = self._told.category
        if category is None:
            return facts
        customers.categorise(self._tx, self._event, facts.customer, category)
        return replace(facts, category=category)

    def take(self) -> str | None:
        """Serve it; gives the reply."""
        keyword = keywords.classify(self._said.text, self._said.door.opt_out_words)
        if keyword.opts_out or keyword.opts_in:
            opt(self._tx, self._said.door.number, self._said.address, out=keyword.opts_out)
            self._context = replace(self._context, opted_out=keyword.opts_out)
        dialogue, says = self._answer(keyword)
        reply = None if keyword.silent else self._render(says, dialogue.language)
        if self._forgotten:
            storing.store_forgotten(self._tx, self._said, reply)
        else:
            storing.store(self._tx, self._said, self._facts, dialogue, reply)
        return reply

    def _answer(self, keyword: keywords.Keyword) -> tuple[Dialogue, list[Say]]:
        dialogue = self._dialogue
        kind = keyword.kind
        if kind is keywords.KeywordKind.STOP:
            return emptied(dialogue), [Say("stop_own")]
        if kind is keywords.KeywordKind.START:
            return dialogue, [Say("start")]
        if self._told.category and not self._words:
            return self._step(dialogue, CategoryKnown(self._told.category))
        if not self._words.strip():
            if (self._said.door.keyword or self._zone_told) and not self._said.media:
                # The event's word, or where they are, and nothing else: somebody says hello.
                return self._step(dialogue, Parse(Intent.GREET))
            return dialogue, [Say("media_only" if self._said.media else "empty")]
        question = self._facts.question
        if kind is keywords.KeywordKind.NONE and question and self._answers(dialogue, question):
            ticket = self._passed_on(question.id)
            if ticket is not None:
                said = [Say("answer_passed_on", {"station": ticket.station_name})]
                return commands.forgetting_unasked(dialogue), said
        return self._converse(dialogue)

    def _answers(self, dialogue: Dialogue, question: OpenQuestion) -> bool:
        """Tell whether the text is for the barista who asked, not about what is kept."""
        heard, last = self._read(dialogue), self._facts.last_heard
        we_asked_last = last is not None and question.asked_at < last
        if we_asked_last and commands.settles_forgetting(dialogue, heard):
            return False
        return not commands.on_own_data(self._words, heard)

    def _passed_on(self, question: int) -> Ticket | None:
        """Put the text on the ticket of the barista who asked; None where it closed just now."""
        words = self._said.text.strip()
        if len(words) > LONGEST_ANSWER:
            words = f"{words[: LONGEST_ANSWER - 1]}…"
        return questions.answer(self._tx, self._event, question, words)

    def _converse(self, dialogue: Dialogue) -> tuple[Dialogue, list[Say]]:
        """Step the machine until it wants nothing more done; results are heard like words."""
        heard = self._read(dialogue)
        dialogue = replace(dialogue, language=heard.language)
        told = codes.heard(heard, self._told.category)
        if self._venue.event.settings.language_model and isinstance(told, Parse):
            told = proposing.reread(self._reread, dialogue, told, self._context)
        return self._step(dialogue, told)

    def _read(self, dialogue: Dialogue) -> Parse:
        interpreter = self._desk.kept.interpreter(self._event, self._venue.menu)
        return interpreter.parse(
            self._words,
            context=asking.in_words(dialogue, self._venue.menu),
            awaiting=asking.awaited(dialogue, self._context),
            language=dialogue.language,
        )

    def _step(self, dialogue: Dialogue, heard: Heard) -> tuple[Dialogue, list[Say]]:
        """Do what the machine wants in its order; what came of it is heard before the rest."""
        self._forgotten |= isinstance(heard, Forgotten)
        if isinstance(heard, OrderRefused):
            self._look_again()
        turn = step(dialogue, heard, self._context)
        for thing in missed(dialogue, heard, turn.effects, self._context):
            turn_away(self._tx, self._event, thing, str(self._said.channel))
        dialogue, says = turn.dialogue, list[Say]()
        for effect in turn.effects:
            if isinstance(effect, Say):
                says.append(effect)
            else:
                came = self._performer(dialogue.language).perform(effect)
                dialogue, said = self._step(dialogue, came)
                says.extend(said)
        return dialogue, says

    def _look_again(self) -> None:
        """Know what is left by now: somebody was faster, and the offer must be one."""
        if self._venue.counts_stock:
            left = taking.levels(self._tx, self._event)
            self._context = replace(
                self._context,
                stations=stocked(self._context.stations, left),
                configured=stocked(self._context.configured, left),
            )

    def _performer(self, language: str) -> Performer:
        return Performer(
            self._tx,
            self._said,
            self._words,
            self._facts,
            self._venue,
            self._context,
            language,
            self._desk.waiting,
            self._zone,
        )

    def _render(self, says: Sequence[Say], language: str) -> str | None:
        if not says:
            return None
        form = Form.VOICE if self._said.channel is Channel.VOICE else Form.TEXT
        replies = self._wording.replies(language, form)
        return linking.written(says, replies, self._venue.menu, self._tracker_link)

    @property
    def _tracker_link(self) -> TrackerLink:
        return self._venue.event.settings.tracker_link


def _is_keyword(said: Utterance) -> bool:
    """Tell whether this asks to stop, start or cancel: that is heard however much was said."""
    kind = keywords.classify(said.text, said.door.opt_out_words).kind
    return kind is not keywords.KeywordKind.NONE
