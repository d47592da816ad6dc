"""Pairing codes: short enough to be said, good once and not for long, guessed by nobody."""

import hashlib
import hmac
import secrets

from backend.core.errors import NotFound, Refusal
from backend.core.limits import Limit, Limiter

DIGITS = 8
LIFE_MINUTES = 10
#: Wrong codes from one address within the life of a code.
WRONG_CODES = 10


class NoSuchCode(NotFound):
    """This code is mistyped, used or expired; ask for a new one."""

    code = "no_such_code"


class TooManyCodes(Refusal):
    """Too many wrong codes from this address; wait before the next try."""

    code = "too_many_guesses"
    status = 429

    def __init__(self, seconds: int) -> None:
        detail = f"Too many wrong codes from this address; wait {seconds} s."
        super().__init__(detail, retry_after=seconds)


class Pairing:
    """Draws codes, digests them, and counts wrong ones."""

    def __init__(self, secret_key: str, public_url: str, redis_url: str | None = None) -> None:
        self._key = secret_key.encode()
        self._public_url = public_url
        self._wrong = Limit(Limiter(redis_url), "pairing", most=WRONG_CODES, minutes=LIFE_MINUTES)

    def draw(self) -> str:
        """Draw a code. Digits alone: no two look or sound alike, and every keypad has them."""
        return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"

    def digest(self, code: str) -> str:
        """Give what is kept of a code; so few digits are safe only together with our key."""
        plain = "".join(filter(str.isdigit, code))
        return hmac.new(self._key, f"pairing {plain}".encode(), hashlib.sha256).hexdigest()

    def address(self, code: str) -> str:
        """Give what a QR code says."""
        return f"{self._public_url}/pair?code={code}"

    def check(self, address: str) -> None:
        """Raise where this address has guessed too often."""
        seconds = self._wrong.wait_seconds(address)
        if seconds:
            raise TooManyCodes(seconds)

    def count(self, address: str) -> None:
        """Count one wrong code from an address."""
        self._wrong.count(address)
