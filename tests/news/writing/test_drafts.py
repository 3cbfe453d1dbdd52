"""What is required is asked for when an article is published, not when a draft is saved."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.test.utils.form_data import nested_form_data, streamfield

from news.blocks import ArticleBodyBlock
from news.models import ArticlePage
from tests.factories import ImageFactory, SourceFactory
from tests.news.deskwork import PUBLISH, least
from tests.news.hostile import listed

# What the rich text editor sends before anything is written.
NOTHING_WRITTEN = "null"
IMAGE = {"image": "", "decorative": "", "alt_text": ""}
QUOTATION = {"quotation": "", "speaker": "", "speaker_description": ""}
LINK = {"label": "", "address": "", "page": "", "document": "", "description": ""}
TABLE = {
    **{"caption": "", "column-count": "1", "row-count": "1"},
    **{"column-0-type": "text", "column-0-order": "0", "column-0-heading": ""},
    **{"column-0-deleted": "", "row-0-order": "0", "row-0-deleted": "", "cell-0-0": ""},
}

# Each block as the editor sends it when it has just been added and nothing is written yet.
UNFINISHED: dict[str, list[Any]] = {
    "paragraph": [NOTHING_WRITTEN],
    "heading": [{"text": "", "level": "h2"}],
    "pull_quotes": [
        {"heading": "", "quotations": listed(QUOTATION)},
        {"heading": "", "quotations": listed()},
    ],
    "case_study_links": [
        {"heading": "", "links": listed(LINK)},
        {"heading": "", "links": listed()},
    ],
    "quotation": [QUOTATION],
    "note": [{"heading": "", "text": NOTHING_WRITTEN}],
    "disclaimer": [""],
    "image": [{"image": IMAGE, "caption": ""}],
    "gallery": [
        {"heading": "", "images": listed({"image": IMAGE, "caption": ""})},
        {"heading": "", "images": listed()},
    ],
    "embed": [{"address": "", "title": "", "picture": ""}],
    "document": [{"document": "", "label": ""}],
    "table": [TABLE],
    "unconverted": [{"source": ""}],
}
# A table without words is one all the same.
NEEDS_NOTHING = {"table"}
CASES = [(name, value) for name, values in UNFINISHED.items() for value in values]


def test_every_block_is_looked_at() -> None:
    assert set(UNFINISHED) == set(ArticleBodyBlock().child_blocks)


def sent(block: tuple[str, Any], **more: Any) -> dict[str, Any]:
    """The form with this one block."""
    return nested_form_data(
        {
            **{k: v for k, v in least(**more).items() if k != "body-count"},
            "body": streamfield([block]),
        }
    )


@pytest.mark.parametrize(("name", "value"), CASES)
def test_draft_with_an_unfinished_block_is_saved(
    edith: Client, add: str, name: str, value: Any
) -> None:
    response = edith.post(add, sent((name, value)))

    assert response.status_code == 302, response.context["form"].errors
    assert [block.block_type for block in ArticlePage.objects.get().body] == [name]


@pytest.mark.parametrize(("name", "value"), CASES)
def test_unfinished_block_is_not_published(edith: Client, add: str, name: str, value: Any) -> None:
    response = edith.post(add, sent((name, value), source=SourceFactory.create().pk, **PUBLISH))

    if name in NEEDS_NOTHING:
        assert response.status_code == 302
    else:
        assert set(response.context["form"].errors) == {"body"}
        assert not ArticlePage.objects.exists()


def test_draft_needs_nothing_but_a_headline(edith: Client, add: str) -> None:
    image = ImageFactory()

    assert edith.post(add, least(slug="", image=image.pk)).status_code == 302

    article = ArticlePage.objects.get()
    assert (article.source, article.slug) == (None, "libraries-stay-open")


def test_publishing_asks_for_source_and_description_of_the_picture(edith: Client, add: str) -> None:
    response = edith.post(add, least(image=ImageFactory().pk, **PUBLISH))

    assert set(response.context["form"].errors) == {"source", "image_alt"}
