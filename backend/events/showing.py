"""Events turned into what leaves the building."""

from backend.events import hours
from backend.events.types import Event
from backend.events.views import CategoryList, CategoryName, PublicEvent, SettingsView


def public_event(event: Event) -> PublicEvent:
    """Show an event to the public."""
    ends = hours.of(event.settings)
    return PublicEvent(
        slug=event.slug,
        name=event.name,
        state=str(event.state),
        number=event.number,
        timezone=event.timezone,
        last_orders_at=ends.last_orders if ends else None,
        closes_at=ends.closes if ends else None,
        display=event.settings.display,
        version=event.version,
    )


def categories(event: Event) -> CategoryList:
    """Show an event's categories to its staff."""
    named = [
        CategoryName(name=one.name, priority=one.priority) for one in event.settings.categories
    ]
    return CategoryList(categories=named)


def settings_view(event: Event) -> SettingsView:
    """Show an event to its organiser."""
    return SettingsView(
        **event.settings.model_dump(),
        version=event.version,
        name=event.name,
        timezone=event.timezone,
        state=event.state,
    )
