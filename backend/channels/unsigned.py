"""Requests that nobody signed: refused, and from one address only so many a minute looked at."""

from collections.abc import Callable

from flask import Request

from backend.core.errors import Forbidden
from backend.core.http import client_address
from backend.core.limits import Limit, Limiter

A_MINUTE = 300


def limited(verify: Callable[[Request], None], limiter: Limiter) -> Callable[[Request], None]:
    """Count what `verify` refuses; what is signed is never counted, whoever else knocks."""
    limit = Limit(limiter, "unsigned", most=A_MINUTE, minutes=1)

    def check(request: Request) -> None:
        try:
            verify(request)
        except Forbidden:
            limit.enforce(client_address())
            raise

    return check
