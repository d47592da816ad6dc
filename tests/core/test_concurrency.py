"""Serving, in both modes: requests of every form, and a stop that loses none."""

import http.client
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


class Served:
    """Processes that serve one listening socket, which this one holds open."""

    def __init__(self, mode: str) -> None:
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]
        self.mode = mode
        self.process = self.start()

    def start(self) -> "subprocess.Popen[bytes]":
        fd = self.listener.fileno()
        command = [sys.executable, "-m", "tests.core.served_app", self.mode, str(fd)]
        self.process = subprocess.Popen(command, cwd=ROOT, pass_fds=[fd])
        return self.process

    def connect(self) -> http.client.HTTPConnection:
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=15)

    def get(self, path: str) -> tuple[int, bytes]:
        connection = self.connect()
        connection.request("GET", path)
        answer = connection.getresponse()
        result = answer.status, answer.read()
        connection.close()
        return result

    def later(self, path: str) -> tuple[threading.Thread, list[tuple[int, bytes]]]:
        answers: list[tuple[int, bytes]] = []
        thread = threading.Thread(target=lambda: answers.append(self.get(path)))
        thread.start()
        return thread, answers

    def close(self) -> None:
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.listener.close()


@pytest.fixture(params=["eventlet", "threading"])
def served(request: pytest.FixtureRequest) -> Iterator[Served]:
    made = Served(request.param)
    yield made
    made.close()


def test_requests_of_every_form_are_answered(served: Served) -> None:
    assert served.get("/mode") == (200, served.mode.encode())
    assert served.get("/stream") == (200, b"0\n1\n2\n")
    connection = served.connect()
    for body in (b"", b"short", b"x" * 1000):
        connection.request("POST", "/echo", body)
        answer = connection.getresponse()
        assert (answer.status, answer.read()) == (200, body)
    connection.request("POST", "/echo", iter([b"in ", b"pieces"]), encode_chunked=True)
    answer = connection.getresponse()
    assert answer.status == 200
    assert answer.read() == b"in pieces"
    connection.request("HEAD", "/mode")
    assert connection.getresponse().read() == b""
    connection.close()


def test_a_body_too_large_is_refused_and_the_next_request_served(served: Served) -> None:
    connection = served.connect()
    connection.request("POST", "/echo", b"x" * 1001)
    answer = connection.getresponse()
    answer.read()
    assert answer.status == 413
    connection.request("POST", "/echo", b"after")
    assert connection.getresponse().read() == b"after"
    connection.close()


def test_heavy_work_off_the_hub_holds_up_nobody(served: Served) -> None:
    served.get("/mode")
    thread, answers = served.later("/hash")
    quick = 0
    while not answers:
        assert served.get("/mode")[0] == 200
        quick += 1
    thread.join()
    assert quick > 5


def test_what_may_hang_is_waited_for_so_long_and_holds_up_nobody(served: Served) -> None:
    served.get("/mode")
    assert served.get("/within/5.0/0.1") == (200, b"in time")
    assert served.get("/within/5.0/0.0") == (200, b"a fault")
    began = time.monotonic()
    thread, answers = served.later("/within/1.0/30.0")
    quick = 0
    while not answers:
        assert served.get("/mode")[0] == 200
        quick += 1
    thread.join()
    assert answers == [(200, b"too late")]
    assert time.monotonic() - began < 3
    assert quick > 5


def test_stopping_finishes_what_is_in_flight_and_closes_what_is_idle(served: Served) -> None:
    idle = served.connect()
    idle.request("GET", "/mode")
    idle.getresponse().read()
    thread, answers = served.later("/slow/1.0")
    time.sleep(0.3)
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(8) == 0
    thread.join()
    assert answers == [(200, b"done")]
    idle.close()


def test_stopping_does_not_wait_for_ever(served: Served) -> None:
    served.get("/mode")
    connection = served.connect()
    connection.request("GET", "/slow/30.0")
    time.sleep(0.3)
    began = time.monotonic()
    served.process.send_signal(signal.SIGTERM)
    assert served.process.wait(10) == 0
    assert 1.5 < time.monotonic() - began < 8
    connection.close()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_connections_made_between_two_processes_are_served_by_the_next(
    served: Served, number: signal.Signals
) -> None:
    served.get("/mode")
    served.process.send_signal(number)
    served.process.wait(8)
    thread, answers = served.later("/mode")
    time.sleep(0.2)
    assert not answers
    served.start()
    thread.join()
    assert answers == [(200, served.mode.encode())]
