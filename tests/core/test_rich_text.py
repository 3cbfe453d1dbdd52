"""Links in running text."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Site
from wagtail.rich_text import expand_db_html

from core.models import DeskDocument
from home.models import HomePage, StandardPage
from tests.factories import DocumentFactory, StandardPageFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home_page: HomePage) -> StandardPage:
    """A page to link to."""
    return StandardPageFactory(parent=home_page, slug="about")


@pytest.fixture
def document() -> DeskDocument:
    """A document to link to."""
    return DocumentFactory(file__filename="minutes.pdf")


def link(kind: str, key: object, words: str = "words") -> str:
    """A link as it is stored."""
    return f'<a linktype="{kind}" id="{key}">{words}</a>'


def test_link_to_a_page_leads_to_its_address(page: StandardPage) -> None:
    assert expand_db_html(link("page", page.pk)) == '<a href="/about/">words</a>'


def test_link_to_a_document_leads_to_its_address(document: DeskDocument) -> None:
    assert expand_db_html(link("document", document.pk)) == f'<a href="{document.url}">words</a>'


def test_link_to_an_address_stays_as_it_is() -> None:
    html = '<a href="https://example.org/?a=1&amp;b=2">words</a>'

    assert expand_db_html(html) == html


def test_link_to_a_page_of_another_site_names_it(home_page: HomePage) -> None:
    start = HomePage(title="Second", slug="second")
    Page.objects.get(depth=1).add_child(instance=start)
    Site.objects.create(hostname="two.example.org", root_page=start)
    other = StandardPageFactory(parent=start, slug="there")

    assert expand_db_html(link("page", other.pk)) == (
        '<a href="http://two.example.org/there/">words</a>'
    )


@pytest.mark.parametrize("kind", ["page", "document"])
@pytest.mark.parametrize(
    "key",
    [
        999_999,
        0,
        -1,
        "",
        "x",
        "1.5",
        "²",
        "٣",
        " 1",
        "9" * 19,
        "9" * 40,
        "9" * 5000,
        "1 OR 1=1",
        "1&quot;",
    ],
    ids=lambda key: str(key)[:20],
)
def test_link_to_nothing_keeps_its_words(kind: str, key: object) -> None:
    assert expand_db_html(f"<p>{link(kind, key)}</p>") == "<p><a>words</a></p>"


@pytest.mark.parametrize("kind", ["page", "document"])
def test_link_without_a_key_keeps_its_words(kind: str) -> None:
    assert expand_db_html(f'<a linktype="{kind}">words</a>') == "<a>words</a>"


def test_link_to_a_page_that_is_not_live_keeps_its_words(page: StandardPage) -> None:
    page.unpublish()

    assert expand_db_html(link("page", page.pk)) == "<a>words</a>"


def test_links_stand_in_their_order(page: StandardPage, home_page: HomePage) -> None:
    html = link("page", home_page.pk, "one") + link("page", 999_999, "two")
    html += link("page", page.pk, "three") + link("page", home_page.pk, "four")

    assert expand_db_html(html) == (
        '<a href="/">one</a><a>two</a><a href="/about/">three</a><a href="/">four</a>'
    )


def test_many_links_cost_what_one_costs(home_page: HomePage) -> None:
    pages = [StandardPageFactory(parent=home_page) for _ in range(12)]
    documents = [DocumentFactory() for _ in range(12)]

    def cost(number: int) -> int:
        html = "".join(link("page", page.pk) for page in pages[:number])
        html += "".join(link("document", document.pk) for document in documents[:number])
        with CaptureQueriesContext(connection) as queries:
            expand_db_html(html)
        # But for the question whether what the process remembers still holds.
        return len([query for query in queries if "core_generation" not in query["sql"]])

    cost(1)  # where sites begin is remembered from here on

    assert cost(1) == cost(12)
