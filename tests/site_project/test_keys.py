"""The secret key of a local site."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from site_project.keys import key_from_file
from tests.site_project.process import run


def test_key_is_made_once_and_for_its_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"

    key = key_from_file(path)

    assert len(key) >= 50
    assert key_from_file(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_key_that_was_kept_is_used(tmp_path: Path) -> None:
    path = tmp_path / "secret_key"
    path.write_text("kept\n")

    assert key_from_file(path) == "kept"


def test_key_that_another_process_made_meanwhile_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret_key"
    path.write_text("the first one's")
    monkeypatch.setattr(Path, "exists", lambda _path: False)

    assert key_from_file(path) == "the first one's"
    assert list(tmp_path.iterdir()) == [path]


def test_eight_processes_that_start_together_agree_on_the_key(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"
    go = tmp_path / "go"
    code = (
        "import pathlib, sys, time; from site_project.keys import key_from_file\n"
        "while not pathlib.Path(sys.argv[1]).exists(): time.sleep(0.001)\n"
        "print(key_from_file(pathlib.Path(sys.argv[2])))"
    )

    with ThreadPoolExecutor(8) as threads:
        started = [
            threads.submit(run, "-c", code, str(go), str(path), var=tmp_path) for _ in range(8)
        ]
        go.touch()
        done = [each.result() for each in started]

    keys = {each.stdout.strip() for each in done}
    assert keys == {path.read_text()}, [each.stderr for each in done]
    assert list(path.parent.iterdir()) == [path]
