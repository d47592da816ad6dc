"""Where a customer says they are: taken out of the text, and nothing else is."""

import pytest

from backend.conversation.whereabouts import Told, read, token

ZONES = ("Hall B", "Foyer", "Hall B east", "Café Süd", "7")


@pytest.mark.parametrize(
    ("text", "rest", "zone"),
    [
        ("latte #hall-b", "latte", "Hall B"),
        ("#HALL-B large oat latte", "large oat latte", "Hall B"),
        ("#hall-b", "", "Hall B"),
        ("hall b", "", "Hall B"),
        ("Hall B!", "", "Hall B"),
        ("large latte, I'm in Hall B", "large latte", "Hall B"),
        ("we're at the foyer, two teas please", "two teas please", "Foyer"),
        ("large latte in hall b east", "large latte", "Hall B east"),
        ("#hall-b-east", "", "Hall B east"),
        ("einen Tee, ich bin im Foyer", "einen Tee", "Foyer"),
        ("un té, estoy en el foyer", "un té", "Foyer"),
        ("un thé, je suis au foyer", "un thé", "Foyer"),
        ("latte #cafe-sud", "latte", "Café Süd"),
        ("in café süd", "", "Café Süd"),
        # Not a place: part of a word, no word of place before it, an order's number.
        ("a foyer latte", "a foyer latte", None),
        ("in foyers", "in foyers", None),
        ("cancel #7", "cancel #7", None),
        ("#hall-bee", "#hall-bee", None),
        ("large latte", "large latte", None),
    ],
)
def test_a_zone_in_a_text(text: str, rest: str, zone: str | None) -> None:
    assert read(text, ZONES) == Told(rest, zone)


def test_without_zones_a_text_stays_as_it_is() -> None:
    assert read("latte in hall b ", ()) == Told("latte in hall b ")


def test_what_a_code_writes_into_a_text() -> None:
    assert [token(zone) for zone in ZONES] == ["#hall-b", "#foyer", "#hall-b-east", "#cafe-sud", ""]
