"""Reading texts: time, start-up and memory, beside a plain phrase matcher on the same texts."""

import gc
import json
import random
import re
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median

import spacy
from spacy.matcher import PhraseMatcher

from backend.menu import rules
from backend.menu.documents import shipped
from backend.menu.types import Menu
from nlp import Interpreter
from nlp.language import available
from tests.bench.figures import Report, quantile

CORPUS = Path(__file__).parents[1] / "nlp" / "corpus" / "dev" / "en.jsonl"
ITEMS = 500
TEXTS = 600


def run(report: Report) -> None:
    """Measure reading on the house menu, then on a menu of 500 items."""
    texts = [json.loads(line)["text"] for line in CORPUS.read_text("utf-8").splitlines()][:TEXTS]
    house = shipped("house")
    before, begun = _megabytes(), time.perf_counter()
    reader = _reader(house)
    reader.parse("latte")
    report.add("language.start", 1000 * (time.perf_counter() - begun), "ms")
    report.add("language.memory", _megabytes() - before, "MB")
    took = _times(reader.parse, texts)
    bound = _times(_matcher(house), texts)
    report.add("language.median", 1000 * median(took), "ms", 1000 * median(bound))
    report.add("language.p99", 1000 * quantile(took, 0.99), "ms", 1000 * quantile(bound, 0.99))
    report.add("language.rate", 1 / (sum(took) / len(took)), "/s", len(bound) / sum(bound))
    large = _reader(_menu_of(ITEMS))
    large.parse("latte")
    report.add(
        "language.median_500_items",
        1000 * median(_times(large.parse, texts)),
        "ms",
        1000 * median(took),
    )


def _megabytes() -> float:
    """Give this process's resident memory."""
    status = Path("/proc/self/status").read_text()
    found = re.search(r"VmRSS:\s+(\d+)", status)
    assert found
    return int(found[1]) / 1024


def _reader(menu: Menu) -> Interpreter:
    return Interpreter(partial(rules.lexicon, menu), available())


def _times(read: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """Give the seconds of each text, read for the first time: repairs are remembered after it."""
    gc.collect()
    took = []
    for text in texts:
        begun = time.thread_time()
        read(text)
        took.append(time.thread_time() - begun)
    return took


def _matcher(menu: Menu) -> Callable[[str], object]:
    """Find the menu's phrases, and nothing more: what reading costs at least."""
    blank = spacy.blank("en")
    matcher = PhraseMatcher(blank.vocab, attr="LOWER")
    phrases = {phrase for phrase, _ in rules.lexicon(menu).phrases}
    matcher.add("menu", [blank.make_doc(phrase) for phrase in sorted(phrases)])
    return lambda text: matcher(blank.make_doc(text))


def _menu_of(count: int) -> Menu:
    """Give the house menu with so many items, their names made up."""
    house = shipped("house")
    chance = random.Random(count)
    syllables = [a + b for a in "bdfgklmnprstv" for b in "aeiou"]
    items = dict(house.items)
    while len(items) < count:
        name = " ".join("".join(chance.choices(syllables, k=3)) for _ in range(2))
        items[name] = house.items["latte"].model_copy(update={"words": {}, "plural": {}})
    return house.model_copy(update={"items": items})
