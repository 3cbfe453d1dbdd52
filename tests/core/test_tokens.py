"""Secrets that are mailed, and the log without them."""

from __future__ import annotations

import io
import logging

import pytest
from django.conf import settings as site_settings
from django.test import Client
from pytest_django.fixtures import Settings

from core.logs import DiscreetFormatter
from core.tokens import (
    CODE_DIGITS,
    HASH_LENGTH,
    hash_of_code,
    hash_of_token,
    is_code,
    new_code,
    new_token,
    without_tokens,
)


def test_no_two_tokens_are_the_same() -> None:
    tokens = {new_token() for _ in range(100)}

    assert len(tokens) == 100
    assert all(token.isalnum() for token in tokens)


def test_hashes_fit_where_they_are_kept() -> None:
    assert len(hash_of_token(new_token())) == HASH_LENGTH
    assert len(hash_of_code(new_code(), "a test")) == HASH_LENGTH


def test_code_has_its_digits() -> None:
    codes = [new_code() for _ in range(50)]

    assert all(len(code) == CODE_DIGITS and code.isdecimal() for code in codes)


def test_code_is_known_again_with_the_spaces_people_type() -> None:
    kept = hash_of_code("012345", "a test")

    assert is_code("012345", "a test", kept)
    assert is_code(" 012 345 ", "a test", kept)


def test_other_code_other_purpose_and_none_are_refused() -> None:
    kept = hash_of_code("012345", "a test")

    assert not is_code("012346", "a test", kept)
    assert not is_code("012345", "another", kept)
    assert not is_code("", "a test", "")


def test_hash_of_a_code_depends_on_the_secret_key(settings: Settings) -> None:
    before = hash_of_code("012345", "a test")
    settings.SECRET_KEY = "another"

    assert hash_of_code("012345", "a test") != before


def test_tokens_are_left_out_and_other_words_kept() -> None:
    token = new_token()
    slug = "the-winter-when-the-reading-rooms-stay-open"
    assert len(slug) == len(token)

    shown = without_tokens(f"GET /account/review/{token}/ after /news-desk/{slug}/")

    assert shown == f"GET /account/review/[token]/ after /news-desk/{slug}/"


def test_log_holds_no_token_also_in_a_traceback() -> None:
    token = new_token()
    try:
        raise ValueError(f"/account/review/{token}/")
    except ValueError as error:
        record = logging.makeLogRecord(
            {"msg": "failed: %s", "args": (f"/{token}/",), "exc_info": (type(error), error, None)}
        )

    line = DiscreetFormatter("{levelname} {message}", style="{").format(record)

    assert token not in line
    assert "failed: /[token]/" in line
    assert "ValueError: /account/review/[token]/" in line


def test_every_line_of_the_log_goes_through_it() -> None:
    formatters = site_settings.LOGGING["formatters"]
    (handler,) = site_settings.LOGGING["handlers"].values()

    assert formatters[handler["formatter"]]["()"] == "core.logs.DiscreetFormatter"
    # Which would have a handler and a format of its own.
    assert site_settings.LOGGING["loggers"]["django.server"]["handlers"] == ["console"]


@pytest.mark.django_db
def test_failing_request_is_logged_without_its_token(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = new_token()
    monkeypatch.setattr("news.review.guests.views._find", lambda _token: 1 / 0)
    client.raise_request_exception = False
    written = io.StringIO()
    console = next(
        handler
        for handler in logging.getLogger().handlers
        if isinstance(handler.formatter, DiscreetFormatter)
    )
    assert isinstance(console, logging.StreamHandler)
    monkeypatch.setattr(console, "stream", written)

    assert client.get(f"/account/review/{token}/").status_code == 500

    printed = written.getvalue()
    assert "/account/review/[token]/" in printed
    assert token not in printed
