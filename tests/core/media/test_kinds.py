"""Only kinds of files that run nothing are served, each under its name and never as a page."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage, Storage
from pytest_django.fixtures import Settings

from core.media import DOWNLOAD_TYPES, INLINE_TYPES, content_type_of
from tests.core.media.answers import CONTENT, ETAG, ask


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


def test_no_allowed_kind_can_run_scripts() -> None:
    types = {content_type_of(f"a{suffix}") for suffix in [*INLINE_TYPES, *DOWNLOAD_TYPES]}

    assert None not in types
    assert not [kind for kind in types if kind and ("html" in kind or "script" in kind)]
    assert not [kind for kind in types if kind and "svg" in kind]


def test_every_kind_that_may_be_uploaded_can_be_had_again(settings: Settings) -> None:
    for extension in [*settings.WAGTAILIMAGES_EXTENSIONS, *settings.WAGTAILDOCS_EXTENSIONS]:
        assert content_type_of(f"name.{extension}"), extension
