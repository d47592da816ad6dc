"""Setting up a clone where something is missing: one line that says what to do."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from backend.core.settings import ROOT
from scripts import bootstrap

SHELL = shutil.which("sh") or "/bin/sh"


def pretend(folder: Path, name: str, version: tuple[int, int], *, venv: bool = True) -> None:
    """Put a program there that answers as a Python of this version does."""
    folder.mkdir(exist_ok=True)
    program = folder / name
    in_range = (3, 11) <= version <= (3, 13)
    program.write_text(
        f"""#!{SHELL}
case "$2" in
    *'%d.%d'*) echo {version[0]}.{version[1]} ;;
    *sys.exit*) exit {0 if in_range else 1} ;;
    *ensurepip*) exit {0 if venv else 1} ;;
    *executable*) echo "$0" ;;
esac
"""
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)


def choose(folder: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [SHELL, str(ROOT / "scripts" / "python.sh")],
        env={"PATH": str(folder), **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_newest_python_in_range_is_chosen(tmp_path: Path) -> None:
    pretend(tmp_path, "python3.13", (3, 13))
    pretend(tmp_path, "python3.11", (3, 11))
    assert choose(tmp_path).stdout == f"{tmp_path}/python3.13\n"


def test_one_without_venv_is_passed_over(tmp_path: Path) -> None:
    pretend(tmp_path, "python3.12", (3, 12), venv=False)
    pretend(tmp_path, "python3", (3, 11))
    assert choose(tmp_path).stdout == f"{tmp_path}/python3\n"


def test_a_named_python_wins(tmp_path: Path) -> None:
    pretend(tmp_path, "python3.13", (3, 13))
    pretend(tmp_path, "mine", (3, 11))
    assert choose(tmp_path, PYTHON="mine").stdout == f"{tmp_path}/mine\n"


@pytest.mark.parametrize("version", [(3, 10), (3, 14), (2, 7)])
def test_out_of_range_is_one_line(tmp_path: Path, version: tuple[int, int]) -> None:
    pretend(tmp_path, "python3", version)
    refused = choose(tmp_path)
    assert refused.returncode == 1
    (line,) = refused.stderr.splitlines()
    assert "needs Python 3.11, 3.12 or 3.13" in line
    assert f"python3 ({version[0]}.{version[1]})" in line
    assert "PYTHON=" in line


def test_no_python_is_one_line(tmp_path: Path) -> None:
    (line,) = choose(tmp_path).stderr.splitlines()
    assert "here is none" in line


def test_no_venv_is_one_line(tmp_path: Path) -> None:
    pretend(tmp_path, "python3", (3, 11), venv=False)
    (line,) = choose(tmp_path).stderr.splitlines()
    assert "apt install python3.11-venv" in line


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("ERROR: Could not install: [Errno 28] No space left on device", "no space left"),
        ("npm error code ENOSPC", "no space left"),
        ("NewConnectionError: Temporary failure in name resolution", "check the network"),
        ("npm error code EAI_AGAIN", "check the network"),
        ("EACCES: permission denied", "start as its owner"),
        ("error: something new", "error: something new (all of it in setup.log)"),
    ],
)
def test_a_failing_tool_is_one_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, told: str
) -> None:
    monkeypatch.setattr(bootstrap, "LOG", tmp_path / "setup.log")
    script = f"print({said!r}); raise SystemExit(1)"
    with pytest.raises(bootstrap.SetupError) as caught:
        bootstrap._run("do it", [sys.executable, "-c", script])
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_the_front_end_is_built_only_when_its_sources_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    front_end = tmp_path / "frontend"
    (front_end / "src").mkdir(parents=True)
    for name in ("package.json", "package-lock.json", "src/main.tsx"):
        (front_end / name).write_text("{}")
    calls: list[str] = []

    def npm(_what: str, arguments: list[str], _environ: dict[str, str]) -> None:
        calls.append(arguments[0])
        (front_end / ("node_modules" if arguments[0] == "ci" else "dist")).mkdir(exist_ok=True)

    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setattr(bootstrap, "FRONTEND", front_end)
    monkeypatch.setattr(bootstrap, "_npm", npm)
    monkeypatch.setattr(bootstrap, "node_environment", dict)
    bootstrap.build_front_end("run")
    bootstrap.build_front_end("run")
    assert calls == ["ci", "run"]
    (front_end / "src" / "main.tsx").write_text("new")
    bootstrap.build_front_end("run")
    assert calls == ["ci", "run", "run"]
    bootstrap.build_front_end("test")
    bootstrap.build_front_end("run")
    assert calls == ["ci", "run", "run", "ci"]
    shutil.rmtree(front_end / "node_modules")
    bootstrap.build_front_end("test")
    assert calls[4:] == ["ci"]


def test_make_help_lists_every_command() -> None:
    environ = {name: value for name, value in os.environ.items() if not name.startswith("MAKE")}
    shown = subprocess.run(
        ["make", "--no-print-directory"],
        cwd=ROOT,
        env=environ,
        capture_output=True,
        text=True,
        check=True,
    )
    for name in ("help", "run", "test", "check", "bench", "types", "backup", "restore", "nlp"):
        assert f"make {name} " in shown.stdout
