"""The OpenAPI document: written from the endpoints and their views, and the page that shows it."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from flask import Flask, Response, jsonify
from flask_openapi3 import APIBlueprint, Info, OpenAPI
from pydantic import BaseModel, ValidationError
from pydantic.json_schema import models_json_schema
from werkzeug.routing import Rule

from backend.core import docs_page, keys
from backend.core.http import Problem, misunderstood

VERSION = "1.0.0"

#: What access writes on a view function, and this module shows: a role or None and others that do
#: as well; open to everybody; open to devices as such.
LEAST_ROLE, OTHER_ROLES = "least_role", "other_roles"
IS_PUBLIC, FOR_DEVICES = "is_public", "is_for_devices"
_DESCRIBED = "described"
_MODELS = "documented_models"

_ARGUMENT = re.compile(r"<(?:[^<>]*:)?([^<>:]+)>")

#: What an endpoint may answer besides what it is for, and when.
_ALWAYS = {
    "413": "The body is too large.",
    "500": "Something went wrong here; the request id says where it is noted.",
    "503": "The database is away for a moment; `Retry-After` says how long.",
}
_SIGNED_IN = {
    "401": "Nobody is signed in, or the token is good no more.",
    "403": "The role may not do this.",
    "404": "There is no such thing, or none that the caller may know of.",
}
_INPUT = {"422": "A field is wrong; the detail names it."}
_WRITE = {"409": "It cannot be done as things stand."}

_IDEMPOTENCY_KEY = {
    "name": keys.HEADER,
    "in": "header",
    "required": False,
    "description": "The same key with the same request gets the first answer again.",
    "schema": {"type": "string", "maxLength": keys.LONGEST},
}

V = TypeVar("V", bound=Callable[..., Any])


class Documented(OpenAPI):
    """The Flask application whose endpoints document themselves."""

    def register_api(self, api: APIBlueprint, **options: Any) -> None:
        """Add a blueprint; methods of one address may stand in several blueprints."""
        known = dict(self.paths)
        super().register_api(api, **options)
        for path, item in known.items():
            for method in item.model_fields_set - self.paths[path].model_fields_set:
                setattr(self.paths[path], method, getattr(item, method))


class _Operation(NamedTuple):
    path: str
    method: str
    view: Callable[..., Any]


def make_app(models: Sequence[type[BaseModel]] = ()) -> OpenAPI:
    """Make the application, with the document and the page that shows it.

    `models` are shapes that leave the building by other ways than answers to requests.
    """
    app = Documented(
        "brewline",
        info=Info(
            title="Brewline",
            version=VERSION,
            description="Orders by text, made at stations, called on screens.",
        ),
        security_schemes={
            "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"},
            "refresh": {"type": "apiKey", "in": "cookie", "name": "refresh_token_cookie"},
        },
        validation_error_callback=_invalid,
        validation_error_model=Problem,
        doc_ui=False,
        static_folder=None,
    )
    app.extensions[_MODELS] = models
    _serve(app)
    return app


def _serve(app: OpenAPI) -> None:
    def openapi_document() -> Response:
        return jsonify(document(app))

    def docs() -> Response:
        return Response(docs_page.page(document(app)), content_type="text/html; charset=utf-8")

    def style() -> Response:
        return Response(docs_page.STYLE, content_type="text/css; charset=utf-8")

    for address, view in (
        ("/api/openapi.json", openapi_document),
        ("/api/docs", docs),
        ("/api/docs/style.css", style),
    ):
        setattr(view, IS_PUBLIC, True)
        app.add_url_rule(address, view.__name__, view)


def described(operation: Mapping[str, Any]) -> Callable[[V], V]:
    """Document a view of a plain blueprint, at no cost to its requests: an OpenAPI operation."""

    def mark(view: V) -> V:
        setattr(view, _DESCRIBED, operation)
        return view

    return mark


def document(app: OpenAPI) -> dict[str, Any]:
    """Give the OpenAPI document of all registered endpoints."""
    made: dict[str, Any] = dict(app.api_doc)
    paths = {path: dict(item) for path, item in made["paths"].items()}
    for path, method, view in _operations(app):
        written = getattr(view, _DESCRIBED, None) or paths.get(path, {}).get(method)
        if written is not None:
            paths.setdefault(path, {})[method] = _finished(written, path, method, view)
    components = {
        **made["components"],
        "schemas": {**_shapes(app), **made["components"]["schemas"]},
    }
    return {**made, "components": components, "paths": dict(sorted(paths.items()))}


def _shapes(app: Flask) -> dict[str, Any]:
    """Give the schemas of the further models, and of all they are made of."""
    _, made = models_json_schema(
        [(model, "serialization") for model in app.extensions[_MODELS]],
        ref_template="#/components/schemas/{model}",
    )
    return dict(made.get("$defs", {}))


def _operations(app: Flask) -> Iterator[_Operation]:
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield _Operation(_template(rule), method.lower(), view)


def _template(rule: Rule) -> str:
    """Write a rule as OpenAPI does: `/orders/<int:order>` is `/orders/{order}`."""
    return _ARGUMENT.sub(r"{\1}", rule.rule)


def _finished(
    written: Mapping[str, Any], path: str, method: str, view: Callable[..., Any]
) -> dict[str, Any]:
    """Add to an operation what all have in common: who may, what may be refused, repetition."""
    done = {**written, "operationId": written.get("x-name", view.__name__)}
    done.pop("x-name", None)
    least = getattr(view, LEAST_ROLE, None)
    guarded = path.startswith("/api/") and not getattr(view, IS_PUBLIC, False)
    writes = method != "get"
    if guarded:
        done.setdefault("security", [{"bearer": []}])
        done["description"] = " ".join(filter(None, (done.get("description"), _who(view, least))))
    if guarded and writes and least is not None:
        done["parameters"] = [*done.get("parameters", []), _IDEMPOTENCY_KEY]
    done["responses"] = _responses(done, guarded=guarded, writes=writes)
    return done


def _who(view: object, least: str | None) -> str:
    if getattr(view, FOR_DEVICES, False):
        return "For paired devices, by their own token."
    if least is None:
        return "For whoever is signed in."
    others = ", ".join(getattr(view, OTHER_ROLES, ()))
    return f"Needs the role {least}; a device: {others}." if others else f"Needs the role {least}."


def _responses(operation: Mapping[str, Any], *, guarded: bool, writes: bool) -> dict[str, Any]:
    takes = bool(operation.get("parameters") or operation.get("requestBody"))
    names_something = any(taken["in"] == "path" for taken in operation.get("parameters", ()))
    own = {s: text for s, text in operation.get("responses", {}).items() if s != "422"}
    problems = {
        **_ALWAYS,
        **(_INPUT if takes else {}),
        **({"404": _SIGNED_IN["404"]} if names_something else {}),
        **(_SIGNED_IN if guarded else {}),
        **(_WRITE if guarded and writes else {}),
    }
    return dict(
        sorted({**{s: problem_answer(text) for s, text in problems.items()}, **own}.items())
    )


def problem_answer(description: str) -> dict[str, Any]:
    """Describe an answer that is a problem."""
    schema = {"$ref": "#/components/schemas/Problem"}
    content = {"application/problem+json": {"schema": schema}}
    return {"description": description, "content": content}


def _invalid(error: ValidationError) -> Response:
    return misunderstood(error)
