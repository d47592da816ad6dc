"""Embedded PostgreSQL: a server of our own, a direct child of the one process that owns it."""

import errno
import fcntl
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import IO

import psycopg2

from backend.core.errors import CannotStart
from backend.core.lifeline import die_with_parent
from backend.core.postgres_files import (
    DATABASE,
    ROLE,
    Account,
    Programs,
    address,
    as_seen_from,
    choose_account,
    cluster_folder,
    cluster_major,
    find_programs,
    plain_environment,
    run,
    socket_folder,
)
from backend.core.stale_postmaster import clear_stale

SETTINGS: Mapping[str, str] = MappingProxyType(
    {
        "listen_addresses": "",
        "unix_socket_permissions": "0700",
        "max_connections": "100",
        "shared_buffers": "256MB",
        "effective_cache_size": "1GB",
        "work_mem": "8MB",
        "maintenance_work_mem": "128MB",
        "max_wal_size": "2GB",
        "checkpoint_timeout": "15min",
        "random_page_cost": "1.1",
        "synchronous_commit": "on",
        "jit": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "lc_messages": "C",
        # A statement or a key in the log would show customers' phones.
        "log_min_error_statement": "panic",
        "log_error_verbosity": "terse",
        "log_checkpoints": "off",
    }
)

READY_SECONDS = 120
RETRY_SECONDS = 10
STOP_SECONDS = 10
LOG_BYTES = 10_000_000
#: With less than this free, whatever failed has failed for want of space.
ROOM_BYTES = 32 * 1024 * 1024

#: What the server says while processes of its previous life are still ending.
_NOT_YET = ("lock file", "shared memory block", "Address already in use")


class InUse(CannotStart):
    """Another process owns this database."""


class EmbeddedPostgres:
    """Starts, watches and stops the server of one DATA_DIR."""

    def __init__(
        self, data_dir: Path, cluster: str = "data", *, settings: Mapping[str, str] | None = None
    ) -> None:
        self._data_dir = data_dir.resolve()
        self._cluster = cluster
        self._folder = cluster_folder(self._data_dir, cluster)
        self._log = self._folder.parent / "server.log"
        self._settings = {**SETTINGS, **(settings or {})}
        self._process: subprocess.Popen[bytes] | None = None
        self._owner: IO[str] | None = None

    def start(self) -> str:
        """Bring the server up, whatever state it was left in, and give its address."""
        self.claim()
        with _disk_errors(self._data_dir):
            account = choose_account(self._folder)
            programs = find_programs(cluster_major(self._folder), account, self._data_dir)
            if cluster_major(self._folder) is None:
                self._initialise(programs, account)
            self._launch(programs, account)
            self._create_database()
        return address(self._data_dir, self._cluster)

    def poll(self) -> int | None:
        """Give the exit code of a server that has ended, None while it runs."""
        return self._process.poll() if self._process else None

    @property
    def pid(self) -> int | None:
        """The postmaster."""
        return self._process.pid if self._process else None

    def stop(self) -> None:
        """Stop the server, and let others own the data."""
        self.halt()
        if self._owner:
            self._owner.close()
            self._owner = None

    def halt(self) -> None:
        """Stop the server, roughly if it must be."""
        for number, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 5)):
            if self.poll() is None and self._process:
                self._process.send_signal(number)
                with suppress(subprocess.TimeoutExpired):
                    self._process.wait(seconds)
        if self.poll() is None and self._process:
            self._process.kill()
            self._process.wait()
        self._process = None
        folder = socket_folder(self._data_dir, self._cluster)
        if folder != self._folder:
            with suppress(OSError):
                folder.rmdir()

    def claim(self) -> None:
        """Own the data as long as this process lives; the lock ends with it."""
        if self._owner:
            return
        with _disk_errors(self._data_dir):
            self._folder.parent.mkdir(parents=True, exist_ok=True)
            owner = (self._folder.parent / "owner.lock").open("a+")
        try:
            fcntl.flock(owner, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            owner.seek(0)
            held = owner.read().strip() or "unknown"
            owner.close()
            raise InUse(
                f"DATA_DIR: {self._data_dir} is in use by another Brewline (process {held}):"
                " stop that one, or set another DATA_DIR."
            ) from None
        owner.truncate(0)
        owner.write(str(os.getpid()))
        owner.flush()
        self._owner = owner

    def _initialise(self, programs: Programs, account: Account | None) -> None:
        """Make the cluster beside its place and move it there whole."""
        work = self._folder.with_name(f"{self._cluster}.new")
        shutil.rmtree(work, ignore_errors=True)
        work.mkdir(mode=0o700)
        if account:
            os.chown(work, account.uid, account.gid)
        command = [
            programs.path("initdb"),
            f"--pgdata={as_seen_from(work, account, programs)}",
            f"--username={ROLE}",
            "--auth=trust",
            "--encoding=UTF8",
            "--data-checksums",
            *_locale(programs),
        ]
        made = run(command, account, cwd=work)
        if made.returncode != 0:
            raise CannotStart(_reason(made.stderr, self._data_dir))
        (work / "pg_hba.conf").write_text("local all all trust\n")
        work.rename(self._folder)

    def _launch(self, programs: Programs, account: Account | None) -> None:
        """Start the server, and again for a while if its previous life is still ending."""
        self._prepare_socket_folder(account)
        give_up = time.monotonic() + RETRY_SECONDS
        while True:
            clear_stale(self._folder)
            start = self._rotate_log()
            self._process = self._spawn(programs, account)
            if self._ready():
                return
            said = self._log.read_bytes()[start:].decode(errors="replace")
            if time.monotonic() > give_up or not any(text in said for text in _NOT_YET):
                raise CannotStart(_reason(said, self._data_dir))
            time.sleep(0.2)

    def _spawn(self, programs: Programs, account: Account | None) -> subprocess.Popen[bytes]:
        options = [f"--{name}={value}" for name, value in self._settings.items()]
        folder = socket_folder(self._data_dir, self._cluster)
        where = "." if folder == self._folder else str(folder)
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [
                    programs.path("postgres"),
                    "-D",
                    as_seen_from(self._folder, account, programs),
                    f"--unix_socket_directories={where}",
                    *options,
                ],
                cwd=self._folder,
                env=plain_environment(),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                user=account.uid if account else None,
                group=account.gid if account else None,
                extra_groups=[] if account else None,
                preexec_fn=die_with_parent(signal.SIGINT),
            )

    def _ready(self) -> bool:
        """Wait until the server answers; False if it ends instead."""
        give_up = time.monotonic() + READY_SECONDS
        while self.poll() is None and time.monotonic() < give_up:
            with suppress(psycopg2.OperationalError):
                psycopg2.connect(self._address("postgres"), connect_timeout=2).close()
                return True
            time.sleep(0.02)
        return False

    def _create_database(self) -> None:
        connection = psycopg2.connect(self._address("postgres"))
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT FROM pg_database WHERE datname = %s", (DATABASE,))
            if not cursor.rowcount:
                cursor.execute(f"CREATE DATABASE {DATABASE}")
        connection.close()

    def _address(self, database: str) -> str:
        return address(self._data_dir, self._cluster, database=database)

    def _prepare_socket_folder(self, account: Account | None) -> None:
        """Make the short folder for the socket, closed to everyone but the server's user."""
        folder = socket_folder(self._data_dir, self._cluster)
        if folder == self._folder:
            return
        owner = account.uid if account else os.geteuid()
        with suppress(FileExistsError):
            folder.mkdir(mode=0o700)
            if account:
                os.chown(folder, account.uid, account.gid)
        state = folder.lstat()
        if state.st_uid != owner or state.st_mode & 0o170777 != 0o040700:
            raise CannotStart(f"{folder} belongs to somebody else: remove it, or set DATA_DIR.")

    def _rotate_log(self) -> int:
        """Give where the log's new lines will begin; put a long log aside first."""
        size = self._log.stat().st_size if self._log.exists() else 0
        if size > LOG_BYTES:
            self._log.rename(self._log.with_suffix(".old.log"))
            size = 0
        return size


def _locale(programs: Programs) -> list[str]:
    """Order by code point, with Unicode's upper and lower case, the same on every machine."""
    if programs.major >= 17:
        return ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    return ["--locale=C.UTF-8" if sys.platform == "linux" else "--locale=C"]


def _reason(said: str, data_dir: Path) -> str:
    """Turn what PostgreSQL wrote into one line."""
    free = shutil.disk_usage(data_dir).free
    if "No space left on device" in said or free < ROOM_BYTES:
        return _full(data_dir)
    lines = re.findall(r"(?:FATAL|PANIC|error): +(?!the database system)(.*)", said)
    words = (lines or said.strip().splitlines()[-1:] or ["it said nothing"])[0]
    return f"PostgreSQL did not start: {words} (the whole story: {data_dir}/postgres/server.log)."


def _full(data_dir: Path) -> str:
    return f"DATA_DIR: no space left in {data_dir}: free some, or set another DATA_DIR."


@contextmanager
def _disk_errors(data_dir: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            raise CannotStart(_full(data_dir)) from error
        raise CannotStart(
            f"DATA_DIR: {error.filename or data_dir} cannot be used ({error.strerror}):"
            " make it writable for this user, or set another DATA_DIR."
        ) from error
