"""Leaving a vendor alone that does not answer."""

import threading
import time
from collections.abc import Callable

FAILURES = 3
OFF_SECONDS = 30.0


class Breaker:
    """Off for a while after some failures in a row; then each further failure is one too many."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._failures = 0
        self._off_until = 0.0

    def is_off(self) -> bool:
        """Tell whether the vendor is to be left alone."""
        with self._lock:
            return self._clock() < self._off_until

    def answered(self) -> None:
        """Note that the vendor works."""
        with self._lock:
            self._failures = 0

    def failed(self) -> None:
        """Note that it did not answer, or with a fault of its own."""
        with self._lock:
            self._failures += 1
            if self._failures >= FAILURES:
                self._off_until = self._clock() + OFF_SECONDS
