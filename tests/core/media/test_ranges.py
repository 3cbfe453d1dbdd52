"""Exactly that part of a file is sent that was asked for."""

from __future__ import annotations

import pytest
from django.core.files.storage import Storage
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from core import media
from core.media import CHUNK_BYTES
from tests.core.media.answers import CONTENT, ETAG, LAST_MODIFIED, SIZE, ask


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
