"""The big lists of hostile strings, through the article form into a browser."""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from playwright.sync_api import Dialog, Route, sync_playwright

from core.embeds import player_for
from members.models import User
from news.blocks import CaseStudyLinksBlock
from news.models import NewsDeskPage
from tests.e2e.conftest import QUIET, chromium_program
from tests.news.hostile import as_rich_text, assert_harmless, listed, submit

AT_ONCE = 25


def strings() -> list[str]:
    """Every string of the lists that can be stored at all."""
    folder = Path(os.environ["NEWSDESK_SHARED"]) / "data" / "strings"
    found: list[str] = json.loads((folder / "blns.json").read_text(encoding="utf-8"))
    for path in sorted(folder.glob("patt-*.txt")):
        found += path.read_text(encoding="utf-8", errors="replace").splitlines()
    return [text for text in found if text.strip() and "\x00" not in text]


def blocks_with(texts: list[str]) -> Iterator[tuple[str, Any]]:
    """Blocks of every kind that takes any text."""
    for text in texts:
        short = text[:255]
        yield "paragraph", as_rich_text(text)
        yield "heading", {"text": short, "level": "h3"}
        quotation = {"quotation": text, "speaker": short, "speaker_description": short}
        yield "pull_quotes", {"heading": short, "quotations": listed(quotation)}
        yield "unconverted", {"source": text}


@pytest.mark.acceptance
def test_every_string_is_saved_and_none_runs_in_a_browser(
    client: Client, desk: NewsDeskPage, editor: User
) -> None:
    client.force_login(editor)
    pages = []
    texts = strings()
    assert len(texts) > 900
    for first in range(0, len(texts), AT_ONCE):
        chunk = texts[first : first + AT_ONCE]
        text = chunk[0].strip()
        fields = {
            **{"title": text[:200] or "-", "source_headline": text[:255], "summary": text[:500]},
            **{"content_note": text[:255], "source_author": text[:255], "seo_title": text[:200]},
        }
        article, errors = submit(client, desk, fields, blocks_with(chunk))
        assert article, errors
        html = Client().get(article.url).content.decode()
        assert_harmless(html)
        pages.append(html)

    assert run_in_browser(pages) == []


def run_in_browser(pages: list[str]) -> list[str]:
    """Load the pages without the policy that would stop scripts; what any of them did."""
    done: list[str] = []

    def answer(route: Route) -> None:
        is_page = route.request.resource_type == "document"
        if is_page:
            route.fulfill(
                body=pages[int(route.request.url.rsplit("/", 1)[1])], content_type="text/html"
            )
        else:
            if not route.request.url.startswith("http://site.test/static/"):
                done.append(f"asked for {route.request.url}")
            route.fulfill(body="")

    def close(dialog: Dialog) -> None:
        done.append(dialog.message)
        dialog.dismiss()

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium_program(), args=QUIET)
        page = browser.new_page()
        page.route("**/*", answer)
        page.on("dialog", close)
        for number in range(len(pages)):
            page.goto(f"http://site.test/{number}")
        browser.close()
    return done


@pytest.mark.acceptance
def test_no_string_becomes_an_address_that_runs() -> None:
    link_block = CaseStudyLinksBlock().child_blocks["links"].child_block
    for text in strings():
        player = player_for(text)
        assert player is None or player.src.startswith("https://")
        with contextlib.suppress(ValidationError):
            address = link_block.child_blocks["address"].clean(text)
            assert address.split(":")[0].lower() in ("http", "https", "ftp", "ftps")
