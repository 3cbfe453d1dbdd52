"""E-mail addresses that people see and simple harvesters do not."""

from __future__ import annotations

import html
import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.templatetags.desk import mail_address, mail_link
from core.veils import veiled, with_addresses_veiled

HARVESTERS = [re.compile(r"\S+@\S+"), re.compile("mailto:", re.IGNORECASE)]


@pytest.mark.parametrize(
    ("address", "link"),
    [
        ("office@example.org", "mailto:office@example.org"),
        ("o'neil+news@example.org", "mailto:o%27neil%2Bnews@example.org"),
        ("a?subject=x&b#c@example.org", "mailto:a%3Fsubject%3Dx%26b%23c@example.org"),
        ("büro@exämple.org", "mailto:b%C3%BCro@ex%C3%A4mple.org"),
    ],
)
def test_address_reads_the_same_and_is_not_found(address: str, link: str) -> None:
    shown = f'<a href="{mail_link(address)}">{mail_address(address)}</a>'

    assert not any(harvester.search(shown) for harvester in HARVESTERS)
    assert html.unescape(mail_address(address)) == address
    assert html.unescape(mail_link(address)) == link


@settings(deadline=None)
@given(st.text())
def test_whatever_is_veiled_is_numbers_only(text: str) -> None:
    assert re.fullmatch(r"(&#\d+;)*", veiled(text))


def test_addresses_in_html_are_veiled_where_they_stand() -> None:
    source = '<p>Write to <a href="mailto:a&amp;b@example.org">a&amp;b@example.org</a> or @us.</p>'

    covered = with_addresses_veiled(source)

    assert not any(harvester.search(covered) for harvester in HARVESTERS)
    # A browser reads what was written: the ampersand stands for itself in both.
    assert html.unescape(covered) == html.unescape(source)
    assert covered.endswith(" or @us.</p>")
    assert with_addresses_veiled("<b>none</b>") == "<b>none</b>"


def test_long_runs_without_an_address_take_no_time() -> None:
    """By the square of its length this would take minutes."""
    html = f'<a href="https://example.org/{"a" * 400_000}">x</a>'
    began = time.perf_counter()

    assert with_addresses_veiled(html) == html

    assert time.perf_counter() - began < 1
