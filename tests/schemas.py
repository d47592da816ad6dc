"""JSON Schemas of our models, made once per process: most of what making an application costs.

A process that serves makes one application; a worker of the tests makes a thousand.
"""

import json
from functools import cache
from typing import Any

from flask_openapi3 import openapi, utils
from pydantic import BaseModel
from pydantic.json_schema import JsonSchemaMode

_made = utils.get_model_schema


@cache
def _text(model: type[BaseModel], mode: JsonSchemaMode) -> str:
    return json.dumps(_made(model, mode))


def _schema(model: type[BaseModel], mode: JsonSchemaMode = "validation") -> dict[str, Any]:
    schema: dict[str, Any] = json.loads(_text(model, mode))  # anew: whoever asks takes it apart
    return schema


def keep() -> None:
    """Let every application of this process use what the first has made."""
    utils.get_model_schema = openapi.get_model_schema = _schema
