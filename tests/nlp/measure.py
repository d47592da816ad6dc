"""`make nlp`: how well and how fast people's words are read, over the data sets at hand."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from backend.menu import rules
from backend.menu.documents import shipped
from nlp.__main__ import written
from nlp.parser import Parser
from tests.nlp.test_cases import CASES, misread

ROOT = Path(__file__).parents[2]
DATA = ROOT.parent / "shared" / "data" / "nlp"
WORST = 10


def main() -> None:
    """Measure and print."""
    begun = time.perf_counter()
    parser = Parser(rules.lexicon(shipped("house")))
    _say(f"start-up {(time.perf_counter() - begun) * 1000:.0f} ms")
    cases: list[Any] = [case.values[0] for case in CASES]
    wrong = [case["text"] for case in cases if misread(case)]
    _say(f"own sentences: {len(cases) - len(wrong)}/{len(cases)} exact")
    for text in wrong[:WORST]:
        _say(f"  {text}")
    sets = sorted(DATA.glob("*_dev.jsonl")) if (DATA / "score.py").is_file() else []
    if not sets:
        _say("no other data set at hand")
    for path in sets:
        _score(parser, path)


def _score(parser: Parser, path: Path) -> None:
    asked = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    told, took = [], []
    for line in asked:
        begun = time.thread_time()
        parse = parser.parse(line["text"], context=line["context"], awaiting=line["awaiting"])
        took.append(time.thread_time() - begun)
        told.append({"id": line["id"], **written(parse)})
    _say(f"\n{path.stem}")
    _say(_scored(path, told))
    took.sort()
    median, late = statistics.median(took), took[int(0.99 * len(took))]
    _say(f"{median * 1000:.2f} ms median, {late * 1000:.2f} ms p99, {1 / median:.0f} a second")


def _scored(path: Path, told: list[dict[str, Any]]) -> str:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as parses:
        parses.writelines(json.dumps(line) + "\n" for line in told)
        parses.flush()
        command = [sys.executable, str(DATA / "score.py"), str(path), parses.name]
        shown = [*command, "--show", str(WORST)]
        return subprocess.run(shown, capture_output=True, text=True, check=True).stdout


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    main()
