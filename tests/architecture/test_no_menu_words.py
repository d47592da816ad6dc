"""No menu word stands in the code: drinks and options live in documents, languages, replies."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from backend.menu.documents import shipped

ROOT = Path(__file__).parents[2]

#: Menu words that are also ordinary English or programming words, each with its reason.
ORDINARY = {
    "coffee": "what the product is for",
    "none": "Python's None, and nothing chosen",
    "size": "of files, pages, windows",
    "temperature": "of speech models",
    "half": "of a time span",
    "double": "of numbers",
    "regular": "regular expressions",
    "normal": "of states and fonts",
    "standard": "the standard library",
    "small": "of screens and fonts",
    "medium": "of screens and fonts",
    "large": "of screens and fonts",
    "strong": "the HTML element",
    "strength": "of passwords",
    "english": "the language",
    "full": "of disks and names",
    "extra": "pydantic's setting, and what is added to a drink",
    "water": "high and low water marks",
    "flat": "of lists",
    "black": "the colour",
    "white": "the colour",
    "green": "the colour of a light",
    "warm": "of caches",
    "hot": "of paths in code",
    "cold": "of starts",
    "long": "of texts and waits",
    "short": "of texts and waits",
    "free": "of ports and disks",
    "shot": "of screens",
    "here": "a place in code",
    "notes": "told to the barista, whatever they say",
    "allergy": "what a person must have read of before a drink is begun, whatever it is to",
    "go": "to go on",
    "to": "a preposition",
    "for": "a loop",
    "cream": "the colour",
}
CODE = ("backend", "nlp", "frontend/src")
SUFFIXES = {".py", ".ts", ".tsx"}
_WORD = re.compile(r"[A-Za-z]+")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_TYPESCRIPT_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)


@cache
def menu_words() -> frozenset[str]:
    """Give the names of all that the house menu has, word by word, without what is ordinary."""
    menu = shipped("house")
    names = [*menu.options, *menu.items, *menu.families, *menu.extras, *menu.notes]
    names += [value for group in menu.options.values() for value in group.values]
    words = {word.lower() for name in names for word in _WORD.findall(name)}
    words -= set(ORDINARY)
    return frozenset(words | {f"{word}s" for word in words})


def files() -> list[Path]:
    """List the code of the product."""
    found = [path for folder in CODE for path in sorted((ROOT / folder).rglob("*"))]
    found += [ROOT / "app.py", ROOT / "wsgi.py"]
    generated = {"node_modules", "generated"}
    return [
        path
        for path in found
        if path.suffix in SUFFIXES and path.is_file() and not generated & set(path.parts)
    ]


def words_of(path: Path) -> Iterator[tuple[int, str]]:
    """Give the words of names and texts in a file, without comments and docstrings."""
    source = path.read_text(encoding="utf-8")
    said = _python(source) if path.suffix == ".py" else _typescript(source)
    for line, text in said:
        for word in _WORD.findall(_CAMEL.sub(" ", text)):
            yield line, word.lower()


def _python(source: str) -> Iterator[tuple[int, str]]:
    tree = ast.parse(source)
    documented = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, documented) and node.body and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) not in docstrings:
                yield line, node.value
        else:
            names = (getattr(node, field, None) for field in ("id", "attr", "name", "arg"))
            yield from ((line, name) for name in names if isinstance(name, str))


def _typescript(source: str) -> Iterator[tuple[int, str]]:
    bare = _TYPESCRIPT_COMMENT.sub(lambda m: "\n" * m.group().count("\n"), source)
    yield from enumerate(bare.splitlines(), start=1)


@pytest.mark.parametrize("path", files(), ids=lambda path: str(path.relative_to(ROOT)))
def test_no_menu_word_in(path: Path) -> None:
    found = [f"line {line}: {word}" for line, word in words_of(path) if word in menu_words()]
    assert not found


def test_the_words_are_those_of_the_menu() -> None:
    assert {"latte", "lattes", "mocha", "milk", "oat", "sugar", "sugars"} <= menu_words()
    assert not menu_words() & set(ORDINARY)


def test_the_grep_sees_names_texts_and_no_comments(tmp_path: Path) -> None:
    code = tmp_path / "x.py"
    code.write_text('"""A latte."""\nmilk = "no mocha"  # oat\nflatWhite.sugar_count()\n')
    seen = {word for _, word in words_of(code)}
    assert {"milk", "mocha", "sugar"} <= seen
    assert not {"latte", "oat"} & seen
    script = tmp_path / "x.tsx"
    script.write_text("// latte\nconst milkKind = <b>Mocha</b>; /* oat */\n")
    assert {word for _, word in words_of(script)} >= {"milk", "mocha"}
    assert not {"latte", "oat"} & {word for _, word in words_of(script)}


def test_there_is_code_to_look_at() -> None:
    assert len(files()) > 30
