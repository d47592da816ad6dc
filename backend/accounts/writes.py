"""What every write by staff has in common: done once per Idempotency-Key, and audited."""

import hashlib
from collections.abc import Callable

from flask import Response, request
from pydantic import BaseModel

from backend.accounts.access import caller
from backend.accounts.service import record_audit
from backend.core.db import Transaction, as_json
from backend.core.errors import Conflict
from backend.core.http import answer, request_id
from backend.core.keys import key_given


class KeyReused(Conflict):
    """This Idempotency-Key was used for another request; take a new one."""

    code = "idempotency_key_reused"


_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%(name)s, 0))"
_FIND = """SELECT request, status, answer FROM idempotency_keys
WHERE event_id = %(event)s AND caller = %(caller)s AND key = %(key)s"""
_KEEP = """INSERT INTO idempotency_keys (event_id, caller, key, request, status, answer)
VALUES (%(event)s, %(caller)s, %(key)s, %(request)s, %(status)s, %(answer)s)"""


def once(
    tx: Transaction, event: int, act: Callable[[], BaseModel], *, status: int = 200
) -> Response:
    """Do it and keep the answer, or give the answer it had; both in this transaction."""
    who = caller().key
    return once_by(who, tx, event, lambda: audited(tx, event, act), status=status)


def once_by(
    who: str, tx: Transaction, event: int, act: Callable[[], BaseModel], *, status: int = 200
) -> Response:
    """The same for whoever is not staff, whose keys are kept under this name; not audited."""
    key = key_given()
    if not key:
        return answer(act(), status)
    tx.queue(_LOCK, name=f"{event} {who} {key}")
    kept = tx.one(_FIND, event=event, caller=who, key=key)
    if kept is not None:
        if kept["request"] != _fingerprint():
            raise KeyReused
        return Response(kept["answer"]["text"], kept["status"], content_type="application/json")
    text = act().model_dump_json()
    tx.queue(
        _KEEP,
        event=event,
        caller=who,
        key=key,
        request=_fingerprint(),
        status=status,
        answer=as_json({"text": text}),
    )
    return Response(text, status, content_type="application/json")


def audited(tx: Transaction, event: int, act: Callable[[], BaseModel]) -> BaseModel:
    """Do it, and write down who did."""
    view = act()
    device = caller().device
    record_audit(
        tx,
        event,
        actor=caller().actor,
        action=f"{request.method} {request.endpoint}",
        subject=request.path,
        request_id=request_id(),
        detail=None if device is None else {"device": device},
    )
    return view


def _fingerprint() -> str:
    digest = hashlib.sha256(request.get_data()).hexdigest()[:32]
    return f"{request.method} {request.full_path} {digest}"


def purge(tx: Transaction) -> None:
    """Forget keys nobody will repeat any more."""
    tx.queue("DELETE FROM idempotency_keys WHERE created_at < now() - interval '2 days'")
