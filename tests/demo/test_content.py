"""What the demo site consists of, and that all of it is sound."""

from __future__ import annotations

import re
from html import unescape
from typing import Any
from urllib.parse import urlsplit

from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse
from django.utils.html import strip_tags
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Page, ReferenceIndex, Revision
from wagtail.rich_text import RichText, expand_db_html

from core.blocks.text import TEXT_FEATURES
from core.body import leaves
from core.models import DeskDocument, DeskImage
from demo import content
from home.models import Organisation
from members.models import User
from news.blocks import ArticleBodyBlock
from news.models import ArticlePage, Disclaimer, NewsDeskPage, Source, Topic
from tests.demo.conftest import Folders

SHOWCASE = "how-we-tell-a-story"
MEMBERS_ONLY = ["/members-room/", "/news-desk/forty-sets-of-accounts/"]
# Names that nobody can register (RFC 2606), and the one place whose player the showcase loads.
HOSTS_OF_NOBODY = re.compile(r"(.+\.)?example(\.org|\.com)?|vimeo\.com")


def pages_with_bodies() -> list[Any]:
    """All pages that have a body."""
    return [page for page in Page.objects.specific() if hasattr(page, "body")]


def rich_texts() -> list[RichText]:
    """All running text of all pages."""
    return [
        leaf
        for page in pages_with_bodies()
        for leaf in leaves(page.body)
        if isinstance(leaf, RichText)
    ]


def test_every_page_is_valid_down_to_its_blocks(demo: Folders) -> None:
    # The block that chooses a snippet asks the admin, which is set up with its addresses.
    reverse("wagtailadmin_home")
    pages = pages_with_bodies()

    assert len(pages) == 25
    for page in pages:
        page.full_clean()
        page.body.stream_block.clean(page.body)


def test_bodies_are_stored_as_the_editor_stores_them(demo: Folders) -> None:
    reverse("wagtailadmin_home")
    for page in pages_with_bodies():
        block, body = page.body.stream_block, page.body

        assert block.get_prep_value(block.clean(body)) == list(body.raw_data)


def test_tree_of_pages_is_sound(demo: Folders) -> None:
    assert not any(Page.find_problems())


def test_showcase_has_every_block(demo: Folders) -> None:
    showcase = ArticlePage.objects.get(slug=SHOWCASE)

    assert {block.block_type for block in showcase.body} == set(ArticleBodyBlock().child_blocks)


def test_every_case_study_link_leads_somewhere(demo: Folders) -> None:
    links = [
        link
        for article in ArticlePage.objects.all()
        for block in article.body.blocks_by_name("case_study_links")
        for link in block.value["links"]
    ]

    assert {target.kind for link in links if (target := link.target())} >= {"page", "PDF"}
    assert all(link.target() for link in links)


def test_every_link_within_text_leads_somewhere(demo: Folders) -> None:
    anchors = re.findall(r"<a[^>]*>", "".join(expand_db_html(text.source) for text in rich_texts()))

    assert len(anchors) >= 8
    assert all('href="' in anchor for anchor in anchors)


def test_text_is_what_the_editor_offers(demo: Folders) -> None:
    converter = ContentstateConverter(features=TEXT_FEATURES)
    for text in rich_texts():
        kept = converter.to_database_format(converter.from_database_format(text.source))

        assert unescape(strip_tags(kept)) == unescape(strip_tags(text.source))
        for tag in ("<b>", "<i>", "<li", "<a "):
            assert kept.count(tag) == text.source.count(tag)


def test_addresses_belong_to_nobody(demo: Folders) -> None:
    names = ["association", "desk", "files"]
    text = str([*(content.read(name) for name in names), content.read_articles()])
    hosts = {urlsplit(address).hostname for address in re.findall(r"https?://[^\s'\"]+", text)}
    hosts |= set(re.findall(r"[\w.]@([\w.-]+\w)", text))

    assert len(hosts) >= 8
    assert all(HOSTS_OF_NOBODY.fullmatch(host or "") for host in hosts)


def test_articles_come_in_every_status(demo: Folders) -> None:
    articles = ArticlePage.objects.all()
    [draft] = articles.not_live().filter(go_live_at=None)
    [scheduled] = articles.not_live().exclude(go_live_at=None)

    assert articles.live().count() == 14
    assert draft.status_string == "draft"
    assert scheduled.status_string == "scheduled"
    assert Revision.objects.filter(approved_go_live_at=scheduled.go_live_at).count() == 1


def test_articles_differ_as_those_of_a_real_desk_do(demo: Folders) -> None:
    articles = list(ArticlePage.objects.live().order_by("shared_on"))
    months = {(article.shared_on.year, article.shared_on.month) for article in articles}

    assert (articles[-1].shared_on - articles[0].shared_on).days > 19 * 30
    assert len(months) >= 12
    assert {article.source_published_precision for article in articles} == {"day", "month", "year"}
    assert sum(bool(article.differing_source_headline) for article in articles) >= 5
    assert sum(article.featured for article in articles) == 1
    assert sum(bool(article.content_note) for article in articles) == 2
    assert all(article.image_alt for article in articles if article.image)
    assert sum(bool(article.image) for article in articles) == 2
    assert {len(article.body) for article in articles} >= {2, 4, 13}


def test_articles_look_published_on_the_day_they_were_shared(demo: Folders) -> None:
    for article in ArticlePage.objects.live():
        revision = article.latest_revision

        assert article.first_published_at.date() == article.shared_on
        assert article.last_published_at.date() == article.shared_on
        assert article.latest_revision_created_at == revision.created_at
        assert revision.created_at.date() == article.shared_on
        assert revision.user == article.owner == User.objects.get(email="editor@example.org")
        assert not article.has_unpublished_changes


def test_every_topic_source_and_picture_is_used_and_described(demo: Folders) -> None:
    assert Topic.objects.count() == len(content.read("desk")["topics"])
    assert Source.objects.count() == len(content.read("desk")["sources"])
    assert DeskImage.objects.count() == len(content.read("files")["pictures"])
    assert all(topic.description for topic in Topic.objects.all())
    assert all(source.description and source.url for source in Source.objects.all())
    assert Source.objects.exclude(logo=None).count() == 4
    for image in DeskImage.objects.all():
        assert image.description
        assert default_storage.size(image.file.name) == image.file_size


def test_disclaimers_have_the_wording_in_force(demo: Folders) -> None:
    standing = NewsDeskPage.objects.get().disclaimer
    health = Disclaimer.objects.get(name="Health information")

    assert [wording.number for wording in standing.wordings.all()] == [1, 2]
    assert "Kept Open Libraries" in standing.wording_on().text
    assert "Kept Open Libraries" not in standing.wordings.get(number=1).text
    assert ArticlePage.objects.get(slug="the-chair-by-the-large-print").disclaimer == health
    assert health.is_in_use


def test_articles_from_before_the_present_wording_have_the_one_of_their_time(demo: Folders) -> None:
    numbers = {
        article.slug: article.wording.number
        for article in ArticlePage.objects.live().filter(disclaimer=None).order_by("shared_on")
    }

    assert list(numbers.values()) == sorted(numbers.values())
    assert numbers["the-shoebox"] == 1
    assert numbers["licences-that-expire"] == 2


def test_organisation_can_be_reached(demo: Folders) -> None:
    organisation = Organisation.objects.get()
    organisation.full_clean()

    assert organisation.name == "Kept Open Libraries"
    assert organisation.logo
    # Ofcom keeps 020 7946 0000 to 0999 free for stories.
    assert organisation.telephone.startswith("+44 20 7946 0")
    assert organisation.email.endswith("@example.org")
    assert "Holmby" in organisation.postal_address
    assert organisation.hours
    assert 'linktype="page"' in organisation.footer_text
    assert len(organisation.profiles) == 2


def test_documents_are_what_their_names_say(demo: Folders) -> None:
    with DeskDocument.objects.get(title="The winter survey in figures").open_file() as pdf:
        assert pdf.read().startswith(b"%PDF-1.4")
    with DeskDocument.objects.get(title="Loans by town").open_file() as table:
        assert table.read().decode().splitlines()[1] == "Holmby,34,3860,4120"


def test_search_finds_articles_by_their_text(demo: Folders) -> None:
    found = ArticlePage.objects.live().search("grocer ledger")

    assert [article.slug for article in found] == ["the-shoebox"]


def test_pictures_know_where_they_are_used(demo: Folders) -> None:
    shelves = DeskImage.objects.get(title="Shelves with gaps")

    assert ReferenceIndex.get_references_to(shelves).count() == 1


def test_members_can_read_every_page(demo: Folders, client: Client) -> None:
    client.force_login(User.objects.get(email="member@example.org"))
    addresses = [page.get_url() for page in Page.objects.live().filter(depth__gt=1)]

    assert len(addresses) == 24
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )


def test_members_pages_are_closed_to_others(demo: Folders, client: Client) -> None:
    page, article = MEMBERS_ONLY
    told_of_article = "This article is for members"
    assert client.get(page).status_code == 404
    assert told_of_article in client.get(article).content.decode()
    client.force_login(User.objects.get(email="visitor@example.org"))
    assert client.get(page).status_code == 403
    assert told_of_article in client.get(article).content.decode()


def test_only_members_see_the_members_room_in_the_menu(demo: Folders, client: Client) -> None:
    menu_entry = 'href="/members-room/"'

    assert menu_entry not in client.get("/").content.decode()
    client.force_login(User.objects.get(email="member@example.org"))
    assert menu_entry in client.get("/").content.decode()
