"""Files are sent whole or in part, unchanged ones not at all, and never as a page."""

from __future__ import annotations

import datetime
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage, Storage
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from django.test import RequestFactory
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from core import media
from core.media import (
    CHUNK_BYTES,
    DOWNLOAD_TYPES,
    IMMUTABLE,
    INLINE_TYPES,
    content_type_of,
    file_response,
)

CONTENT = bytes(range(256)) * 4
SIZE = len(CONTENT)
MODIFIED = datetime.datetime(2024, 5, 1, 12, 0, 0, tzinfo=datetime.UTC)
LAST_MODIFIED = "Wed, 01 May 2024 12:00:00 GMT"
ETAG = '"abc"'


@pytest.fixture(autouse=True)
def _no_connection_to_leave() -> Iterator[None]:
    """A response that is closed has Django look after the database; these tests have none."""
    request_finished.disconnect(close_old_connections)
    yield
    request_finished.connect(close_old_connections)


class Answer:
    """A response as a client receives it, its file closed as a server closes it."""

    def __init__(self, response: HttpResponseBase) -> None:
        self.status = response.status_code
        self.headers = response.headers
        self.body = b"".join(response)
        response.close()


@pytest.fixture
def storage(tmp_path: Path) -> Storage:
    """A storage with one file of each kind that the tests ask for."""
    for name in ("report.pdf", "page.html", "REPORT.PDF"):
        (tmp_path / name).write_bytes(CONTENT)
    (tmp_path / "empty.pdf").write_bytes(b"")
    for path in tmp_path.iterdir():
        os.utime(path, (MODIFIED.timestamp(), MODIFIED.timestamp()))
    return FileSystemStorage(location=tmp_path)


def ask(
    storage: Storage,
    name: str = "report.pdf",
    *,
    method: str = "GET",
    filename: str = "",
    **headers: str,
) -> Answer:
    """Ask for a file; header names with underscores."""
    request = RequestFactory().generic(
        method, "/file", headers={key.replace("_", "-"): value for key, value in headers.items()}
    )
    return Answer(
        file_response(
            request, storage, name, etag="abc", cache_control=IMMUTABLE, filename=filename
        )
    )


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


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 200),
        ({"Range": "bytes=0-1"}, 206),
        ({"Range": "bytes=5000-"}, 416),
        ({"If_None_Match": ETAG}, 304),
    ],
)
def test_no_answer_can_be_taken_for_a_page_that_runs(
    storage: Storage, headers: dict[str, str], status: int
) -> None:
    answer = ask(storage, **headers)

    assert answer.status == status
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'; ")
    assert "script-src" not in answer.headers["Content-Security-Policy"]


@pytest.mark.parametrize("suffix", sorted([*INLINE_TYPES, *DOWNLOAD_TYPES]))
def test_everything_but_pdf_is_sandboxed(storage: FileSystemStorage, suffix: str) -> None:
    """Browsers' own viewers of PDF do not work in a sandbox."""
    (Path(storage.location) / f"a{suffix}").write_bytes(CONTENT)

    policy = ask(storage, f"a{suffix}").headers["Content-Security-Policy"]

    assert policy.endswith("; sandbox") == (suffix != ".pdf")


def test_sound_and_video_may_play_in_the_page_a_browser_makes_for_them(storage: Storage) -> None:
    assert "media-src 'self'" in ask(storage).headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=0-99", 0, 99),
        ("bytes=100-199", 100, 199),
        ("bytes=100-", 100, SIZE - 1),
        ("bytes=0-", 0, SIZE - 1),
        (f"bytes={SIZE - 1}-", SIZE - 1, SIZE - 1),
        ("bytes=100-9999", 100, SIZE - 1),
        ("bytes=100-999999999999999999", 100, SIZE - 1),
        ("bytes=-1", SIZE - 1, SIZE - 1),
        ("bytes=-100", SIZE - 100, SIZE - 1),
        (f"bytes=-{SIZE}", 0, SIZE - 1),
        ("bytes=-99999", 0, SIZE - 1),
    ],
)
def test_part_is_sent(storage: Storage, wanted: str, first: int, last: int) -> None:
    answer = ask(storage, Range=wanted)

    assert answer.status == 206
    assert answer.body == CONTENT[first : last + 1]
    assert answer.headers["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert answer.headers["Content-Length"] == str(last - first + 1)
    assert answer.headers["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    "wanted",
    [
        "bytes=199-100",  # inverted: to be ignored (RFC 9110, 14.1.1)
        "bytes=0-1,5-9",
        "bytes=0-1, 5-9",
        "bytes=-",
        "bytes=",
        "bytes",
        "",
        "=0-1",
        "chapters=1-2",
        "bytes=a-b",
        "bytes=0x1-0x2",
        "bytes=--5",
        "bytes=1-2-3",
        "bytes=+1-2",
        "bytes=1.5-2",
        "bytes=٠-٥",
        "bytes=0-1\r\n",
        "bytes=0-9999999999999999999",  # 19 digits and more
        "bytes=" + "9" * 5000 + "-",
        "bytes=-" + "9" * 5000,
    ],
)
def test_range_that_makes_no_sense_brings_the_whole_file(storage: Storage, wanted: str) -> None:
    answer = ask(storage, Range=wanted)

    assert answer.status == 200
    assert answer.body == CONTENT
    assert "Content-Range" not in answer.headers


@pytest.mark.parametrize(
    "wanted", [f"bytes={SIZE}-", "bytes=5000-6000", "bytes=-0", "bytes=999999999999999999-"]
)
def test_range_outside_the_file_is_refused_with_its_size(storage: Storage, wanted: str) -> None:
    answer = ask(storage, Range=wanted)

    assert answer.status == 416
    assert answer.body == b""
    assert answer.headers["Content-Range"] == f"bytes */{SIZE}"


def test_refusal_of_a_range_is_kept_by_no_cache(storage: Storage) -> None:
    assert ask(storage, Range="bytes=5000-").headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("wanted", ["bytes=0-", "bytes=0-0", "bytes=-1"])
def test_no_part_of_an_empty_file_can_be_had(storage: Storage, wanted: str) -> None:
    answer = ask(storage, "empty.pdf", Range=wanted)

    assert answer.status == 416
    assert answer.headers["Content-Range"] == "bytes */0"


def test_empty_file_is_sent(storage: Storage) -> None:
    answer = ask(storage, "empty.pdf")

    assert answer.status == 200
    assert answer.body == b""
    assert answer.headers["Content-Length"] == "0"


@hypothesis_settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    start=st.integers(0, 2 * SIZE) | st.none(),
    end=st.integers(0, 2 * SIZE) | st.none(),
    chunk=st.sampled_from([1, 7, 256, CHUNK_BYTES]),
)
def test_any_range_brings_exactly_the_bytes_it_names(
    storage: Storage, start: int | None, end: int | None, chunk: int
) -> None:
    wanted = f"bytes={'' if start is None else start}-{'' if end is None else end}"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(media, "CHUNK_BYTES", chunk)
        answer = ask(storage, Range=wanted)

    if start is None and end is None:
        assert (answer.status, answer.body) == (200, CONTENT)
    elif start is None:
        assert answer.status == (206 if end else 416)
        assert answer.body == (CONTENT[-end:] if end else b"")
    elif end is not None and end < start:
        assert (answer.status, answer.body) == (200, CONTENT)
    elif start >= SIZE:
        assert (answer.status, answer.body) == (416, b"")
    else:
        assert answer.status == 206
        assert answer.body == (CONTENT[start:] if end is None else CONTENT[start : end + 1])
        assert answer.headers["Content-Length"] == str(len(answer.body))


@hypothesis_settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(wanted=st.text(st.characters(codec="latin-1", exclude_categories=["Cc"])))
def test_any_text_as_range_is_answered(storage: Storage, wanted: str) -> None:
    assert ask(storage, Range=wanted).status in (200, 206, 416)
    assert ask(storage, Range=f"bytes={wanted}").status in (200, 206, 416)


@pytest.mark.parametrize(
    ("if_range", "status"),
    [
        (ETAG, 206),
        (LAST_MODIFIED, 206),
        ('"other"', 200),
        (f"W/{ETAG}", 200),
        ("Wed, 01 May 2024 12:00:01 GMT", 200),
        ("Wed, 01 May 2024 11:59:59 GMT", 200),
        ("abc", 200),
        ("", 200),
    ],
)
def test_part_is_sent_only_of_the_file_the_client_has_begun(
    storage: Storage, if_range: str, status: int
) -> None:
    answer = ask(storage, Range="bytes=0-9", If_Range=if_range)

    assert answer.status == status
    assert answer.body == (CONTENT[:10] if status == 206 else CONTENT)


@pytest.mark.parametrize(
    ("tags", "status"),
    [
        (ETAG, 304),
        (f"W/{ETAG}", 304),
        ("*", 304),
        (f'"one", "two",{ETAG} , "three"', 304),
        (f'W/"one",W/{ETAG}', 304),
        ('"other"', 200),
        ("abc", 200),
        ('"abc', 200),
        ("", 200),
        (", ,", 200),
    ],
)
def test_file_the_client_has_is_not_sent_again(storage: Storage, tags: str, status: int) -> None:
    answer = ask(storage, If_None_Match=tags)

    assert answer.status == status
    assert answer.body == (b"" if status == 304 else CONTENT)
    assert answer.headers["ETag"] == ETAG


@pytest.mark.parametrize(
    ("since", "status"),
    [
        (LAST_MODIFIED, 304),
        ("Wed, 01 May 2024 12:00:01 GMT", 304),
        ("Wednesday, 01-May-24 12:00:00 GMT", 304),
        ("Wed May  1 12:00:00 2024", 304),
        ("Wed, 01 May 2024 11:59:59 GMT", 200),
        ("yesterday", 200),
        ("", 200),
    ],
)
def test_file_unchanged_since_then_is_not_sent_again(
    storage: Storage, since: str, status: int
) -> None:
    assert ask(storage, If_Modified_Since=since).status == status


def test_tag_decides_where_tag_and_date_disagree(storage: Storage) -> None:
    since = "Thu, 02 May 2024 12:00:00 GMT"

    assert ask(storage, If_None_Match='"other"', If_Modified_Since=since).status == 200


def test_unchanged_file_is_not_sent_in_parts_either(storage: Storage) -> None:
    assert ask(storage, If_None_Match=ETAG, Range="bytes=0-9").status == 304


def test_answer_that_nothing_changed_names_no_type(storage: Storage) -> None:
    """Caches take the headers of a 304 over to what they keep (RFC 9111, 3.2)."""
    assert "Content-Type" not in ask(storage, If_None_Match=ETAG).headers


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


@pytest.mark.parametrize(
    ("name", "filename", "expected"),
    [
        ("report.pdf", "Report.pdf", 'inline; filename="Report.pdf"'),
        ("a.zip", "All files.zip", 'attachment; filename="All files.zip"'),
        ("a.csv", "Übersicht.csv", "attachment; filename*=utf-8''%C3%9Cbersicht.csv"),
        ("a.txt", 'say "so".txt', 'attachment; filename="say \\"so\\".txt"'),
        ("a.txt", "报告.txt", "attachment; filename*=utf-8''%E6%8A%A5%E5%91%8A.txt"),
        ("a.docx", "", "attachment"),
    ],
)
def test_file_is_shown_or_saved_under_its_name(
    storage: FileSystemStorage, name: str, filename: str, expected: str
) -> None:
    (Path(storage.location) / name).write_bytes(CONTENT)

    assert ask(storage, name, filename=filename).headers["Content-Disposition"] == expected


def test_name_cannot_smuggle_in_a_header(storage: Storage) -> None:
    answer = ask(storage, filename="a.pdf\r\nSet-Cookie: a=b")

    assert "Set-Cookie" not in answer.headers
    assert "\r" not in answer.headers["Content-Disposition"]


@pytest.mark.parametrize(
    "name", ["page.html", "a.svg", "a.xml", "a.js", "a.pdf.html", "pdf", ".pdf", "a.", "", "a.exe"]
)
def test_kind_that_is_not_allowed_is_refused(storage: Storage, name: str) -> None:
    with pytest.raises(ValueError, match="not a kind of file we serve"):
        ask(storage, name)


def test_kind_is_known_by_its_name_in_capitals_too(storage: Storage) -> None:
    assert ask(storage, "REPORT.PDF").headers["Content-Type"] == "application/pdf"


def test_missing_file_is_reported(storage: Storage) -> None:
    with pytest.raises(FileNotFoundError):
        ask(storage, "missing.pdf")


def test_no_allowed_kind_can_run_scripts() -> None:
    types = {content_type_of(f"a{suffix}") for suffix in [*INLINE_TYPES, *DOWNLOAD_TYPES]}

    assert None not in types
    assert not [kind for kind in types if kind and ("html" in kind or "script" in kind)]
    assert not [kind for kind in types if kind and "svg" in kind]


def test_every_kind_that_may_be_uploaded_can_be_had_again(settings: Settings) -> None:
    for extension in [*settings.WAGTAILIMAGES_EXTENSIONS, *settings.WAGTAILDOCS_EXTENSIONS]:
        assert content_type_of(f"name.{extension}"), extension
