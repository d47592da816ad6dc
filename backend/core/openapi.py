"""The OpenAPI document: written from the endpoints and their views, and the page that shows it."""

from typing import Any

from flask import Response, jsonify
from flask_openapi3 import Info, OpenAPI
from flask_openapi3.models.security_scheme import SecurityScheme
from pydantic import ValidationError

from backend.core.http import Problem, misunderstood

VERSION = "1.0.0"
_BEARER: dict[str, SecurityScheme | dict[str, Any]] = {
    "bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
}

#: What any endpoint may answer besides what it is for.
_PROBLEMS = {status: Problem for status in (400, 401, 403, 404, 409, 413, 422, 429, 503)}


def make_app() -> OpenAPI:
    """Make the Flask application whose endpoints document themselves."""
    app = OpenAPI(
        "brewline",
        info=Info(
            title="Brewline",
            version=VERSION,
            description="Orders by text, made at stations, called on screens.",
        ),
        security_schemes=_BEARER,
        responses={str(status): model for status, model in _PROBLEMS.items()},
        validation_error_callback=_invalid,
        validation_error_status=422,
        validation_error_model=Problem,
        doc_ui=False,
        static_folder=None,
    )

    @app.get("/api/openapi.json")
    def openapi_document() -> Response:
        """Give the OpenAPI document."""
        return jsonify(document(app))

    return app


def document(app: OpenAPI) -> dict[str, object]:
    """Give the OpenAPI document of all registered endpoints."""
    return dict(app.api_doc)


def _invalid(error: ValidationError) -> Response:
    return misunderstood(error)
