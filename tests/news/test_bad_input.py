"""Whatever an editor pastes is saved, or refused with a message at its field; nothing runs."""

from __future__ import annotations

import pytest
from django.test import Client

from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.news.hostile import TEXT_FIELDS, assert_harmless, blocks_of, submit

SCRIPT = "<script>alert(1)</script>"
BAD = {
    "ten thousand characters": "lorem ipsum " * 834,
    "one word of ten thousand": "x" * 10_000,
    "NUL": "before\x00after",
    "control characters": "bell\x07 escape\x1b[31m backspace\x08 delete\x7f c1\x85\x9f",
    "script": SCRIPT,
    "attribute": '" onmouseover="alert(1)" x="',
    "attribute in single quotes": "' autofocus onfocus='alert(1)",
    "script address": "javascript:alert(document.domain)",
    "data address": "data:text/html,<script>alert(1)</script>",
    "end of JSON-LD": '</script><img src=x onerror=alert(1)>{"@type"',
    "template": "{{ request.user.password }}{% debug %}",
    "right-to-left": "\u202eمرحبا بالعالم\u202c שלום",
    "emoji": "👩🏽‍🚀🏳️‍🌈 family 👨‍👩‍👧‍👦 " * 20,
    "combining": "Z̮̞̠͙͔ͅḀ̗̞͈̻̗Ḷ͙͎̯̹̞͓G̻O̭̗̮" * 30,
    "lone surrogate": "\\ud800 \ufffe \uffff",
    "path": "../../../../etc/passwd\r\nSet-Cookie: a=b",
    "format": "%s%n%x {0} ${7*7} `id` $(id)",
}
# What the code of a page says where it is not text; found outside tags, it would have got through.
RAW_TAG = "<script>alert"


@pytest.fixture
def as_editor(client: Client, editor: User) -> Client:
    """A signed-in editor."""
    client.force_login(editor)
    return client


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_bad_text_in_every_field_is_saved_or_refused_at_the_field(
    as_editor: Client, desk: NewsDeskPage, text: str
) -> None:
    fields = dict.fromkeys(TEXT_FIELDS, text)
    article, errors = submit(as_editor, desk, fields)
    if article is None:
        assert set(errors) <= set(TEXT_FIELDS)
        kept = {name: value for name, value in fields.items() if name not in errors}
        article, errors = submit(as_editor, desk, kept)

    assert article is not None, errors
    assert_pages_are_harmless(article)


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_bad_text_in_every_block_is_saved_or_refused_at_the_block(
    as_editor: Client, desk: NewsDeskPage, text: str
) -> None:
    saved = []
    for block in blocks_of(text):
        article, errors = submit(as_editor, desk, {}, [block])
        if article is None:
            assert set(errors) == {"body"}, (block[0], errors)
        else:
            saved.append(article)

    # A NUL can be stored nowhere and is refused everywhere; all else has blocks that take it.
    assert bool(saved) == ("\x00" not in text)
    for article in saved:
        assert_pages_are_harmless(article)


def assert_pages_are_harmless(article: ArticlePage) -> None:
    """As a visitor: the article, and the lists it stands in."""
    visitor = Client()
    for path in (article.url, "/news-desk/", "/"):
        response = visitor.get(path)
        assert response.status_code == 200
        assert RAW_TAG not in response.content.decode()
        assert_harmless(response.content.decode())
