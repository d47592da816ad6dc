"""`make nlp`: how well and how fast people's words are read, over the data sets at hand.

The corpus of this repository was split before anything was tuned on it: `dev` may be read and its
errors are shown, `held` may not, and only its figures are.
"""

import statistics
import sys
import time
from collections.abc import Iterable
from functools import lru_cache, partial
from pathlib import Path

from backend.menu import rules
from backend.menu.documents import read
from backend.menu.types import Menu
from nlp import Interpreter
from nlp.__main__ import written
from nlp.language import available
from tests.nlp.scoring import Json, Score, lines, score

ROOT = Path(__file__).parents[2]
CORPUS = Path(__file__).parent / "corpus"
MENUS = ROOT / "tests" / "menu"
SHARED = ROOT.parent / "shared" / "data" / "nlp"
WORST = 10


@lru_cache
def interpreter(menu: str = "house") -> Interpreter:
    """Build what reads by a menu, named or as a file."""
    document = Menu.model_validate(read(menu))
    return Interpreter(partial(rules.lexicon, document), available())


def answer(line: Json, menu: str = "house") -> Json:
    """Read one line as the tool does."""
    parse = interpreter(menu).parse(
        line["text"],
        context=line.get("context"),
        awaiting=line.get("awaiting"),
        language=line.get("language") or "en",
    )
    return written(parse)


def sets() -> Iterable[tuple[str, Path, str, bool]]:
    """List the data sets at hand: title, file, menu, and whether its errors may be seen."""
    for half in ("dev", "held"):
        for path in sorted((CORPUS / half).glob("*.jsonl")):
            yield f"{half} {path.stem}", path, "house", half == "dev"
    for path in sorted((CORPUS / "menus").glob("*.jsonl")):
        yield f"menu {path.stem}", path, str(MENUS / f"{path.stem}.yaml"), True
    for path in sorted(SHARED.glob("*_dev.jsonl")):
        yield f"shared {path.stem}", path, "house", True


def main() -> None:
    """Measure and print."""
    begun = time.perf_counter()
    interpreter().parse("latte")
    _say(f"start-up {(time.perf_counter() - begun) * 1000:.0f} ms")
    wrong: list[tuple[float, Json, Json]] = []
    for title, path, menu, seen in sets():
        _say(f"\n{title}")
        scored = score((line, answer(line, menu)) for line in lines(path))
        _report(scored)
        _speed(path, menu)
        wrong += scored.wrong if seen else []
    _say(f"\nThe {WORST} worst")
    for _, label, told in sorted(wrong, key=lambda w: -w[0])[:WORST]:
        _say(f"  {label['text']}\n    wanted {_shown(label)}\n    told   {_shown(told)}")


def _report(scored: Score) -> None:
    _say(
        f"  exact {scored.exact}/{scored.messages} = {scored.exact / scored.messages:.1%}"
        f"   undisputed {scored.plain_exact / max(1, scored.plain):.1%}"
        f"   intent {scored.intents / scored.messages:.1%}   slots F1 {scored.f1:.3f}"
    )
    each = (f"{name} {right}/{n}" for name, (right, n) in sorted(scored.by_category.items()))
    _say("  " + "   ".join(each))


def _speed(path: Path, menu: str) -> None:
    took = []
    for line in lines(path):
        begun = time.thread_time()
        answer(line, menu)
        took.append(time.thread_time() - begun)
    took.sort()
    median, late = statistics.median(took), took[int(0.99 * len(took))]
    _say(f"  {median * 1000:.2f} ms median, {late * 1000:.2f} ms p99, {1 / median:.0f} a second")


def _shown(told: Json) -> str:
    parts = [{k: v for k, v in item.items() if v not in (None, [], {})} for item in told["items"]]
    return f"{told['intent']} {parts} {told['name'] or ''}"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
