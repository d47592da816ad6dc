"""A turnstile: so many inside at once, the others let in in the order of their arrival."""

import threading
from collections import deque


class Turnstile:
    """Fair where a pool is not: whoever has waited longest is next, so nobody waits for ever."""

    def __init__(self, places: int) -> None:
        self._free = places
        self._lock = threading.Lock()
        self._line: deque[threading.Lock] = deque()

    def enter(self, seconds: float) -> None:
        """Wait for a place; raises TimeoutError where none came free in so long."""
        with self._lock:
            if self._free:
                self._free -= 1
                return
            turn = threading.Lock()
            turn.acquire()
            self._line.append(turn)
        try:
            if not turn.acquire(timeout=seconds):
                raise TimeoutError
        except BaseException:
            self._give_up(turn)
            raise

    def leave(self) -> None:
        """Give the place to whoever is next in line."""
        with self._lock:
            if self._line:
                self._line.popleft().release()
            else:
                self._free += 1

    def _give_up(self, turn: threading.Lock) -> None:
        with self._lock:
            waiting = turn in self._line
            if waiting:
                self._line.remove(turn)
        if not waiting:
            # Our turn came in that very moment.
            self.leave()
