"""What a page's own thread has worked: processor time, which a busy machine does not stretch."""

from playwright.sync_api import Page


class Thread:
    """The thread that a page's scripts, styles and layout share."""

    def __init__(self, page: Page) -> None:
        self._session = page.context.new_cdp_session(page)
        self._session.send("Performance.enable", {"timeDomain": "threadTicks"})

    def busy(self) -> float:
        """Give the milliseconds so far."""
        metrics = self._session.send("Performance.getMetrics")["metrics"]
        return 1000 * float(next(one["value"] for one in metrics if one["name"] == "TaskDuration"))
