"""A file that the client has already is not sent again."""

from __future__ import annotations

import pytest
from django.core.files.storage import Storage

from tests.core.media.answers import CONTENT, ETAG, LAST_MODIFIED, ask


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
