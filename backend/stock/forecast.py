"""When a count will be used up, from what orders took of it lately: pure, and silent in doubt."""

from datetime import datetime, timedelta

from backend.stock.types import Used

#: What is older says little about now.
LATELY = timedelta(minutes=30)
#: Fewer orders, or a shorter time, are no rate.
FEWEST_ORDERS = 5
SHORTEST = timedelta(minutes=5)
#: Nobody knows what an event does later than this.
FURTHEST = timedelta(hours=4)


def gone_about(left: float, used: Used | None, now: datetime) -> datetime | None:
    """Give the whole minute in which it will be used up at this rate; None where nobody can say."""
    if used is None or left <= 0 or used.amount <= 0 or used.orders < FEWEST_ORDERS:
        return None
    watched = now - used.since
    if watched < SHORTEST:
        return None
    after = watched * (left / used.amount)
    return None if after > FURTHEST else (now + after).replace(second=0, microsecond=0)
