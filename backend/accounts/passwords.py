"""Passwords: hashed with bcrypt, never on the thread that serves everybody else."""

import bcrypt

from backend.accounts.refusals import BadPassword
from backend.core.concurrency import off_hub

SHORTEST = 10
#: bcrypt reads no further.
LONGEST_BYTES = 72

#: Checked where there is no such user, so that it takes as long as where there is. No password has
#: it: what was hashed was drawn at random and thrown away.
_NOBODY = "$2b$12$dmDkbYS46sLpxsFEPfjt1Onfb4Zx.MR2sckUozby9iEBY8vMFAVGq"


def hashed(password: str) -> str:
    """Hash a password."""
    if len(password.encode()) > LONGEST_BYTES:
        raise BadPassword
    return off_hub(bcrypt.hashpw, password.encode(), bcrypt.gensalt()).decode()


def matches(password: str, password_hash: str | None) -> bool:
    """Tell whether this is the password; without a hash it is not, as slowly."""
    given = password.encode()[:LONGEST_BYTES]
    right = off_hub(bcrypt.checkpw, given, (password_hash or _NOBODY).encode())
    return right and password_hash is not None and len(password.encode()) <= LONGEST_BYTES


def check_strength(password: str) -> None:
    """Refuse a new password that is too short, too long, or cannot be typed."""
    if not SHORTEST <= len(password) <= len(password.encode()) <= LONGEST_BYTES:
        raise BadPassword
    if "\0" in password:
        raise BadPassword("A password has no NUL in it.")
