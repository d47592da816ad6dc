"""Phones as anybody may see them."""

#: What is left of a phone: its last digits, by which staff recognise it.
SHOWN = 4


def mask(address: str) -> str:
    """Hide all of an address but its last four digits."""
    digits = address.rpartition(":")[2]
    return "•" * max(0, len(digits) - SHOWN) + digits[-SHOWN:]
