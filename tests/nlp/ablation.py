"""What each part of the parser brings: the corpus read without it.

`python -m tests.nlp.ablation` prints the table of docs/language.md.
"""

import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from nlp import building, mentions, parser, repair
from nlp.names import Namer
from nlp.sentences import Spoken
from tests.nlp.measure import CORPUS, answer, interpreter
from tests.nlp.scoring import Json, lines, score

SETS = ("dev", "held")


def _first(value: Any, *_rest: object) -> Any:
    return value


def _no_talk(_tokens: object, found: Any, hits: Any) -> Spoken:
    return Spoken(found, hits)


def _nothing(*_args: object, **_named: object) -> Any:
    return ()


def _never(*_args: object) -> None:
    return None


def _far(*_args: object) -> float:
    return 1.0


#: Each part, and what takes its place: (object, attribute, substitute).
PARTS: Mapping[str, tuple[tuple[object, str, Callable[..., Any]], ...]] = {
    "typo repair": ((repair.Repairer, "_candidates", _nothing),),
    "shortened words": ((repair, "_shortened", _far),),
    "words by their sound": ((repair, "sound", _first),),
    "words written as one": ((mentions, "split", _first), (mentions, "join", _first)),
    "talk told from order": ((parser, "without_talk", _no_talk),),
    "corrections": ((building, "corrected", _first),),
    "references": ((building, "referred", _first),),
    "families": ((building, "without_summaries", _first),),
    "parts of a count": ((building, "cups", lambda group: iter(group)),),
    "what is said of all": ((building, "share", _never),),
    "names without a cue": ((Namer, "_bare", _never), (Namer, "_leading", _never)),
}


@contextmanager
def without(part: str) -> Iterator[None]:
    """Read without a part."""
    patches = [patch.object(*substitute) for substitute in PARTS[part]]
    for one in patches:
        one.start()
    interpreter.cache_clear()
    try:
        yield
    finally:
        for one in patches:
            one.stop()
        interpreter.cache_clear()


def main() -> None:
    """Measure with everything, then without each part."""
    whole = {half: _exact(half) for half in SETS}
    _row("everything", whole, whole)
    for part in PARTS:
        with without(part):
            _row(f"without {part}", {half: _exact(half) for half in SETS}, whole)
    for title, kept in (("what was asked", ("context",)), ("what we said last", ("awaiting",))):
        _row(f"without {title}", {half: _exact(half, kept) for half in SETS}, whole)


def _exact(half: str, kept: tuple[str, ...] = ("context", "awaiting")) -> float:
    """Give the share of English messages read exactly, in percent."""
    told = [(line, answer(_with(line, kept))) for line in lines(CORPUS / half / "en.jsonl")]
    scored = score(told)
    return 100 * scored.exact / scored.messages


def _with(line: Json, kept: tuple[str, ...]) -> Json:
    asked = {"context", "awaiting"} - set(kept)
    return {key: value for key, value in line.items() if key not in asked}


def _row(title: str, found: Mapping[str, float], whole: Mapping[str, float]) -> None:
    cells = [f"{found[half]:.1f} ({found[half] - whole[half]:+.1f})" for half in SETS]
    sys.stdout.write(f"| {title} | {' | '.join(cells)} |\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
