"""Status reports of the carrier: late, twice and out of order, and never refused for that."""

import re
from collections.abc import Callable

import structlog
from flask import Blueprint, Request, Response, request

from backend.channels import documented
from backend.conversation import messages
from backend.conversation.delivery import WORDS
from backend.conversation.messages import Report
from backend.conversation.opting import opt
from backend.core.db import Database
from backend.core.metrics import TEXTS
from backend.core.openapi import described
from backend.core.patience import patiently

_ID = re.compile(r"[1-9][0-9]{0,17}")
_PROVIDER_ID = re.compile(r"[A-Za-z0-9]{1,64}")
_ERROR_CODE = re.compile(r"[0-9]{1,6}")

log = structlog.get_logger()


def blueprint(
    database: Database,
    verify: Callable[[Request], None],
    *,
    simulated: bool = False,
) -> Blueprint:
    """Make `POST /sms/status`; `verify` raises where the carrier did not sign.

    `simulated`: texts are shown on the page of the simulated phone, and so is what becomes of them.
    """
    made = Blueprint("status", __name__)

    @made.post("/sms/status")
    @described(documented.SMS_STATUS)
    def receive() -> Response:
        verify(request)
        report = read(request)
        if report is None:
            log.info("status.not_understood")
        else:
            patiently(lambda: apply(database, report, simulated=simulated))
        return Response(status=200, content_type="text/xml; charset=utf-8")

    return made


def read(request: Request) -> Report | None:
    """Understand a report; None where it is about no text of ours or says nothing we know."""
    query, form = request.args, request.form
    event, message = query.get("event", ""), query.get("message", "")
    provider_id = form.get("MessageSid", "")
    state = WORDS.get(form.get("MessageStatus", "").lower())
    sound = _ID.fullmatch(event) and _ID.fullmatch(message) and _PROVIDER_ID.fullmatch(provider_id)
    if not sound or state is None:
        return None
    code = form.get("ErrorCode", "")
    return Report(
        int(event),
        int(message),
        provider_id,
        state,
        code if _ERROR_CODE.fullmatch(code) else None,
    )


def apply(database: Database, report: Report, *, simulated: bool) -> None:
    """Keep what it says."""
    with database.transaction() as tx:
        row = messages.apply(tx, report)
        if row is None:
            return
        if report.error_code == messages.OPTED_OUT:
            opt(tx, row["number"], row["address"], out=True)
        if simulated:
            messages.show(tx, row)
    TEXTS.labels("out", str(report.state)).inc()
    if report.error_code:
        log.warning("text.not_delivered", message=report.message, code=report.error_code)
