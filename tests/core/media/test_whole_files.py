"""A whole file is sent with all that caches, players and proxies need."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.storage import Storage
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from core.media import IMMUTABLE, file_response
from tests.core.media.answers import CONTENT, ETAG, LAST_MODIFIED, SIZE, Answer, ask


def test_whole_file_is_sent_with_what_caches_and_players_need(storage: Storage) -> None:
    answer = ask(storage)

    assert answer.status == 200
    assert answer.body == CONTENT
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Length"] == str(SIZE)
    assert answer.headers["Accept-Ranges"] == "bytes"
    assert answer.headers["ETag"] == ETAG
    assert answer.headers["Last-Modified"] == LAST_MODIFIED
    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"


def test_sound_and_video_may_play_in_the_page_a_browser_makes_for_them(storage: Storage) -> None:
    assert "media-src 'self'" in ask(storage).headers["Content-Security-Policy"]


def test_empty_file_is_sent(storage: Storage) -> None:
    answer = ask(storage, "empty.pdf")

    assert answer.status == 200
    assert answer.body == b""
    assert answer.headers["Content-Length"] == "0"


def test_head_brings_the_headers_of_the_whole_file(storage: Storage) -> None:
    whole = ask(storage)
    head = ask(storage, method="HEAD")

    assert head.status == 200
    assert dict(head.headers) == dict(whole.headers)


def test_head_knows_no_ranges(storage: Storage) -> None:
    """Ranges are defined for GET only (RFC 9110, 14.2)."""
    answer = ask(storage, method="HEAD", Range="bytes=0-9")

    assert answer.status == 200
    assert answer.headers["Content-Length"] == str(SIZE)


@pytest.mark.parametrize("wanted", ["", "bytes=0-499"], ids=["whole", "part"])
def test_file_is_not_compressed_on_its_way(storage: Storage, wanted: str) -> None:
    """Compressed, a part would no longer be the bytes that its headers name."""
    request = RequestFactory().get(
        "/", headers={"Accept-Encoding": "gzip, br"} | ({"Range": wanted} if wanted else {})
    )

    def view(request: HttpRequest) -> HttpResponseBase:
        return file_response(request, storage, "report.pdf", etag="abc", cache_control=IMMUTABLE)

    answer = Answer(GZipMiddleware(view)(request))  # type: ignore[arg-type]  # takes any answer

    assert answer.body == (CONTENT[:500] if wanted else CONTENT)
    assert answer.headers["Content-Length"] == str(len(answer.body))
    assert answer.headers["ETag"] == ETAG


def test_nginx_is_asked_to_send_the_file(storage: Storage, settings: Settings) -> None:
    settings.MEDIA_ACCEL_PREFIX = "/-/files/"
    Path(storage.path("Überblick 1%.pdf")).write_bytes(CONTENT)

    answer = ask(storage, "Überblick 1%.pdf", filename="Überblick.pdf")

    assert answer.status == 200
    assert answer.body == b""
    assert answer.headers["X-Accel-Redirect"] == "/-/files/%C3%9Cberblick%201%25.pdf"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Cache-Control"] == IMMUTABLE
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Disposition"].startswith("inline; filename*=utf-8''")


def test_nginx_is_not_asked_for_what_the_client_has(storage: Storage, settings: Settings) -> None:
    settings.MEDIA_ACCEL_PREFIX = "/-/files/"

    answer = ask(storage, If_None_Match=ETAG)

    assert answer.status == 304
    assert "X-Accel-Redirect" not in answer.headers


def test_missing_file_is_reported(storage: Storage) -> None:
    with pytest.raises(FileNotFoundError):
        ask(storage, "missing.pdf")
