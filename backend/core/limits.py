"""Limits per address: in Redis where several processes share them, else in this process."""

import math
import time
from collections.abc import Callable
from typing import TypeVar

import structlog
from limits import RateLimitItemPerMinute
from limits.errors import StorageError
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter

from backend.core.errors import Refusal

T = TypeVar("T")

#: Seconds; whoever signs in does not wait for a Redis that is away.
REDIS_SECONDS = 1

log = structlog.get_logger()


class TooMany(Refusal):
    """Too many requests from this address; wait a little."""

    code = "too_many_requests"
    status = 429


class Limiter:
    """Counts in Redis, and while that is away in memory."""

    def __init__(self, redis_url: str | None = None) -> None:
        self._memory = MovingWindowRateLimiter(storage_from_string("memory://"))
        self._redis = _in_redis(redis_url) if redis_url else None

    def ask(self, question: Callable[[MovingWindowRateLimiter], T]) -> T:
        """Put a question to the counts."""
        if self._redis is not None:
            try:
                return question(self._redis)
            except StorageError as error:
                log.warning("limits.redis_away", error=type(error.storage_error).__name__)
        return question(self._memory)


def _in_redis(url: str) -> MovingWindowRateLimiter:
    return MovingWindowRateLimiter(
        storage_from_string(
            url,
            wrap_exceptions=True,
            socket_timeout=REDIS_SECONDS,
            socket_connect_timeout=REDIS_SECONDS,
        )
    )


class Limit:
    """So many of something within so many minutes, for each address."""

    def __init__(self, limiter: Limiter, name: str, *, most: int, minutes: int) -> None:
        self._limiter = limiter
        self._name = name
        self._most = RateLimitItemPerMinute(most, minutes)

    def count(self, address: str) -> bool:
        """Count one; tell whether it is within the limit."""
        return self._limiter.ask(lambda it: it.hit(self._most, self._name, address))

    def wait_seconds(self, address: str) -> int:
        """Tell how long to wait until the next is within the limit: 0 is not at all."""
        if self._limiter.ask(lambda it: it.test(self._most, self._name, address)):
            return 0
        stats = self._limiter.ask(lambda it: it.get_window_stats(self._most, self._name, address))
        return max(1, math.ceil(stats.reset_time - time.time()))

    def enforce(self, address: str) -> None:
        """Count one; raise where it is beyond the limit."""
        if not self.count(address):
            raise TooMany(retry_after=self.wait_seconds(address) or 1)


class Tally:
    """Counts per name that are forgotten after a while, and locks that open by themselves."""

    def __init__(self, limiter: Limiter, name: str, *, seconds: int) -> None:
        self._limiter = limiter
        self._name = name
        self._seconds = seconds

    def add(self, what: str) -> int:
        """Count one; give how many there are."""
        key = f"{self._name}/count/{what}"
        return self._limiter.ask(lambda it: it.storage.incr(key, self._seconds))

    def lock(self, what: str, seconds: int) -> None:
        """Lock a name."""
        key = f"{self._name}/lock/{what}"
        self._limiter.ask(lambda it: it.storage.incr(key, seconds))

    def locked_seconds(self, what: str) -> int:
        """Tell for how long a name stays locked: 0 is not at all."""
        key = f"{self._name}/lock/{what}"
        if not self._limiter.ask(lambda it: it.storage.get(key)):
            return 0
        opens = self._limiter.ask(lambda it: it.storage.get_expiry(key))
        return max(0, math.ceil(opens - time.time()))
