"""What the OpenAPI document says of the addresses outside /api: webhooks and operations."""

from typing import Any

from backend.core.openapi import problem_answer


def _answer(description: str, kind: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": description, "content": {kind: {"schema": schema}}}


def _form(**fields: str) -> dict[str, Any]:
    """Describe the form of a webhook: {field: what it is}; the carrier sends more of them."""
    properties = {name: {"type": "string", "description": text} for name, text in fields.items()}
    schema = {"type": "object", "properties": properties}
    return {"content": {"application/x-www-form-urlencoded": {"schema": schema}}}


_TEXT = {"type": "string"}
_REFUSED = {
    "403": problem_answer("The signature is missing or wrong: nothing happened."),
    "429": problem_answer("Too many unsigned requests from this address."),
}
_WORD = {"type": "string", "enum": ["ok", "failing"]}
_CHECKS = ("database", "worker", "outbox", "menu", "stations")
_HEALTH = {
    "type": "object",
    "required": ["status", "checks"],
    "properties": {
        "status": {"type": "string", "enum": ["ok", "unavailable"]},
        "checks": {
            "type": "object",
            "required": list(_CHECKS),
            "properties": dict.fromkeys(_CHECKS, _WORD),
        },
    },
}

SMS: dict[str, Any] = {
    "x-name": "receive_text",
    "tags": ["webhooks"],
    "summary": "A customer's text, as the carrier sends it.",
    "description": "Signed by the carrier. The reply is in the answer.",
    "requestBody": _form(
        MessageSid="The message's id; sent again, it gets the same reply.",
        AccountSid="The carrier's account.",
        From="The customer's address.",
        To="The event's number.",
        Body="What was texted.",
        NumMedia="How many pictures came with it.",
    ),
    "responses": {
        "200": _answer("TwiML.", "text/xml", _TEXT),
        "400": problem_answer("It is no text message: the detail names the field."),
        **_REFUSED,
    },
}

SMS_STATUS: dict[str, Any] = {
    "x-name": "receive_status",
    "tags": ["webhooks"],
    "summary": "What became of a text, as the carrier reports it.",
    "description": "Signed by the carrier. Late, repeated or unknown reports are not refused.",
    "requestBody": _form(
        MessageSid="The message's id.",
        MessageStatus="What became of it.",
        ErrorCode="Why it failed.",
    ),
    "responses": {"200": _answer("It was heard.", "text/xml", _TEXT), **_REFUSED},
}

PHONE_STATE: dict[str, Any] = {
    "tags": ["operations"],
    "summary": "Whether the simulated phone is on, and whom it can text.",
    "responses": {
        "200": _answer(
            "Its state.", "application/json", {"$ref": "#/components/schemas/PhoneState"}
        )
    },
}

HEALTH: dict[str, Any] = {
    "tags": ["operations"],
    "summary": "Whether a text could become a ticket now.",
    "responses": {
        "200": _answer("It could.", "application/json", _HEALTH),
        "503": _answer("It could not; `checks` says why.", "application/json", _HEALTH),
    },
}

METRICS: dict[str, Any] = {
    "tags": ["operations"],
    "summary": "Figures for Prometheus.",
    "responses": {"200": _answer("The figures.", "text/plain", _TEXT)},
}
