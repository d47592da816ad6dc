"""Readings by hand, for tests of the machine alone: no parser, no database."""

from nlp.types import Choice, Intent, ItemMention, Parse
from tests.conversation.stand_in import StandIn


def mention(item: str | None = None, quantity: int | None = None, **options: Choice) -> ItemMention:
    return ItemMention(quantity=quantity, item=item, options=options)


def said(intent: Intent, *items: ItemMention, text: str = "", name: str | None = None) -> Parse:
    return Parse(intent, items, name=name, text=text)


def order(*items: ItemMention, text: str = "") -> Parse:
    return said(Intent.ORDER, *items, text=text)


def modify(*items: ItemMention) -> Parse:
    return said(Intent.MODIFY, *items)


YES, NO, CANCEL = said(Intent.YES), said(Intent.NO), said(Intent.CANCEL)
STATUS, OTHER, THANKS = said(Intent.STATUS), said(Intent.OTHER), said(Intent.THANKS)
FLAT_WHITE = mention("flat white", size="large", milk="oat")
LATTE = mention("latte", size="small", milk="skim")
TEA = mention("green tea", size="small")


def read_back(desk: StandIn, *items: ItemMention) -> StandIn:
    desk.feed(order(*items, text="the first text"))
    assert desk.keys[-1] == "readback"
    return desk


def specs(desk: StandIn) -> list[tuple[int, str | None, dict[str, Choice]]]:
    lines = desk.dialogue.draft
    return [(line.quantity, line.spec.item, dict(line.spec.options)) for line in lines]
