"""What a preview is made of: an order as it may be had at this event, and all that goes with it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from backend.conversation import offer
from backend.conversation.asking import local
from backend.conversation.offer import ITEM
from backend.conversation.replies import Replies
from backend.conversation.types import Context, Say
from backend.menu import rules
from backend.menu.types import DrinkSpec
from backend.orders.types import OrderLine
from backend.stations.types import Capabilities, Station, StationState

#: A number of two digits, which most orders have.
_NUMBER = "42"
_AHEAD = 3
#: Minutes from now to the promise, and to its end.
_SOON, _LATER = timedelta(minutes=5), timedelta(minutes=10)

_OF_A_CHOICE = frozenset(
    {
        "ask_slot",
        "ask_slot_for",
        "menu_group",
        "refused_choice",
        "refused_choice_asked",
        "refused_choice_none",
    }
)


def able(context: Context) -> Context:
    """The event as it is; where nothing can be had just now, as if a station made everything."""
    if offer.example(context) is not None:
        return context
    cart = Station(0, "Counter", StationState.OPEN, Capabilities())
    return replace(context, stations=(*context.stations, cart), sold_out=frozenset())


@dataclass(frozen=True, slots=True)
class Samples:
    """Says every key as it may be said at an event."""

    context: Context
    #: What is said unless a key has values of its own.
    usual: Mapping[str, object]
    #: The drink, and the first group that is asked of it.
    drink: DrinkSpec
    group: str | None

    @staticmethod
    def of(context: Context, replies: Replies) -> "Samples":
        """Make them of what can be had now; `replies` has what only people could say."""
        context = able(context)
        items = offer.items(context) or tuple(context.menu.items)
        drink = offer.example(context) or DrinkSpec(items[0])
        usual = {
            **_order(context, drink, items),
            **_told(context),
            **replies.samples,
            "things": (replies.samples["thing"],),
            "left": 1,
            "choices": items,
            "wanted": DrinkSpec(drink.item),
            "item": drink.item,
            "slot": ITEM,
        }
        return Samples(context, usual, drink, rules.missing(context.menu, DrinkSpec(drink.item)))

    def say(self, key: str) -> Say:
        """Give a key with the values it may have."""
        return Say(key, {**self.usual, **self._own(key)})

    def _own(self, key: str) -> Mapping[str, object]:
        if key in _OF_A_CHOICE:
            return self._choice(key)
        if key == "ask_family":
            return self._family()
        if key in ("did_you_mean", "refused_item"):
            items = offer.items(self.context)
            others = tuple(item for item in items if item != self.drink.item)
            return {"choices": others if key == "refused_item" else items[:2]}
        if key == "cap_count":
            return self._most()
        if key == "ready_more":
            return {"lines": (OrderLine(1, self.drink),)}
        if key == "cap_phone":
            return {"most": self.context.caps.open_cups_a_phone}
        return {}

    def _choice(self, key: str) -> Mapping[str, object]:
        if self.group is None:
            return {"question": "?"}  # this menu asks for nothing but the drink
        choices = offer.choices(self.context, DrinkSpec(self.drink.item), self.group)
        wanted = tuple(self.context.menu.options[self.group].values)[-1]
        bare = OrderLine(1, DrinkSpec(self.drink.item))
        return {
            "slot": self.group,
            "choices": choices,
            "wanted": DrinkSpec(options={self.group: wanted}),
            "lines": (bare,) if key == "ask_slot" else (bare, replace(bare, quantity=2)),
        }

    def _family(self) -> Mapping[str, object]:
        for family in self.context.menu.families:
            members = offer.choices(self.context, DrinkSpec(family), ITEM)
            if len(members) > 1:
                return {"item": family, "choices": members}
        return {}

    def _most(self) -> Mapping[str, object]:
        """The most of what is counted in a cup, where the menu sets one."""
        for name, group in self.context.menu.options.items():
            if group.kind == "count" and group.most is not None:
                return {"slot": name, "most": DrinkSpec(options={name: group.most})}
        return {}


def _order(context: Context, drink: DrinkSpec, items: tuple[str, ...]) -> dict[str, object]:
    """An order of three cups of two kinds."""
    others = (offer.completed(context, DrinkSpec(name)) for name in items if name != drink.item)
    more = (OrderLine(2, next((other for other in others if other is not None), drink)),)
    first = next(iter(drink.options.items()), None)
    added = (DrinkSpec(options=dict([first])),) if first else (drink,)
    return {
        "example": drink,
        "lines": (OrderLine(1, drink), *more),
        "more": more,
        "defaults": added,
    }


def _told(context: Context) -> dict[str, object]:
    names = [station.name for station in context.stations]
    return {
        "event": context.event_name,
        "number": _NUMBER,
        "station": names[0],
        "stations": (names[0],),
        "ready_at": (names[0],),
        "more_at": (names[-1],),
        "earliest": local(context.now + _SOON, context),
        "latest": local(context.now + _LATER, context),
        "due": local(context.now + _LATER, context),
        "asked": local(context.now + _SOON, context),
        "closes": local(context.now + _LATER, context),
        "ahead": _AHEAD,
        "link": "https://example.org/track/bcdfghjkmnpq",
        "most": context.caps.cups_an_order,
    }
