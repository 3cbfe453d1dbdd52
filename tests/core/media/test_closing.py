"""No file is left open, however little of it was read."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage
from django.http import HttpRequest
from django.test import RequestFactory

from core.media import IMMUTABLE, file_response
from tests.core.media.answers import Answer


def request_for(wanted: str | None) -> HttpRequest:
    return RequestFactory().get("/", headers={"Range": wanted} if wanted else {})


class WatchedStorage(FileSystemStorage):
    """A storage that knows which of its files are still open."""

    def __init__(self, location: Path) -> None:
        super().__init__(location=location)
        self.opened: list[Any] = []

    def open(self, name: str, mode: str = "rb") -> Any:
        """Open the file and remember that it was."""
        self.opened.append(super().open(name, mode))
        return self.opened[-1]


@pytest.fixture
def watched(storage: FileSystemStorage) -> Iterator[WatchedStorage]:
    """The same files, with an eye on those left open."""
    watched = WatchedStorage(Path(storage.location))
    yield watched
    for file in watched.opened:
        file.close()


@pytest.mark.parametrize("wanted", [None, "bytes=0-99"], ids=["whole", "part"])
@pytest.mark.parametrize("chunks", [0, 1, 9999])
def test_file_is_closed_however_little_of_it_was_read(
    watched: WatchedStorage, wanted: str | None, chunks: int
) -> None:
    """Servers read nothing for HEAD, and stop in the middle when a reader goes away."""
    response = file_response(
        request_for(wanted), watched, "report.pdf", etag="abc", cache_control=IMMUTABLE
    )

    for _number, _chunk in zip(range(chunks), response, strict=False):
        pass
    response.close()

    assert [file.closed for file in watched.opened] == [True]


@pytest.mark.parametrize("wanted", ["bytes=5000-", "bytes=-0"])
def test_no_file_is_opened_for_a_refusal(watched: WatchedStorage, wanted: str) -> None:
    answer = Answer(
        file_response(
            request_for(wanted), watched, "report.pdf", etag="abc", cache_control=IMMUTABLE
        )
    )

    assert answer.status == 416
    assert watched.opened == []
