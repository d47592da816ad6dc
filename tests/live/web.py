"""The real web process, `python wsgi.py`, over a database with the demo event."""

import http.client
import json
import os
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode

from backend.core.settings import ROOT
from tests.e2e.served import PASSWORD
from tests.live.peer import until
from tests.ports import free_port

PHONE = "+12025550143"


class Web:
    """The web process over one database."""

    def __init__(self, mode: str, url: str, folder: Path) -> None:
        self._environ = {
            **os.environ,
            "ASYNC_MODE": mode,
            "DATABASE_URL": url,
            "DATA_DIR": str(folder),
            "SECRET_KEY": "a key for tests, long enough for its digest",
            "ADMIN_PASSWORD": PASSWORD,
            "PORT": str(free_port()),
        }
        self.port = int(self._environ["PORT"])
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = self.start()
        self._texts = 0

    def start(self) -> "subprocess.Popen[bytes]":
        self.process = subprocess.Popen([sys.executable, "wsgi.py"], cwd=ROOT, env=self._environ)
        until(self._answers, 30)
        return self.process

    def _answers(self) -> bool:
        assert self.process.poll() is None
        try:
            self.ask("GET", "/health")
        except OSError:
            return False
        return True

    def ask(self, method: str, path: str, body: object = None, token: str = "") -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)
        headers = {"Authorization": f"Bearer {token}"} if token else {}
        if isinstance(body, dict):
            headers["Content-Type"] = "application/json"
            body = json.dumps(body)
        elif body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection.request(method, path, body, headers)  # type: ignore[arg-type]
        answer = connection.getresponse()
        result = answer.status, answer.read().decode()
        connection.close()
        return result

    def sign_in(self, username: str) -> str:
        body = {"username": username, "password": PASSWORD}
        status, answer = self.ask("POST", "/api/auth/login", body)
        assert status == 200, answer
        token: str = json.loads(answer)["access_token"]
        return token

    def text(self, body: str, phone: str = PHONE) -> str:
        self._texts += 1
        form = {
            "MessageSid": f"SM{self._texts:032x}",
            "AccountSid": "AC" + "0" * 32,
            "From": phone,
            "To": "+15005550006",
            "Body": body,
            "NumMedia": "0",
        }
        status, answer = self.ask("POST", "/sms", urlencode(form))
        assert status == 200, answer
        return answer
