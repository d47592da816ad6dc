"""The bound of the web server alone: the same server, answering one line, asking nobody."""

import os
import warnings

warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
import eventlet  # noqa: E402

eventlet.monkey_patch()

from flask import Flask, Response  # noqa: E402

from backend.core.concurrency import Stop, serve  # noqa: E402
from backend.core.listen import bind  # noqa: E402

app = Flask("hello")


@app.post("/hello")
def hello() -> Response:
    """Answer as a text is answered."""
    return Response("<Response></Response>", content_type="text/xml")


@app.get("/metrics")
def ready() -> Response:
    """Say that we are there."""
    return Response("ready")


if __name__ == "__main__":
    serve(app, bind("127.0.0.1", int(os.environ["PORT"])), Stop())
