"""A PostgreSQL for one run of the tests, shared by its workers and gone when the last has ended.

A keeper process owns the server. Workers hold a shared lock; the keeper stops the server when it
can have that lock alone, so that nothing is left however the workers end.
"""

import fcntl
import hashlib
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psycopg2

from backend.core.embedded_postgres import EmbeddedPostgres
from backend.core.postgres_files import address

ROOT = Path(__file__).resolve().parents[1]
START_SECONDS = 60.0

#: Tests ask what is in the database, never whether it survives the machine.
FAST = {
    "fsync": "off",
    "full_page_writes": "off",
    "shared_buffers": "128MB",
    "max_wal_size": "256MB",
}

#: Where a database is copied in a fifth of the time, if there is room left for all of a run.
MEMORY = Path("/dev/shm")
ROOM = 2 * 2**30  # bytes


#: Ends what it was given before the process does.
_cleaner = ThreadPoolExecutor(1, "cleaner")


def start_test_server() -> str:
    """Give the address of this run's server (database `postgres`), started if need be."""
    folder = _folder()
    folder.mkdir(mode=0o700, exist_ok=True)
    lock = os.open(folder / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
    # Held until this process ends: a bare descriptor is closed by nobody before.
    fcntl.flock(lock, fcntl.LOCK_SH)
    with (folder / "start.lock").open("w") as start:
        fcntl.flock(start, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            _start_keeper(folder)
    return address(folder, database="postgres")


def create_database(server: str, template: str | None = None) -> str:
    """Make a database, as a copy of another if named, and give its address."""
    name = f"test_{secrets.token_hex(6)}"
    copy = f' TEMPLATE "{template}"' if template else ""
    _execute(server, f'CREATE DATABASE "{name}"{copy}')
    return server.replace("/postgres?", f"/{name}?")


def drop_database(server: str, url: str) -> None:
    """Remove a database, whoever is still connected to it; nobody waits for them to be gone."""
    statement = f'DROP DATABASE IF EXISTS "{database_name(url)}" WITH (FORCE)'
    _cleaner.submit(_execute, server, statement)


def database_name(url: str) -> str:
    """Give the name at the end of a database's address."""
    return url.split("?")[0].rsplit("/", 1)[1]


def _execute(server: str, statement: str) -> None:
    connection = psycopg2.connect(server)
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute(statement)
    finally:
        connection.close()


def _folder() -> Path:
    """Name one folder for all processes of this run of the tests."""
    run = os.environ.get("PYTEST_XDIST_TESTRUNUID", str(os.getpid()))
    mark = hashlib.sha256(f"{ROOT} {run}".encode()).hexdigest()[:12]
    return _place() / f"brewline-tests-{mark}"


def _place() -> Path:
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free >= ROOM:
        return MEMORY
    return Path(tempfile.gettempdir())


def _start_keeper(folder: Path) -> None:
    with (folder / "keeper.log").open("w") as log:
        keeper = subprocess.Popen(
            [sys.executable, "-m", "tests.postgres", str(folder)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    give_up = time.monotonic() + START_SECONDS
    while not (folder / "ready").exists():
        if keeper.poll() is not None or time.monotonic() > give_up:
            raise RuntimeError((folder / "keeper.log").read_text() or "no test server")
        time.sleep(0.02)
    # Not ours to wait for: it outlives this process if another still uses it.
    keeper.returncode = 0


def keep(folder: Path) -> None:
    """Run the server until nobody holds the users' lock."""
    server = EmbeddedPostgres(folder, settings=FAST)
    try:
        server.start()
        (folder / "ready").touch()
        lock = os.open(folder / "users.lock", os.O_RDWR)
        while server.poll() is None:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                time.sleep(0.3)
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    keep(Path(sys.argv[1]))
