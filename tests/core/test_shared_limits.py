"""Counts shared by several web processes, in a real Redis, and in memory while it is away."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.core.limits import Limit, Limiter
from tests.ports import free_port

pytestmark = pytest.mark.skipif(
    shutil.which("redis-server") is None, reason="needs redis-server, from the system's packages"
)


class Redis:
    """A server of the test's own."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self._process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--save", "", "--dir", str(folder)],
            stdout=subprocess.DEVNULL,
        )
        self._wait()

    def _wait(self) -> None:
        give_up = time.monotonic() + 10
        while time.monotonic() < give_up:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
            except OSError:
                time.sleep(0.02)
            else:
                return
        raise AssertionError("Redis did not start")

    def process_limit(self) -> Limit:
        """Give what one web process would count with."""
        limiter = Limiter(f"redis://127.0.0.1:{self.port}/0")
        return Limit(limiter, "knocks", most=3, minutes=1)

    def stop(self) -> None:
        """End it, as a crash would."""
        self._process.kill()
        self._process.wait(10)


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[Redis]:
    server = Redis(tmp_path)
    yield server
    server.stop()


def test_two_processes_share_one_count(redis: Redis) -> None:
    one, other = redis.process_limit(), redis.process_limit()
    assert [one.count("a"), other.count("a"), one.count("a")] == [True] * 3
    assert other.count("a") is False
    assert other.wait_seconds("a") > 0
    assert other.count("b") is True


def test_without_redis_each_process_counts_for_itself(redis: Redis) -> None:
    one = redis.process_limit()
    redis.stop()
    assert [one.count("a") for _ in range(4)] == [True, True, True, False]
