"""Serve uploaded files: allow-listed kinds, never sniffed, in parts where asked for.

Whoever may see a file is decided by the view that calls `file_response`; here is only how.
Where nginx stands in front it can take over the sending (MEDIA_ACCEL_PREFIX).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO
from urllib.parse import quote

from django.conf import settings
from django.core.files.storage import Storage
from django.http import (
    FileResponse,
    HttpRequest,
    HttpResponse,
    HttpResponseNotModified,
    StreamingHttpResponse,
)
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe

CHUNK_BYTES = 64 * 1024

# Kinds a browser shows without running anything in them. Everything else is a download.
INLINE_TYPES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
    ".mp3": "audio/mpeg",
    ".mp4": "video/mp4",
    ".pdf": "application/pdf",
}
DOWNLOAD_TYPES = {
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".epub": "application/epub+zip",
    ".odp": "application/vnd.oasis.opendocument.presentation",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    ".rtf": "application/rtf",
    ".txt": "text/plain; charset=utf-8",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".zip": "application/zip",
}
# Should a browser ever take a file for a page, it is a page that may do nothing. Browsers show
# pictures, sound and video in a page that they make themselves and that this policy holds for.
POLICY = "default-src 'none'; img-src 'self'; media-src 'self'; style-src 'unsafe-inline'"
IMMUTABLE = "public, max-age=31536000, immutable"
REVALIDATE = "private, no-cache"
# What is not for everybody: no cache keeps it, not even the reader's own.
PRIVATE = "private, no-store"


@dataclass(frozen=True)
class ByteRange:
    """A part of a file: first and last byte, both included, counted from 0."""

    first: int
    last: int

    @property
    def length(self) -> int:
        """Number of bytes in the part."""
        return self.last - self.first + 1


def content_type_of(name: str) -> str | None:
    """The type a file may be served as, judged by its name; None where it may not be served."""
    suffix = PurePosixPath(name).suffix.lower()
    return INLINE_TYPES.get(suffix) or DOWNLOAD_TYPES.get(suffix)


def file_response(
    request: HttpRequest,
    storage: Storage,
    name: str,
    *,
    etag: str,
    cache_control: str,
    filename: str = "",
) -> HttpResponseBase:
    """Answer with the stored file, or 304, 206 or 416 as the request's headers ask.

    `filename` is what a download is called. Raises FileNotFoundError where the storage has no such
    file and ValueError where its kind is not allow-listed.
    """
    content_type = content_type_of(name)
    if content_type is None:
        raise ValueError(f"not a kind of file we serve: {name}")
    size = storage.size(name)
    modified = http_date(storage.get_modified_time(name).timestamp())
    quoted_etag = f'"{etag}"'
    if _unchanged(request, quoted_etag, modified):
        response: HttpResponseBase = HttpResponseNotModified()
    elif settings.MEDIA_ACCEL_PREFIX:
        response = HttpResponse(content_type=content_type)
        response["X-Accel-Redirect"] = settings.MEDIA_ACCEL_PREFIX + quote(name)
    else:
        response = _body(request, storage, name, size, quoted_etag, modified)
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = quoted_etag
    response["Last-Modified"] = modified
    response["Cache-Control"] = "no-store" if response.status_code == 416 else cache_control
    _say_how_to_show(response, name, filename)
    return response


def _say_how_to_show(response: HttpResponseBase, name: str, filename: str) -> None:
    """In the browser or as a download, and as nothing but what it is."""
    suffix = PurePosixPath(name).suffix.lower()
    if disposition := content_disposition_header(suffix not in INLINE_TYPES, filename):
        response["Content-Disposition"] = disposition
    response["X-Content-Type-Options"] = "nosniff"
    # Safari shows an empty window instead of a PDF in a sandbox.
    response["Content-Security-Policy"] = POLICY if suffix == ".pdf" else f"{POLICY}; sandbox"


def _body(
    request: HttpRequest, storage: Storage, name: str, size: int, etag: str, modified: str
) -> HttpResponseBase:
    wanted = _wanted_range(request, size, etag, modified)
    if wanted == "unsatisfiable":
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    if isinstance(wanted, ByteRange):
        response: HttpResponseBase = StreamingHttpResponse(
            PartOfFile(storage.open(name), wanted), status=206
        )
        response["Content-Range"] = f"bytes {wanted.first}-{wanted.last}/{size}"
        response["Content-Length"] = str(wanted.length)
    else:
        response = FileResponse(storage.open(name))
        response["Content-Length"] = str(size)
    response["Content-Type"] = content_type_of(name) or ""
    # Compressed on its way, a part would no longer be the bytes that its headers name.
    response["Content-Encoding"] = "identity"
    return response


class PartOfFile(Iterator[bytes]):
    """The bytes of a part, chunk by chunk. Closes its file even if nothing was read of it."""

    def __init__(self, file: IO[bytes], part: ByteRange) -> None:
        self._file = file
        self._left = part.length
        file.seek(part.first)

    def __next__(self) -> bytes:
        chunk = self._file.read(min(CHUNK_BYTES, self._left))
        if not chunk:
            raise StopIteration
        self._left -= len(chunk)
        return chunk

    def close(self) -> None:
        """Close the file; whoever sends the response calls this in the end."""
        self._file.close()


def _unchanged(request: HttpRequest, etag: str, modified: str) -> bool:
    """Whether the client's copy still holds (RFC 9110, 13.2.2: If-None-Match decides alone)."""
    if_none_match = request.headers.get("If-None-Match")
    if if_none_match is not None:
        tags = {tag.strip().removeprefix("W/") for tag in if_none_match.split(",")}
        return "*" in tags or etag in tags
    since = parse_http_date_safe(request.headers.get("If-Modified-Since", ""))
    return since is not None and (parse_http_date_safe(modified) or 0) <= since


def _wanted_range(
    request: HttpRequest, size: int, etag: str, modified: str
) -> ByteRange | str | None:
    """The single range asked for (RFC 9110, 14.2), "unsatisfiable", or None for the whole file.

    Ranges exist for GET only. Several ranges at once and forms we do not understand are answered
    with the whole file, which the standard allows.
    """
    if request.method != "GET":
        return None
    if_range = request.headers.get("If-Range")
    if if_range is not None and if_range not in (etag, modified):
        return None
    match = re.fullmatch(
        r"bytes=(\d{0,18})-(\d{0,18})", request.headers.get("Range", ""), flags=re.ASCII
    )
    if match is None or not any(match.groups()):
        return None
    start, end = match.groups()
    if not start:
        length = min(int(end), size)
        return ByteRange(size - length, size - 1) if length else "unsatisfiable"
    first = int(start)
    last = min(int(end), size - 1) if end else size - 1
    if end and int(end) < first:
        return None
    return ByteRange(first, last) if first < size else "unsatisfiable"
