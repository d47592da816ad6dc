"""How long a sign-in stays locked after so many wrong passwords in a row."""

#: The first of them cost nothing.
FREE_GUESSES = 5
LONGEST_LOCK_SECONDS = 15 * 60


def lock_seconds(failures: int) -> int:
    """Give a minute for the fifth wrong password, twice as long for each further one."""
    if failures < FREE_GUESSES:
        return 0
    return int(min(LONGEST_LOCK_SECONDS, 60 * 2 ** min(failures - FREE_GUESSES, 10)))
