"""The life of one job: written down, handed to the vendor outside any transaction, settled."""

import time
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

import structlog

from backend.channels.outgoing import draft
from backend.channels.types import (
    Busy,
    Messenger,
    NotSent,
    OutcomeUnknown,
    OutgoingText,
    Refused,
    Sent,
)
from backend.conversation import messages
from backend.conversation.delivery import DeliveryState
from backend.conversation.opting import opt
from backend.core import outbox
from backend.core.db import Database, Transaction
from backend.core.errors import DatabaseGone
from backend.core.masking import mask
from backend.core.metrics import TEXTS
from backend.core.outbox import Job, JobState

#: A text that may be on its way is looked for after this long; lists lag behind.
LOOK_AFTER_SECONDS = 4.0

_DATABASE_PAUSE_SECONDS = 0.25

NO_NUMBER = "no_number"
FAULT = "fault"

T = TypeVar("T")

log = structlog.get_logger()


class Sender:
    """Does jobs, several at once on several threads."""

    def __init__(
        self,
        database: Database,
        messenger: Messenger,
        *,
        random: Callable[[], float],
        stopping: Callable[[], bool],
    ) -> None:
        self._database = database
        self._messenger = messenger
        self._random = random
        self._stopping = stopping

    def do(self, job: Job) -> None:
        """Do one leased job."""
        try:
            self._do(job)
        except DatabaseGone:
            # Left to its lease: whoever finds it looks before sending.
            log.warning("text.left", job=job.id, request_id=job.request_id)
        except Exception:
            log.exception("text.fault", job=job.id, kind=job.kind, request_id=job.request_id)
            self._patiently(partial(self._again, job=job, error=OutcomeUnknown(FAULT)))

    def _do(self, job: Job) -> None:
        if job.state is JobState.UNKNOWN:
            try:
                sent = self._look(job)
            except OutcomeUnknown as error:
                self._patiently(partial(self._again, job=job, error=error))
                return
            if sent is not None:
                self._patiently(partial(self._settle, job=job, sent=sent))
                return
        text = self._patiently(partial(self._prepare, job=job))
        if text is not None:
            self._hand_over(job, text)

    def _hand_over(self, job: Job, text: OutgoingText) -> None:
        try:
            sent = self._messenger.send(text)
        except NotSent as error:
            self._patiently(partial(self._settle_refusal, job=job, text=text, error=error))
        else:
            self._patiently(partial(self._settle, job=job, sent=sent))

    def _prepare(self, tx: Transaction, job: Job) -> OutgoingText | None:
        """Write down what is about to be sent; None where nothing is."""
        if not outbox.hold(tx, job):
            return None
        made = draft(tx, job)
        if made is None:
            outbox.finish(tx, job, "not needed any more")
            return None
        messages.compose(tx, made, account=self._messenger.account)
        if made.opted_out:
            self._fail(tx, job, messages.OPTED_OUT)
            outbox.finish(tx, job, messages.OPTED_OUT)
            return None
        if not made.number:
            self._give_up(tx, job, NO_NUMBER)
            return None
        outbox.begin(tx, job)
        return OutgoingText(made.event, made.id, made.address, made.number, made.body)

    def _settle(self, tx: Transaction, job: Job, sent: Sent) -> None:
        """Keep that it was sent, however late."""
        first = outbox.finish(tx, job)
        row = messages.sent(
            tx, job.event_id, job.id, provider_id=sent.provider_id, state=sent.state
        )
        if not first:
            return
        TEXTS.labels("out", "sent").inc()
        log.info(
            "text.sent",
            job=job.id,
            kind=job.kind,
            to=mask(job.lane),
            attempts=job.attempts,
            request_id=job.request_id,
        )
        if row is not None and self._messenger.simulated:
            messages.show(tx, row)

    def _settle_refusal(
        self, tx: Transaction, job: Job, text: OutgoingText, error: NotSent
    ) -> None:
        if not isinstance(error, Refused):
            self._again(tx, job, error)
        elif error.code == messages.OPTED_OUT:
            # Nobody's fault, so no dead letter.
            opt(tx, text.number, text.address, out=True)
            outbox.finish(tx, job, error.code)
            self._fail(tx, job, error.code)
        else:
            self._give_up(tx, job, error.code)

    def _give_up(self, tx: Transaction, job: Job, code: str) -> None:
        outbox.bury(tx, job, code)
        self._fail(tx, job, code)

    def _again(self, tx: Transaction, job: Job, error: NotSent) -> None:
        """Try later, or give up after the last attempt."""
        unknown = isinstance(error, OutcomeUnknown)
        if job.attempts >= outbox.MOST_ATTEMPTS:
            self._give_up(tx, job, error.code)
            return
        at_least = LOOK_AFTER_SECONDS if unknown else 0.0
        if isinstance(error, Busy):
            at_least = min(error.retry_after, outbox.LONGEST_PAUSE_SECONDS)
        seconds = outbox.pause(job.attempts, self._random(), at_least)
        state = JobState.UNKNOWN if unknown else JobState.PENDING
        outbox.postpone(tx, job, seconds, error.code, state=state)
        if not unknown:
            messages.waiting(tx, job.event_id, job.id)
        log.warning(
            "text.postponed",
            job=job.id,
            code=error.code,
            attempts=job.attempts,
            seconds=round(seconds, 1),
            request_id=job.request_id,
        )

    def _look(self, job: Job) -> Sent | None:
        """Look whether it was sent already; raises OutcomeUnknown where nobody can tell."""
        attempt = self._patiently(lambda tx: messages.attempt(tx, job.event_id, job.id))
        if attempt is None:
            return None
        if attempt.provider_id is not None:
            # A status report was faster than the answer that got lost.
            return Sent(attempt.provider_id, DeliveryState.QUEUED)
        text = OutgoingText(job.event_id, job.id, attempt.address, attempt.number, attempt.body)
        try:
            found = self._messenger.find(text, attempt.since)
        except NotSent as refusal:
            # Not even a refusal to look allows to send it again.
            raise OutcomeUnknown(refusal.code) from refusal
        return self._first_not_known(found) if found else None

    def _first_not_known(self, found: Sequence[Sent]) -> Sent | None:
        account, ids = self._messenger.account, [sent.provider_id for sent in found]
        ours = self._patiently(lambda tx: messages.known(tx, account, ids))
        return next((sent for sent in found if sent.provider_id not in ours), None)

    def _fail(self, tx: Transaction, job: Job, code: str) -> None:
        """Show the text as failed, and count it."""
        messages.failed(tx, job.event_id, job.id, code)
        TEXTS.labels("out", "failed").inc()
        log.warning("text.failed", job=job.id, kind=job.kind, code=code, request_id=job.request_id)

    def _patiently(self, act: Callable[[Transaction], T]) -> T:
        """Run a transaction that may be run twice, until the database is there."""
        while True:
            try:
                with self._database.transaction() as tx:
                    return act(tx)
            except DatabaseGone:
                if self._stopping():
                    raise
                time.sleep(_DATABASE_PAUSE_SECONDS)
