"""Where the files lie that these tests ask for."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage, Storage
from django.core.signals import request_finished
from django.db import close_old_connections

from tests.core.media.answers import CONTENT, MODIFIED


@pytest.fixture(autouse=True)
def _no_connection_to_leave() -> Iterator[None]:
    """A response that is closed has Django look after the database; these tests have none."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    """A storage with one file of each kind that the tests ask for."""
    for name in ("report.pdf", "page.html", "REPORT.PDF"):
        (tmp_path / name).write_bytes(CONTENT)
    (tmp_path / "empty.pdf").write_bytes(b"")
    for path in tmp_path.iterdir():
        os.utime(path, (MODIFIED.timestamp(), MODIFIED.timestamp()))
    return FileSystemStorage(location=tmp_path)
