"""The shell script that finds a Python, in a folder with stand-ins for what it may find."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "bin").mkdir()
    (tmp_path / "path").mkdir()
    shutil.copy(REPOSITORY / "bin" / "bootstrap", tmp_path / "bin")
    launch = tmp_path / "site_project" / "launch"
    launch.mkdir(parents=True)
    (launch / "__main__.py").write_text("import sys\nprint('handed over', *sys.argv[1:])\n")
    for tool in ("sh", "dirname"):
        (tmp_path / "path" / tool).symlink_to(str(shutil.which(tool)))
    return tmp_path


def put(folder: Path, name: str, script: str) -> Path:
    path = folder / "path" / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def bootstrap(folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", str(folder / "bin" / "bootstrap"), "run"],
        env={"PATH": str(folder / "path"), **environment},
        cwd="/", capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_first_python_that_is_new_enough_is_taken(folder: Path) -> None:
    put(folder, "python3", 'test "$1" = --version && echo "Python 3.9.2"; exit 1')
    put(folder, "python3.13", "echo 'not installed'; exit 127")
    put(folder, "python3.11", f'exec "{sys.executable}" "$@"')

    assert bootstrap(folder).stdout == "handed over run\n"


def test_named_python_is_taken(folder: Path) -> None:
    assert bootstrap(folder, PYTHON=sys.executable).stdout == "handed over run\n"


def test_old_python_is_one_clear_line(folder: Path) -> None:
    put(folder, "python3", 'test "$1" = --version && echo "Python 3.9.2" && exit 0; exit 1')

    ended = bootstrap(folder)

    assert ended.returncode == 1
    assert ended.stderr.startswith(
        "News Desk: Python 3.11 or newer is needed, and here is Python 3.9.2;"
    )
    assert ended.stderr.count("\n") == 1


def test_no_python_is_one_clear_line(folder: Path) -> None:
    ended = bootstrap(folder)

    assert ended.returncode == 1
    assert "here is no Python at all" in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_named_python_that_is_too_old_is_not_replaced_in_silence(folder: Path) -> None:
    put(folder, "python3.12", f'exec "{sys.executable}" "$@"')
    old = put(folder, "python2", "exit 1")

    ended = bootstrap(folder, PYTHON=str(old))

    assert ended.returncode == 1
    assert ended.stderr == (
        f"News Desk: PYTHON={old} is not a Python 3.11 or newer; name another one.\n"
    )


def test_python_without_sqlite_is_one_clear_line(folder: Path) -> None:
    put(folder, "python3", f'case "$2" in *sqlite3*) exit 1;; esac; exec "{sys.executable}" "$@"')

    ended = bootstrap(folder)

    assert ended.returncode == 1
    assert "built without SQLite or TLS" in ended.stderr
