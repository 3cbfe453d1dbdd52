"""Profiles elsewhere: labels, and which addresses are taken."""

from __future__ import annotations

from typing import Any

import pytest
from wagtail.blocks.struct_block import StructBlockValidationError

from home.profiles import ProfileBlock, label_for


@pytest.mark.parametrize(
    ("url", "label"),
    [
        ("https://www.facebook.com/keptopen", "Facebook"),
        ("https://m.facebook.com/keptopen", "Facebook"),
        ("https://x.com/keptopen", "X"),
        ("https://netflix.com/keptopen", "netflix.com"),
        ("https://bsky.app/profile/keptopen", "Bluesky"),
        ("https://www.social.example/@keptopen", "social.example"),
        ("https://user@YouTube.com:443/x", "YouTube"),
    ],
)
def test_label_is_the_services_name_or_the_host(url: str, label: str) -> None:
    assert label_for(url) == label


def cleaned(address: str, label: str = "") -> Any:
    """What the block makes of it."""
    block = ProfileBlock()
    return block.clean(block.to_python({"address": address, "label": label}))


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://social.example/@us", "https://social.example/@us"),
        ("www.facebook.com/us", "https://www.facebook.com/us"),
        (" http://x.com/us ", "http://x.com/us"),
    ],
)
def test_address_is_taken_as_people_write_it(typed: str, kept: str) -> None:
    assert cleaned(typed)["address"] == kept


@pytest.mark.parametrize(
    "address",
    [
        "",
        "us",
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        "data:text/html,<b>x</b>",
        "//evil.example/us",
        "/\\evil.example",
        "/about-us/",
        "#top",
        "mailto:a@example.org",
        "https://",
        "https://x.com/\u202eus",
        "https://x.com/a\x07b",
        "https://x.com/" + "a" * 10_000,
    ],
)
def test_what_leads_nowhere_or_runs_something_is_refused_at_the_address(address: str) -> None:
    with pytest.raises(StructBlockValidationError) as refused:
        cleaned(address)

    assert set(refused.value.block_errors) == {"address"}


@pytest.mark.parametrize("label", ["a\u202eb", "a\x07b", "x" * 61])
def test_label_with_hidden_characters_or_without_end_is_refused(label: str) -> None:
    with pytest.raises(StructBlockValidationError) as refused:
        cleaned("https://x.com/us", label)

    assert set(refused.value.block_errors) == {"label"}
