"""Chat Completions as a server on loopback that answers what a test says it does."""

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

KEY = "sk-test"
MODEL = "gpt-4.1-mini"


@dataclass(frozen=True)
class Reply:
    """One answer of the server."""

    #: What the model says: a document, or the text itself.
    content: object = None
    status: int = 200
    finish_reason: str = "stop"
    refusal: str | None = None
    #: Sent instead of a completion.
    raw: bytes | None = None
    #: Promise so many bytes more than are sent.
    missing: int = 0
    #: Answer after so many seconds; and wait so long after each byte.
    after: float = 0.0
    drip: float = 0.0
    headers: dict[str, str] = field(default_factory=dict)

    def body(self) -> bytes:
        """Write it as the vendor does."""
        if self.raw is not None:
            return self.raw
        if self.status != 200:
            error = {"message": "no", "type": "error", "param": None, "code": None}
            return json.dumps({"error": error}).encode()
        text = self.content if isinstance(self.content, str) else json.dumps(self.content)
        message = {"role": "assistant", "content": text, "refusal": self.refusal}
        choice = {"index": 0, "message": message, "logprobs": None}
        return json.dumps(
            {
                "id": "chatcmpl-1",
                "object": "chat.completion",
                "created": 1795000000,
                "model": MODEL,
                "choices": [choice | {"finish_reason": self.finish_reason}],
                "usage": {"prompt_tokens": 1, "completion_tokens": 1, "total_tokens": 2},
            }
        ).encode()


class FakeOpenAI:
    """The requests that came, and what they are answered."""

    def __init__(self) -> None:
        self.requests: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.keys: list[str | None] = []
        #: Given to each request, until it is changed.
        self.reply = Reply({"intent": "other", "items": [], "name": None})
        #: Done while a request waits for its answer.
        self.meanwhile: Callable[[], object] = lambda: None
        self._server = _Server(self)

    @property
    def url(self) -> str:
        """The base address, as a setting has it."""
        return f"http://127.0.0.1:{self._server.server_address[1]}/v1"

    @contextmanager
    def serving(self) -> Iterator["FakeOpenAI"]:
        """Serve until the block ends."""
        thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        thread.start()
        try:
            yield self
        finally:
            self._server.shutdown()
            self._server.server_close()
            thread.join()

    def says(self, *items: dict[str, Any], intent: str = "order", name: str | None = None) -> None:
        """Let the model propose this; what an item leaves out is null or empty."""
        unsaid: dict[str, Any] = {
            "quantity": None,
            "item": None,
            "options": [],
            "extras": [],
            "notes": [],
        }
        whole = [{**unsaid, "name": None, **item} for item in items]
        self.reply = Reply({"intent": intent, "items": whole, "name": name})

    def said(self, request: int = -1) -> Any:
        """Read what one request told the model of the customer."""
        return json.loads(self.requests[request]["messages"][1]["content"])


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, fake: FakeOpenAI) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.fake = fake

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of those who hang up."""


class _Handler(BaseHTTPRequestHandler):
    server: "_Server"
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        """Be quiet."""

    def do_POST(self) -> None:
        fake = self.server.fake
        length = int(self.headers.get("Content-Length", "0"))
        fake.paths.append(self.path)
        fake.keys.append(self.headers.get("Authorization"))
        fake.requests.append(json.loads(self.rfile.read(length)))
        reply = fake.reply
        fake.meanwhile()
        time.sleep(reply.after)
        self._send(reply)

    def _send(self, reply: Reply) -> None:
        body = reply.body()
        self.send_response(reply.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body) + reply.missing))
        for name, value in reply.headers.items():
            self.send_header(name, value)
        self.end_headers()
        if reply.drip:
            for byte in body:
                self.wfile.write(bytes([byte]))
                time.sleep(reply.drip)
        else:
            self.wfile.write(body)
        self.close_connection = bool(reply.missing)
