"""The Idempotency-Key of a request: what it is, and that it is one."""

from flask import request

from backend.core.errors import Invalid

HEADER = "Idempotency-Key"
LONGEST = 200


def key_given() -> str:
    """Give the key of this request, empty where it has none; raises Invalid where it is no key."""
    key = request.headers.get(HEADER, "")
    if len(key) > LONGEST or (key and not key.isprintable()):
        raise Invalid(f"{HEADER} has {LONGEST} printable characters at most.")
    return key
