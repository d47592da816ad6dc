"""Limits of guessing, per address: in memory, or in Redis where several processes share them."""

from limits import RateLimitItemPerMinute
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from backend.core.errors import Refusal

#: Wrong passwords from one address in so many minutes.
GUESSES, MINUTES = 20, 5


class TooManyGuesses(Refusal):
    """Too many failed sign-ins from this address; wait a few minutes."""

    code = "too_many_guesses"
    status = 429


class Guesses:
    """Counts failed sign-ins."""

    def __init__(self, redis_url: str | None = None) -> None:
        self._limiter = MovingWindowRateLimiter(storage_from_string(redis_url or "memory://"))
        self._most = RateLimitItemPerMinute(GUESSES, MINUTES)

    def check(self, address: str) -> None:
        """Raise where this address has guessed too often."""
        if not self._limiter.test(self._most, "sign-in", address):
            raise TooManyGuesses(retry_after=MINUTES * 60)

    def count(self, address: str) -> None:
        """Count one failed sign-in."""
        self._limiter.hit(self._most, "sign-in", address)
