"""Wrong passwords: counted per address, and per name that nobody has as if somebody had it."""

from backend.accounts.refusals import Locked, TooManyGuesses
from backend.accounts.rules import lock_seconds
from backend.core.limits import Limit, Limiter, Tally

#: Wrong passwords from one address in so many minutes.
FROM_ONE_ADDRESS, MINUTES = 20, 5
_NAMES_SECONDS = 3600


class Guesses:
    """Counts failed sign-ins, shared by all requests of an application."""

    def __init__(self, redis_url: str | None = None) -> None:
        limiter = Limiter(redis_url)
        self._addresses = Limit(limiter, "sign-in", most=FROM_ONE_ADDRESS, minutes=MINUTES)
        self._nobody = Tally(limiter, "nobody", seconds=_NAMES_SECONDS)

    def check(self, address: str) -> None:
        """Raise where this address has guessed too often."""
        seconds = self._addresses.wait_seconds(address)
        if seconds:
            raise TooManyGuesses(seconds)

    def count(self, address: str) -> None:
        """Count one wrong password from an address."""
        self._addresses.count(address)

    def check_nobody(self, username: str) -> None:
        """Raise where a name that nobody has is locked: it must not tell that nobody has it."""
        seconds = self._nobody.locked_seconds(username)
        if seconds:
            raise Locked(seconds)

    def count_nobody(self, username: str) -> None:
        """Count one guess at a name that nobody has."""
        seconds = lock_seconds(self._nobody.add(username))
        if seconds:
            self._nobody.lock(username, seconds)
