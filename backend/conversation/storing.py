"""Keeping what was said, what was answered, and where the dialogue stands: the last trip."""

from backend.conversation.gathering import Facts, Utterance, dialogue_document
from backend.conversation.types import Dialogue
from backend.core.db import Transaction, as_json
from backend.core.segments import segments

_HEARD_AND_SAID = """WITH heard AS (
 INSERT INTO messages (event_id, customer_id, direction, channel, account, provider_id, address,
  number, kind, body, state, segments, request_id)
 VALUES (%(event)s, %(customer)s, 'in', %(channel)s, %(account)s, %(provider_id)s, %(address)s,
  %(number)s, 'text', %(text)s, %(state)s, %(segments)s, %(request)s) RETURNING id)
INSERT INTO messages (event_id, customer_id, direction, channel, address, number, kind, body,
 answers, state, segments, request_id)
SELECT %(event)s, %(customer)s, 'out', %(channel)s, %(address)s, %(number)s, 'reply', %(reply)s,
 heard.id, 'sent', %(reply_segments)s, %(request)s FROM heard WHERE %(reply)s IS NOT NULL"""

_DIALOGUE = """INSERT INTO dialogues AS d (event_id, customer_id, state, counted_from, counted,
 updated_at) VALUES (%(event)s, %(customer)s, %(state)s, %(counted_from)s, %(counted)s, %(now)s)
ON CONFLICT (event_id, customer_id) DO UPDATE SET state = excluded.state,
 counted_from = excluded.counted_from, counted = excluded.counted,
 updated_at = excluded.updated_at"""


def store(
    tx: Transaction,
    said: Utterance,
    facts: Facts,
    dialogue: Dialogue,
    reply: str | None,
    *,
    state: str = "received",
) -> None:
    """Queue the message, its answer and the dialogue; they travel with the commit."""
    _store_messages(
        tx, said, reply, customer=facts.customer, address=said.address, text=said.text, state=state
    )
    tx.queue(
        _DIALOGUE,
        event=said.door.event,
        customer=facts.customer,
        state=as_json(dialogue_document(dialogue)),
        counted_from=facts.counted_from,
        counted=facts.counted,
        now=facts.now,
    )


def store_forgotten(tx: Transaction, said: Utterance, reply: str | None) -> None:
    """Keep only what a retry of this message needs to be answered alike: no address, no words."""
    _store_messages(tx, said, reply, customer=None, address="", text="", state="received")


def _store_messages(
    tx: Transaction,
    said: Utterance,
    reply: str | None,
    *,
    customer: int | None,
    address: str,
    text: str,
    state: str,
) -> None:
    tx.queue(
        _HEARD_AND_SAID,
        event=said.door.event,
        customer=customer,
        channel=str(said.channel),
        account=said.account,
        provider_id=said.provider_id,
        address=address,
        number=said.door.number,
        text=text,
        state=state,
        segments=segments(text),
        request=said.request_id,
        reply=reply,
        reply_segments=segments(reply) if reply else 0,
    )
