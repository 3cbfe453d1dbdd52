"""Sixty blocks cost what one costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.blocks import StreamValue
from wagtail.rich_text import RichText

from core.body import SEPARATOR, expanded, leaves, prepare_body
from core.models import DeskDocument, DeskImage
from core.shelf import Shelf, current_shelf, references, shelf_for
from core.sites import prime
from home.models import HomePage
from news.blocks import ArticleBodyBlock
from news.models import Disclaimer
from tests.factories import (
    DisclaimerFactory,
    DocumentFactory,
    ImageFactory,
    StandardPageFactory,
)

pytestmark = pytest.mark.django_db

BLOCK = ArticleBodyBlock()
Stored = list[dict[str, Any]]


def queries_for(stored: Stored) -> list[str]:
    """The SQL of preparing and showing a body, as a page does it."""

    request = RequestFactory().get("/")
    prime(request)

    def show() -> str:
        body = BLOCK.to_python(stored)
        prepare_body(body)
        return str(BLOCK.render(body, {"request": request}))

    show()  # makes the sizes of the pictures
    with CaptureQueriesContext(connection) as captured:
        show()
    return [query["sql"] for query in captured if "core_generation" not in query["sql"]]


def figure() -> dict[str, Any]:
    image = {"image": ImageFactory().pk, "alt_text": "A", "decorative": False}
    return {"image": image, "caption": ""}


def text(home_page: HomePage) -> str:
    """Text with links to a page and a document of its own."""
    page, document = StandardPageFactory(parent=home_page), DocumentFactory()
    return (
        f'<p>See <a linktype="page" id="{page.pk}">one</a> and '
        f'<a linktype="document" id="{document.pk}">two</a></p>'
    )


def case_studies(home_page: HomePage) -> dict[str, Any]:
    """Links to a page and a document of their own."""
    links = [{"page": StandardPageFactory(parent=home_page).pk}, {"document": DocumentFactory().pk}]
    return {"heading": "", "links": links}


def video() -> dict[str, Any]:
    """A video with a picture of its own."""
    return {"address": "https://vimeo.com/1", "title": "A", "picture": ImageFactory().pk}


TABLE = {
    "caption": "",
    "columns": [{"type": "text", "heading": "A"}],
    "rows": [{"values": ["B"]}],
}
# A block of every kind that may fetch something, each time with targets of its own.
KINDS: dict[str, Callable[[HomePage], Any]] = {
    "paragraph": text,
    "image": lambda _home: figure(),
    "gallery": lambda _home: {"heading": "", "images": [figure(), figure()]},
    "embed": lambda _home: video(),
    "document": lambda _home: {"document": DocumentFactory().pk, "label": ""},
    "case_study_links": case_studies,
    "note": lambda home: {"heading": "", "text": text(home)},
    "table": lambda _home: TABLE,
}


def blocks(home_page: HomePage, *kinds: str) -> Stored:
    """A body of these kinds as it is stored."""
    return [{"type": kind, "value": KINDS[kind](home_page)} for kind in kinds]


def test_sixty_blocks_cost_what_one_of_each_costs(home_page: HomePage) -> None:
    few = blocks(home_page, *KINDS)
    many = [*blocks(home_page, *KINDS), *blocks(home_page, *KINDS)] * 4
    assert len(many) > 60

    assert queries_for(many) != []
    assert len(queries_for(many)) == len(queries_for(few))


@pytest.mark.parametrize("kind", KINDS)
def test_sixty_blocks_of_a_kind_cost_what_one_costs(home_page: HomePage, kind: str) -> None:
    few = blocks(home_page, kind)
    many = blocks(home_page, kind, kind, kind) * 20

    assert len(queries_for(many)) == len(queries_for(few))


def test_body_of_words_alone_asks_for_nothing() -> None:
    stored = [{"type": "paragraph", "value": "<p>Words</p>"}]

    assert queries_for(stored) == []


def prepared(stored: Stored) -> StreamValue:
    body = BLOCK.to_python(stored)
    prepare_body(body)
    return body


def test_each_text_gets_its_own_html(home_page: HomePage) -> None:
    page = StandardPageFactory(parent=home_page, slug="about")
    stored: Stored = [
        {"type": "paragraph", "value": f'<p><a linktype="page" id="{page.pk}">us</a></p>'},
        {"type": "paragraph", "value": ""},
        {"type": "note", "value": {"heading": "", "text": "<p>noted</p>"}},
        {"type": "paragraph", "value": "<p>last</p>"},
    ]

    body = prepared(stored)

    assert expanded(body[0].value) == '<p><a href="/about/">us</a></p>'
    assert expanded(body[1].value) == ""
    assert expanded(body[2].value["text"]) == "<p>noted</p>"
    assert expanded(body[3].value) == "<p>last</p>"


def test_text_with_our_own_mark_in_it_is_shown_all_the_same() -> None:
    stored = [
        {"type": "paragraph", "value": f"<p>a{SEPARATOR}b</p>"},
        {"type": "paragraph", "value": "<p>c</p>"},
    ]

    body = prepared(stored)

    assert expanded(body[0].value) == f"<p>a{SEPARATOR}b</p>"
    assert expanded(body[1].value) == "<p>c</p>"


def test_text_never_prepared_is_expanded_when_it_is_shown() -> None:
    assert expanded(RichText('<p><a linktype="page" id="9">x</a></p>')) == "<p><a>x</a></p>"


def test_empty_body_is_prepared() -> None:
    assert list(leaves(prepared([]))) == []


def test_block_that_no_longer_exists_is_left_out() -> None:
    stored: Stored = [
        {"type": "marquee", "value": {"text": "gone"}},
        {"type": "paragraph", "value": "<p>kept</p>"},
    ]

    body = prepared(stored)

    assert [expanded(child.value) for child in body] == ["<p>kept</p>"]


@pytest.mark.parametrize(
    "value",
    [None, "", 999_999],
)
def test_picture_that_is_not_there_is_none(value: Any) -> None:
    stored = [{"type": "image", "value": {"image": {"image": value}, "caption": "A"}}]

    assert prepared(stored)[0].value["image"] is None


def test_same_picture_in_two_places_has_the_text_of_each() -> None:
    image = ImageFactory()
    stored = [
        {
            "type": "image",
            "value": {
                "image": {"image": image.pk, "alt_text": words, "decorative": False},
                "caption": "",
            },
        }
        for words in ("first", "second")
    ]

    body = prepared(stored)

    shown = [child.value["image"].contextual_alt_text for child in body]
    assert shown == ["first", "second"]


def test_other_images_of_the_page_are_prepared_with_the_body() -> None:
    image = ImageFactory()
    prepare_body(BLOCK.to_python([]), image, None)

    with CaptureQueriesContext(connection) as queries:
        list(image.renditions.all())

    assert len(queries) == 0


def test_body_from_a_form_is_prepared_too(home_page: HomePage) -> None:
    """A preview holds its objects already; nothing is read from what is stored."""
    image = ImageFactory()
    body = StreamValue(BLOCK, [("heading", {"text": "A", "level": "h2"}), ("quotation", {})])
    body.append(("paragraph", RichText("<p>typed</p>")))
    figure_block = BLOCK.child_blocks["image"]
    body.append(("image", figure_block.to_python({"image": {"image": image.pk}, "caption": ""})))

    prepare_body(body)

    assert expanded(body[2].value) == "<p>typed</p>"
    assert body[3].value["image"] == image


def test_shelf_knows_everything_a_body_refers_to(home_page: HomePage) -> None:
    page, document, image = StandardPageFactory(parent=home_page), DocumentFactory(), ImageFactory()
    disclaimer = DisclaimerFactory.create()
    stored: Stored = [
        {
            "type": "paragraph",
            "value": f'<a linktype="page" id="{page.pk}">x</a><a href="/y">y</a>'
            f'<a linktype="document" id="{document.pk}">z</a><a linktype="email" id="1">e</a>',
        },
        {"type": "gallery", "value": {"images": [{"image": {"image": image.pk}}]}},
        {
            "type": "gallery",
            "value": {"images": [{"type": "item", "id": "x", "value": {"image": None}}]},
        },
        {"type": "disclaimer", "value": disclaimer.pk},
        {"type": "heading", "value": None},
        {"type": "marquee", "value": 1},
    ]

    found = {(model.__name__, key) for model, key in references(BLOCK, stored)}

    assert found == {
        ("Page", page.pk),
        ("DeskDocument", document.pk),
        ("DeskImage", image.pk),
        ("Disclaimer", disclaimer.pk),
    }


def test_shelf_is_there_while_a_body_is_prepared_and_gone_after_it() -> None:
    image = ImageFactory()
    stored = [{"type": "image", "value": {"image": {"image": image.pk}}}]
    assert current_shelf() is None

    with shelf_for(BLOCK, stored):
        shelf = current_shelf()
        assert shelf is not None
        assert shelf.take(DeskImage, image.pk) == image
        assert shelf.take(DeskImage, 999_999) is None
        assert shelf.take(Disclaimer, 1) is None
    assert current_shelf() is None

    with pytest.raises(ZeroDivisionError), shelf_for(BLOCK, []):
        _ = 1 / 0
    assert current_shelf() is None


def test_what_is_taken_from_the_shelf_is_the_takers_own() -> None:
    document = DocumentFactory(title="As it is")
    shelf = Shelf(iter([(DeskDocument, document.pk)]))

    taken: Any = shelf.take(DeskDocument, document.pk)
    taken.title = "changed"

    again: Any = shelf.take(DeskDocument, document.pk)
    assert again.title == "As it is"


def test_body_without_a_shelf_fetches_for_itself() -> None:
    """As Wagtail's editor, search index and API do."""
    image, document = ImageFactory(), DocumentFactory()
    stored = [
        {"type": "image", "value": {"image": {"image": image.pk}, "caption": ""}},
        {"type": "document", "value": {"document": document.pk, "label": ""}},
    ]

    body = BLOCK.to_python(stored)

    assert body[0].value["image"] == image
    assert body[1].value["document"] == document
