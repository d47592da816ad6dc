"""The token of an order: the one thing its customer needs, and shows, to follow it."""

import secrets

#: Consonants alone: no digit that could be taken for an order's number, no word by chance, and
#: nothing that looks like another letter; each has a name, so that it can be read out.
ALPHABET = "bcdfghjkmnpqrstvwxyz"
#: 12 of 20 letters are 4e15, about 52 bits. With 10,000 orders alive and 1,000 guesses a second,
#: one is found in thirteen years on average, and shows a number, a first name and a drink. Unknown
#: ones are limited per address besides (tracking_api), and a token dies a day after its order.
LENGTH = 12

PATTERN = f"[{ALPHABET}]{{{LENGTH}}}"


def new() -> str:
    """Make a token, without asking the database: two alike are refused by its index."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
