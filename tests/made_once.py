"""What each application makes anew, made once per process: most of what a small test costs.

A process that serves makes one application; a worker of the tests makes a thousand. Nothing here
remembers what was said to it.
"""

import json
from collections.abc import Callable, Sequence
from functools import cache, partial
from typing import Any

from flask_openapi3 import openapi, utils
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode
from werkzeug.routing import Rule

from backend.conversation import kept
from nlp import Interpreter
from nlp.lexicon import Lexicon

_made_schema = utils.get_model_schema
_made_builder = Rule._compile_builder
_interpreters: dict[object, Interpreter] = {}
_builders: dict[object, Callable[..., tuple[str, str]]] = {}


@cache
def _schema_text(model: type[BaseModel], mode: JsonSchemaMode) -> str:
    return json.dumps(_made_schema(model, mode))


def _schema(model: type[BaseModel], mode: JsonSchemaMode = "validation") -> dict[str, Any]:
    """Describe a model."""
    schema: dict[str, Any] = json.loads(_schema_text(model, mode))  # whoever asks takes it apart
    return schema


def _builder(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
    """Compile what writes a rule's addresses."""
    key = (tuple(rule._trace), repr(rule.defaults), append_unknown)
    if key not in _builders:
        _builders[key] = _made_builder(rule, append_unknown)
    return _builders[key]


def _interpreter(lexicon: Callable[[str], Lexicon], languages: Sequence[str]) -> Interpreter:
    """Make who reads texts by a menu."""
    assert isinstance(lexicon, partial)
    (menu,) = lexicon.args
    key = (menu.model_dump_json(), *languages)
    if key not in _interpreters:
        _interpreters[key] = Interpreter(lexicon, languages)
    return _interpreters[key]


def share() -> None:
    """Let every application of this process use what the first has made."""
    utils.get_model_schema = openapi.get_model_schema = _schema
    Rule._compile_builder = _builder  # type: ignore[assignment,method-assign]
    kept.Interpreter = _interpreter  # type: ignore[attr-defined,assignment]
