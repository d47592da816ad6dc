"""`/health` on a disk that fills up."""

import shutil
from pathlib import Path

import pytest
from flask import Flask

from backend.core.embedded_postgres import ROOM_BYTES
from backend.core.postgres_files import cluster_folder


@pytest.mark.parametrize(
    ("free", "embedded", "said"),
    [(ROOM_BYTES - 1, True, "failing"), (ROOM_BYTES, True, "ok"), (0, False, "ok")],
)
def test_an_embedded_database_without_room_is_not_healthy(
    app: Flask,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    free: int,
    embedded: bool,
    said: str,
) -> None:
    usage = shutil.disk_usage(tmp_path)
    if embedded:
        cluster_folder(tmp_path).mkdir(parents=True)
    monkeypatch.setattr(shutil, "disk_usage", lambda _folder: usage._replace(free=free))
    answer = app.test_client().get("/health")
    assert answer.get_json()["checks"]["database"] == said
    # Without a worker it is no 200 in this test, either way.
    assert answer.status_code == 503
