"""What staff write to a customer: a question on a ticket, or a text about an order."""

from backend.conversation.replies import Replies
from backend.conversation.views import MessageQueued, MessageRequest
from backend.core import outbox
from backend.core.db import Transaction
from backend.core.errors import Conflict, Invalid, Refusal
from backend.orders import questions, reading, recording, rules
from backend.orders.service import NotLegal
from backend.orders.types import Order


class NoPhone(Conflict):
    """This order has no phone, so no text can reach its customer; call the number out."""

    code = "no_phone"


class OptedOut(Conflict):
    """This customer wants no texts (STOP), so none can reach them; call the number out."""

    code = "opted_out"


class QuestionOpen(Conflict):
    """This customer has another question to answer first."""

    code = "question_open"


class NoSuchCannedText(Refusal):
    """There is no such canned text."""

    code = "no_such_canned_text"


#: Customer before order, as whoever serves the customer's texts locks them.
_HOLD_CUSTOMER = """SELECT 1 FROM tickets t
JOIN orders o ON o.event_id = t.event_id AND o.id = t.order_id
JOIN customers c ON c.event_id = o.event_id AND c.id = o.customer_id
WHERE t.event_id = ANY(%(events)s) AND t.id = %(ticket)s FOR UPDATE OF c"""


def ask(tx: Transaction, events_seen: list[int], ticket: int, text: str, actor: str) -> Order:
    """Ask the customer of a ticket; their next text is the answer, once the question has left."""
    tx.queue(_HOLD_CUSTOMER, events=events_seen, ticket=ticket)
    order = reading.locked_by_ticket(tx, events_seen, ticket)
    customer = _reachable(order)
    state = order.ticket(ticket).state
    if state in rules.CLOSED:
        raise NotLegal(f"This ticket is {state} already.", state=str(state))
    _make_room(tx, order.event_id, customer)
    question, asked = questions.put(tx, order, ticket, text, by=actor)
    _put(tx, asked, "question", f"question:{question}", question=question)
    recording.log_done(tx, asked, "ticket.asked", ticket=ticket)
    return asked


def _reachable(order: Order) -> int:
    """Give the customer of an order whom a text reaches."""
    if order.customer_id is None or order.address is None:
        raise NoPhone
    if order.opted_out:
        raise OptedOut
    return order.customer_id


def _make_room(tx: Transaction, event: int, customer: int) -> None:
    """Refuse while a question is open; one that is over, or was lost on its way, is closed."""
    standing = questions.standing(tx, event, customer)
    if standing is None:
        return
    lost = tx.one(_LOST, event=event, key=f"question:{standing['id']}") is not None
    if standing["in_time"] and not lost:
        by, number, text = (standing[name] for name in ("asked_by", "number", "text"))
        raise QuestionOpen(
            f"{by} asked about order {number}, and waits for the answer: {text}",
            asked_by=by,
            order_number=str(number),
            question=text,
        )
    because = "undelivered" if lost else "expired"
    questions.drop(tx, event, standing["id"], because)


#: Its text was given up, or the carrier says that it did not arrive.
_LOST = """SELECT 1 FROM outbox o LEFT JOIN messages m USING (event_id, id)
WHERE o.event_id = %(event)s AND o.dedup_key = %(key)s
AND (o.state = 'dead' OR m.state IN ('failed', 'undelivered'))"""


def canned() -> list[str]:
    """List the keys of the canned texts."""
    return sorted(key for key in Replies.load("en").texts if key.startswith("canned_"))


def send(
    tx: Transaction, events_seen: list[int], order_id: int, wanted: MessageRequest, actor: str
) -> MessageQueued:
    """Queue a text to the customer of an order."""
    if (wanted.text is None) == (wanted.canned is None):
        raise Invalid("Give either `text` or `canned`.")
    if wanted.canned is not None and wanted.canned not in canned():
        raise NoSuchCannedText(f"The canned texts are: {', '.join(canned())}.", canned=canned())
    order = reading.locked(tx, events_seen, order_id)
    _reachable(order)
    what = {"text": wanted.text} if wanted.text else {"canned": wanted.canned}
    row = tx.one("SELECT nextval('ids') AS id")
    assert row is not None
    _put(tx, order, "message", f"message:{row['id']}", **what)
    recording.history(tx, order, actor=actor, action="texted", detail=what)
    recording.log_done(tx, order, "order.texted", canned=wanted.canned)
    return MessageQueued(
        order=order.id, number=str(order.number), text=wanted.text, canned=wanted.canned
    )


def _put(tx: Transaction, order: Order, kind: str, key: str, **payload: object) -> None:
    assert order.address is not None
    outbox.put(
        tx,
        order.event_id,
        kind=kind,
        lane=order.address,
        dedup_key=key,
        payload={"order": order.id, **payload},
        request_id=order.request_id,
    )
