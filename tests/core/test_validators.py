"""What short texts and addresses may hold."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from core.validators import completed_address, no_hidden_characters, web_address


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "http://example.org:8080/a?b=c#d",
        "https://bücher.example/ü",
        "/",
        "/about-us/",
        "/search/?q=a%20b",
        "#top",
    ],
)
def test_addresses_that_lead_somewhere_are_taken(address: str) -> None:
    web_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:x",
        "mailto:a@example.org",
        "//evil.example/",
        "/\\evil.example/",
        "\\\\evil.example",
        "/a b",
        '/"onclick=',
        "https://",
        "https:///path",
        "http://[::1",
        "example.org",
        "/a\u202eb",
        "/a\0b",
        "ftp://example.org/",
    ],
)
def test_addresses_that_run_something_or_lead_astray_are_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        web_address(address)


@pytest.mark.parametrize("text", ["Über uns", "من نحن", "👩‍👩‍👧 Families", "a – b"])
def test_words_of_any_language_are_taken(text: str) -> None:
    no_hidden_characters(text)


@pytest.mark.parametrize(
    "text", ["a\0b", "a\tb", "a\nb", "a\u202eb", "a\u2066b", "a\u2028b", "\x7f", "\x9b"]
)
def test_characters_nobody_sees_are_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        no_hidden_characters(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("www.example.org", "https://www.example.org"),
        (" example.org/a?b ", "https://example.org/a?b"),
        ("example.org:8080/a", "https://example.org:8080/a"),
        ("https://example.org", "https://example.org"),
        ("/about/", "/about/"),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("about.us:alert(1)", "about.us:alert(1)"),
        ("hello", "hello"),
        ("1.5", "1.5"),
    ],
)
def test_address_without_its_beginning_gets_it(typed: str, meant: str) -> None:
    assert completed_address(typed) == meant


@pytest.mark.parametrize(
    "text", [" ", "\u200b", "\u3164", "\u2060\u200e", "\u200f\u061c", "\u115f"]
)
def test_what_nobody_can_see_is_refused(text: str) -> None:
    with pytest.raises(ValidationError, match="seen"):
        no_hidden_characters(text)


def test_nothing_at_all_is_the_fields_own_business() -> None:
    no_hidden_characters("")
