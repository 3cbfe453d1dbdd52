"""Send hostile text through every field of the article form, and look at what becomes of it."""

from __future__ import annotations

import json
import re
import uuid
from collections.abc import Iterable
from typing import Any

import html5lib
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, streamfield

from news.models import ArticlePage, NewsDeskPage, Source
from site_project import policy

TEXT_FIELDS = [
    "title",
    "source_headline",
    "source_url",
    "source_published_on",
    "source_author",
    "shared_on",
    "summary",
    "content_note",
    "image_alt",
    "seo_title",
    "search_description",
    "slug",
]
HARMLESS = {
    "title": "A harmless headline",
    "shared_on": "2024-05-01",
}
RUNNING_ATTRIBUTE = re.compile(r"^on", re.IGNORECASE)
RUNNING_ADDRESS = re.compile(r"^\s*(javascript|data|vbscript):", re.IGNORECASE)


def as_rich_text(text: str) -> str:
    """What the rich text editor sends for a paragraph of this text with a link to it."""
    block = {
        "key": "abcde",
        "type": "unstyled",
        "depth": 0,
        "text": text,
        "inlineStyleRanges": [{"offset": 0, "length": 3, "style": "BOLD"}],
        "entityRanges": [{"offset": 0, "length": 2, "key": 0}],
    }
    link = {"type": "LINK", "mutability": "MUTABLE", "data": {"url": text[:2000]}}
    return json.dumps({"blocks": [block], "entityMap": {"0": link}})


def listed(*items: Any) -> dict[str, Any]:
    """A list block's form data."""
    data: dict[str, Any] = {
        str(number): {"deleted": "", "order": str(number), "type": "item", "id": "", "value": item}
        for number, item in enumerate(items)
    }
    return data | {"count": str(len(items))}


def blocks_of(text: str) -> list[tuple[str, Any]]:
    """A block of every kind that takes text, each full of it."""
    quotation = {"quotation": text, "speaker": text, "speaker_description": text}
    link = {"label": text, "address": text, "page": "", "document": "", "description": text}
    table = {
        **{"caption": text, "column-count": "1", "row-count": "1"},
        **{"column-0-type": "text", "column-0-order": "0", "column-0-heading": text},
        **{"column-0-deleted": "", "row-0-order": "0", "row-0-deleted": "", "cell-0-0": text},
    }
    return [
        ("paragraph", as_rich_text(text)),
        ("heading", {"text": text, "level": "h2"}),
        ("pull_quotes", {"heading": text, "quotations": listed(quotation, quotation)}),
        ("quotation", quotation),
        ("case_study_links", {"heading": text, "links": listed(link)}),
        ("embed", {"address": text, "title": text, "picture": ""}),
        ("table", table),
        ("note", {"heading": text, "text": as_rich_text(text)}),
        ("unconverted", {"source": text}),
    ]


def submit(
    client: Client,
    desk: NewsDeskPage,
    fields: dict[str, str],
    blocks: Iterable[tuple[str, Any]] = (),
) -> tuple[ArticlePage | None, dict[str, Any]]:
    """Publish an article with these fields and blocks; the article, or the errors at its fields."""
    source, _ = Source.objects.get_or_create(name="The Outlet")
    data = {name: HARMLESS.get(name, "") for name in TEXT_FIELDS}
    data |= {"slug": f"article-{uuid.uuid4().hex[:12]}"} | fields
    data |= {
        "source": str(source.pk),
        "body": streamfield(list(blocks)),
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        "related_picks-TOTAL_FORMS": "0",
        "related_picks-INITIAL_FORMS": "0",
        "action-publish": "action-publish",
    }
    before = set(ArticlePage.objects.values_list("pk", flat=True))
    response = client.post(
        reverse("wagtailadmin_pages:add", args=["news", "articlepage", desk.pk]),
        nested_form_data(data),
    )
    new = ArticlePage.objects.exclude(pk__in=before).first()
    if response.status_code == 302 and new:
        return new, {}
    assert response.status_code == 200, response.status_code
    errors = response.context["form"].errors
    assert errors, "refused without a reason"
    return None, dict(errors)


def assert_harmless(html: str) -> None:
    """Nothing in the page runs, however a browser reads it."""
    tree = html5lib.parse(html, namespaceHTMLElements=False)
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        is_first_script = element.text == policy.FIRST_SCRIPT.decode()
        if element.tag == "script" and not is_first_script:
            assert element.get("type") in ("module", "application/ld+json"), element.attrib
            assert (element.get("type") == "module") == bool(element.get("src"))
        assert element.tag not in ("object", "embed", "frame", "base", "style"), element.tag
        for name, value in element.attrib.items():
            assert not RUNNING_ATTRIBUTE.match(name), (element.tag, name, value)
            assert name != "style", (element.tag, value)
            if name in ("href", "src", "action", "formaction", "srcset"):
                assert not RUNNING_ADDRESS.match(value), (element.tag, name, value)
