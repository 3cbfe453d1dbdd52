"""Ask for a file, and have the answer as a client receives it."""

from __future__ import annotations

import datetime

from django.core.files.storage import Storage
from django.http.response import HttpResponseBase
from django.test import RequestFactory

from core.media import IMMUTABLE, file_response

CONTENT = bytes(range(256)) * 4
SIZE = len(CONTENT)
MODIFIED = datetime.datetime(2024, 5, 1, 12, 0, 0, tzinfo=datetime.UTC)
LAST_MODIFIED = "Wed, 01 May 2024 12:00:00 GMT"
ETAG = '"abc"'


class Answer:
    """A response as a client receives it, its file closed as a server closes it."""

    def __init__(self, response: HttpResponseBase) -> None:
        self.status = response.status_code
        self.headers = response.headers
        self.body = b"".join(response)
        response.close()


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
