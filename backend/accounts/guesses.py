"""Wrong passwords: counted per address, and per name that nobody has as if somebody had it."""

from backend.accounts.refusals import Locked, TooManyGuesses, TooManyPins
from backend.accounts.rules import lock_seconds
from backend.core.limits import Limit, Limiter, Tally

#: Wrong passwords from one address in so many minutes.
FROM_ONE_ADDRESS, MINUTES = 20, 5
_NAMES_SECONDS = 3600
#: Wrong PINs at one device in so many minutes, whoever's they were to be.
AT_ONE_DEVICE, DEVICE_MINUTES = 20, 5


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


class PinGuesses:
    """Counts wrong PINs per device; those of one person are counted with their PIN."""

    def __init__(self, redis_url: str | None = None) -> None:
        self._devices = Limit(Limiter(redis_url), "pin", most=AT_ONE_DEVICE, minutes=DEVICE_MINUTES)

    def check(self, device: int) -> None:
        """Raise where too much was guessed at this device."""
        seconds = self._devices.wait_seconds(str(device))
        if seconds:
            raise TooManyPins(seconds)

    def count(self, device: int) -> None:
        """Count one wrong PIN at a device."""
        self._devices.count(str(device))
