"""The printable page: a label on each, nothing from away, nothing that runs."""

import base64
import hashlib
import re
from html.parser import HTMLParser

from backend.printing.page import page, policy
from backend.printing.types import Stock
from tests.printing.cups import CUP, cup

EVIL = "<script>alert(1)</script><img src=x onerror=alert(1)>\"'"


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.attributes |= {name for name, _ in attrs}


def test_a_label_on_each_page_of_its_size() -> None:
    text = page([CUP, cup(cup=2)], Stock(80, 50))
    assert text.count("<section>") == 2
    assert "@page { size: 80mm 50mm; margin: 0 }" in text
    for said in ("#42", "Zoë", "large oat flat white", "+ 2 sugars", "cup 2 of 3", "nut allergy"):
        assert said in text
    assert '<p class="alert">nut allergy</p>' in text


def test_nothing_in_it_runs() -> None:
    label = cup(name=EVIL, drink=(EVIL, EVIL), notes=(EVIL,), alerts=(EVIL,), station=EVIL)
    tags = _Tags()
    tags.feed(page([label], Stock()))
    assert tags.seen == {
        "html", "head", "meta", "title", "style", "body", "section", "p",
    }  # fmt: skip
    assert tags.attributes <= {"lang", "charset", "name", "content", "class"}


def test_the_policy_lets_this_style_through_and_nothing_else() -> None:
    stock = Stock(58, 40)
    style = re.search(r"<style>(.*)</style>", page([CUP], stock), re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}';" in policy(stock)
    assert policy(stock).startswith("default-src 'none'; ")
    assert "unsafe" not in policy(stock)
    assert "script-src" not in policy(stock)
