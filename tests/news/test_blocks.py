"""Every block an editor can pick: shown on its page, shown in the picker; links to case studies."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.template import engines
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.blocks import (
    ListBlock,
    StreamBlock,
    StreamBlockValidationError,
    StructBlock,
    StructBlockValidationError,
)
from wagtail.models import Site

from core.checks import faults_of_block
from home.blocks import PageBodyBlock
from home.models import HomePage
from members.models import User
from navigation.models import Menu
from news.blocks import ArticleBodyBlock
from news.blocks.case_study_links import CaseStudyLinkBlock, CaseStudyLinksBlock
from news.models import NewsDeskPage
from tests.factories import (
    ArticlePageFactory,
    DisclaimerFactory,
    DocumentFactory,
    ImageFactory,
    StandardPageFactory,
)
from tests.navigation.compose import to_address

ARTICLE_BLOCKS = ArticleBodyBlock().child_blocks
PAGE_BLOCKS = PageBodyBlock().child_blocks
ALL_BLOCKS = [("article", name) for name in ARTICLE_BLOCKS] + [("page", n) for n in PAGE_BLOCKS]

MISSING = "«%s is missing»"


QUOTATION = {"quotation": "“Open”", "speaker": "M. Holt", "speaker_description": "librarian"}
LINK = {"label": "In full", "address": "https://example.org/", "description": "Three"}
TABLE = {
    "caption": "Loans",
    "columns": [{"type": "text", "heading": "Town"}],
    "rows": [{"values": ["Holmby"]}],
}

# A block of each kind as it is stored, and what a reader then finds on the page.
SAMPLES: dict[str, tuple[Callable[[], Any], list[str]]] = {
    "paragraph": (lambda: "<p>In <b>eleven</b> towns</p>", ["In <b>eleven</b> towns"]),
    "heading": (lambda: {"text": "A section", "level": "h3"}, ["<h3>A section</h3>"]),
    "pull_quotes": (
        lambda: {"heading": "They said", "quotations": [QUOTATION, QUOTATION]},
        [">They said</h2>", "<cite>M. Holt</cite>, librarian"],
    ),
    "quotation": (lambda: QUOTATION, ['<span class="mark">“</span>Open', "<cite>M. Holt</cite>"]),
    "case_study_links": (
        lambda: {"heading": "Cases", "links": [LINK]},
        [">Cases</h2>", ">In full</a>", "Three", "example.org"],
    ),
    "image": (lambda: figure("A shelf"), ["<picture><img ", "<figcaption>A shelf"]),
    "gallery": (
        lambda: {"heading": "Rooms", "images": [figure("One"), figure("Two")]},
        [">Rooms</h2>", "<figcaption>One", "<figcaption>Two"],
    ),
    "embed": (
        lambda: {"address": "https://vimeo.com/76979871", "title": "The survey"},
        ["Plays at Vimeo", "The survey"],
    ),
    "document": (
        lambda: {"document": DocumentFactory(file__filename="a.pdf").pk, "label": "Minutes"},
        [">Minutes</a>", "PDF"],
    ),
    "table": (lambda: TABLE, ["<caption>Loans</caption>", "Holmby"]),
    "note": (
        lambda: {"heading": "", "text": "<p>The second part.</p>"},
        ["A note from the desk", "The second part."],
    ),
    "disclaimer": (
        lambda: DisclaimerFactory.create(text="We do not agree").pk,
        ["We do not agree"],
    ),
    "unconverted": (lambda: {"source": "[gallery]"}, []),
    "menu": (
        lambda: menu_for_pages().pk,
        ['aria-label="Ways on"', '<a href="/search/">Look around</a>'],
    ),
}


def menu_for_pages() -> Menu:
    """A menu that has no place of its own."""
    menu: Menu = Menu.objects.create(
        site=Site.objects.get(), name="Ways on", entries=[to_address("/search/", "Look around")]
    )
    return menu


def figure(caption: str) -> dict[str, Any]:
    """A picture as it is stored."""
    image = {"image": ImageFactory().pk, "alt_text": "A shelf", "decorative": False}
    return {"image": image, "caption": caption}


@pytest.fixture
def _missing_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have templates say what they ask for in vain."""
    engine: Any = engines["django"]
    monkeypatch.setattr(engine.engine, "string_if_invalid", MISSING)


def text_of_main(html: str) -> str:
    """The page without head and frame, which are not the blocks'."""
    return html[html.index("<main") : html.index("</main>")]


@pytest.mark.usefixtures("_missing_is_shown")
@pytest.mark.parametrize(("kind", "name"), ALL_BLOCKS)
def test_block_is_shown_on_its_page(
    client: Client, home_page: HomePage, desk: NewsDeskPage, kind: str, name: str
) -> None:
    make, expected = SAMPLES[name]
    body = [{"type": name, "value": make()}]
    if kind == "article":
        page = ArticlePageFactory(parent=desk, body=body)
    else:
        page = StandardPageFactory(parent=home_page, body=body)

    response = client.get(page.url)

    assert response.status_code == 200
    html = text_of_main(response.content.decode())
    assert [words for words in expected if words not in html] == []
    assert "{{" not in html
    assert "{%" not in html
    assert MISSING[:1] not in html, re.findall("«.*?»", html)


@pytest.mark.parametrize(("kind", "name"), ALL_BLOCKS)
def test_block_is_shown_in_the_picker(client: Client, editor: User, kind: str, name: str) -> None:
    block = (ARTICLE_BLOCKS if kind == "article" else PAGE_BLOCKS)[name]
    client.force_login(editor)

    response = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})

    assert response.status_code == 200
    html = text_of_main(response.content.decode())
    assert len(re.sub(r"<[^>]*>|\s", "", html)) > 20, "the preview shows nothing"
    assert "{{" not in html
    assert "None" not in html


@pytest.mark.parametrize(("kind", "name"), ALL_BLOCKS)
def test_block_has_what_the_picker_needs(kind: str, name: str) -> None:
    block = (ARTICLE_BLOCKS if kind == "article" else PAGE_BLOCKS)[name]

    assert list(faults_of_block(name, block)) == []


def blocks_below(block: Any) -> list[Any]:
    """The block and all it consists of."""
    children: list[Any] = []
    if isinstance(block, (StreamBlock, StructBlock)):
        children = list(block.child_blocks.values())
    elif isinstance(block, ListBlock):
        children = [block.child_block]
    return [block, *(below for child in children for below in blocks_below(child))]


@pytest.mark.parametrize(("kind", "name"), ALL_BLOCKS)
def test_templates_that_a_block_names_exist(kind: str, name: str) -> None:
    block = (ARTICLE_BLOCKS if kind == "article" else PAGE_BLOCKS)[name]

    for each in blocks_below(block):
        for attribute in ("template", "preview_template"):
            if template := getattr(each.meta, attribute, None):
                assert engines["django"].get_template(template)


def test_unconverted_text_is_shown_in_the_preview_and_not_to_readers(
    client: Client, desk: NewsDeskPage, editor: User
) -> None:
    body = [{"type": "unconverted", "value": {"source": "<b>[gallery ids=1]</b>"}}]
    article = ArticlePageFactory(parent=desk, body=body)

    assert b"[gallery" not in client.get(article.url).content
    client.force_login(editor)
    assert b"[gallery" not in client.get(article.url).content
    article.save_revision()
    preview = client.get(reverse("wagtailadmin_pages:view_draft", args=[article.pk]))
    assert "&lt;b&gt;[gallery ids=1]&lt;/b&gt;" in preview.content.decode()


def link(**stored: Any) -> Any:
    """A case-study link."""
    return CaseStudyLinkBlock().to_python(stored)


def test_link_to_an_address_names_its_host() -> None:
    target = link(address="https://www.example.org/a?b#c").target()

    assert target.url == "https://www.example.org/a?b#c"
    assert (target.label, target.kind, target.is_outside) == ("example.org", "example.org", True)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://user:secret@example.org/", "example.org"),
        ("https://example.org:8080/", "example.org"),
        ("https://EXAMPLE.org/", "example.org"),
        ("https://bücher.example/", "bücher.example"),
    ],
)
def test_link_shows_where_it_really_leads(address: str, host: str) -> None:
    assert link(address=address).target().label == host


def test_link_says_what_its_label_says() -> None:
    assert link(address="https://example.org/", label="In full").target().label == "In full"


@pytest.mark.django_db
def test_link_to_a_page_names_its_title(home_page: HomePage) -> None:
    page = StandardPageFactory(parent=home_page, title="About", slug="about")

    target = link(page=page.pk).target(RequestFactory().get("/"))

    assert (target.url, target.label, target.kind) == ("/about/", "About", "page")
    assert not target.is_outside


@pytest.mark.django_db
def test_link_to_a_document_names_kind_and_size() -> None:
    document = DocumentFactory(title="Minutes", file__filename="minutes.pdf", file_size=2048)

    target = link(document=document.pk).target()

    assert (target.url, target.label, target.kind) == (document.url, "Minutes", "PDF")
    assert target.size == "2.0\xa0KB"


@pytest.mark.django_db
def test_link_to_what_readers_cannot_reach_leads_nowhere(home_page: HomePage) -> None:
    offline = StandardPageFactory(parent=home_page, live=False)

    assert link(page=offline.pk).target() is None
    assert link(page=999_999).target() is None
    assert link(document=999_999).target() is None
    assert link().target() is None


@pytest.mark.django_db
def test_link_that_leads_nowhere_is_not_shown() -> None:
    block = CaseStudyLinkBlock()

    html = block.render(link(page=999_999, label="In full", description="Three cases"))

    assert "In full" not in html
    assert "Three cases" not in html


@pytest.mark.django_db
@pytest.mark.parametrize("given", [["address"], ["page"], ["document"]])
def test_link_with_one_target_is_taken(home_page: HomePage, given: list[str]) -> None:
    block = CaseStudyLinkBlock()

    assert block.clean(link(**targets(home_page, given)))


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("given", "fields"),
    [
        ([], {"address"}),
        (["address", "page"], {"address", "page"}),
        (["page", "document"], {"page", "document"}),
        (["address", "page", "document"], {"address", "page", "document"}),
    ],
)
def test_link_with_no_or_several_targets_is_refused_at_its_fields(
    home_page: HomePage, given: list[str], fields: set[str]
) -> None:
    block = CaseStudyLinkBlock()

    with pytest.raises(StructBlockValidationError) as refusal:
        block.clean(link(**targets(home_page, given)))

    assert set(refusal.value.block_errors) == fields


def targets(home_page: HomePage, names: list[str]) -> dict[str, Any]:
    """Targets of these kinds."""
    all_of_them = {
        "address": "https://example.org/",
        "page": StandardPageFactory(parent=home_page).pk,
        "document": DocumentFactory().pk,
    }
    return {name: all_of_them[name] for name in names}


def test_draft_may_have_a_link_without_a_target() -> None:
    """An editor who has just added the block has not got to it yet; autosave must not stop."""
    stream = StreamBlock([("links", CaseStudyLinksBlock())])
    value = [{"type": "links", "value": {"heading": "", "links": [{"label": "In full"}]}}]

    assert stream.clean_deferred(stream.to_python(value))[0].value["links"]


@pytest.mark.django_db
def test_draft_with_two_targets_is_refused(home_page: HomePage) -> None:
    stream = StreamBlock([("links", CaseStudyLinksBlock())])
    both = targets(home_page, ["address", "page"])
    value = [{"type": "links", "value": {"heading": "", "links": [both]}}]

    with pytest.raises(StreamBlockValidationError):
        stream.clean_deferred(stream.to_python(value))
