"""What of held texts and of what was made in vain leaves the building."""

from datetime import datetime

from backend.orders.views import View


class HoldScope(View):
    """Whose ready texts: one order's, one station's; without either the whole event's."""

    station: int | None = None
    order: int | None = None


class HoldCount(View):
    """How many tickets are held, and of how many the text would go if released now."""

    held: int
    waiting: int


class HoldChange(View):
    """How many tickets were held or released, and how many texts are on their way for it."""

    tickets: int
    texts: int


class RemakeView(View):
    """How often something was made once more for a reason."""

    #: As staff wrote it, in small letters; null where the customer was forgotten since.
    reason: str | None
    times: int
    last_at: datetime


class WasteView(View):
    """What was made in vain: remakes by reason, and tickets that nobody collected."""

    remakes: list[RemakeView]
    uncollected: int
