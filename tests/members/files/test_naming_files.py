"""Whatever shows pictures and documents names them only to those who may have them."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from core.models import DeskDocument, DeskImage
from core.tasks import make_pictures
from home.models import Organisation
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from news.structured_data import PICTURE
from tests.factories import ArticlePageFactory, SourceFactory
from tests.home.organisation_form import save
from tests.members.files.library import (
    PLACES,
    Mover,
    browsers,
    document,
    mover_of_everything,
    picture,
    places,
)

pytestmark = pytest.mark.django_db

PAGES = ("/", "/news-desk/", "/news-desk/papers/")
MACHINES = (
    "/news-desk/papers/index.md",
    "/news-desk/feed/rss/",
    "/news-desk/feed/atom/",
    "/news-desk/feed/json/",
    "/llms.txt",
    "/sitemap.xml",
)


@pytest.fixture
def mover() -> Mover:
    """Somebody who may move everything."""
    return mover_of_everything()


@pytest.fixture
def image() -> DeskImage:
    """A picture."""
    return picture()


@pytest.fixture
def minutes() -> DeskDocument:
    """A document."""
    return document()


@pytest.fixture
def article(desk: NewsDeskPage, image: DeskImage, minutes: DeskDocument) -> ArticlePage:
    """An article with both in every part that can hold them, and the size told to machines."""
    NewsDeskPage.objects.filter(pk=desk.pk).update(feeds_in_full=True)
    figure = {"image": {"image": image.pk, "decorative": True, "alt_text": ""}, "caption": ""}
    link = {"label": "", "page": None, "document": minutes.pk, "address": "", "description": ""}
    embed = {"address": "https://vimeo.com/76979871", "title": "Tour", "picture": image.pk}
    text = f'<p>The <a linktype="document" id="{minutes.pk}">papers</a> of May</p>'
    body = [
        ("paragraph", text),
        ("image", figure),
        ("gallery", {"heading": "", "images": [figure]}),
        ("embed", embed),
        ("document", {"document": minutes.pk, "label": ""}),
        ("case_study_links", {"heading": "", "links": [link]}),
    ]
    stored = [{"type": kind, "value": value} for kind, value in body]
    made: ArticlePage = ArticlePageFactory(
        parent=desk, slug="papers", title="Papers", image=image, body=stored
    )
    image.get_rendition(PICTURE)
    return made


def read(client: Client, url: str) -> str:
    """What is at the address."""
    response = client.get(url)
    assert response.status_code == 200, url
    return response.content.decode()


def named(text: str, image: DeskImage, minutes: DeskDocument) -> set[str]:
    """Which of the two a text names. A rendition's name begins like that of its original."""
    stem = str(image.file.name).rpartition("/")[2][:12]
    said = (minutes.url, minutes.filename, minutes.title)
    found = {"picture"} if stem in text else set()
    return found | ({"document"} if any(each in text for each in said) else set())


def test_pages_name_files_to_those_who_may_have_them(
    article: ArticlePage, image: DeskImage, minutes: DeskDocument, mover: Mover
) -> None:
    where, people = places(), browsers()
    both = {"picture", "document"}

    for place in ("members", "open", "board"):
        mover.together(image, where[place])
        mover.together(minutes, where[place])
        for name in ("anonymous", "member", "board", "editor"):
            client = people[name]
            shown = {url: named(read(client, url), image, minutes) for url in PAGES}
            is_let_in = name in PLACES[place]
            assert shown[article.url] == (both if is_let_in else set()), (name, place)
            for url in ("/", "/news-desk/"):
                assert shown[url] == ({"picture"} if is_let_in else set()), (name, place, url)


def test_parts_of_a_page_go_with_their_file_and_leave_no_gap(
    article: ArticlePage, image: DeskImage, minutes: DeskDocument, mover: Mover
) -> None:
    where, nobody = places(), Client()
    before = read(nobody, article.url)
    assert before.count("<picture>") == 4  # above the text, alone, in the gallery, on the player
    assert before.count(minutes.url) == 3  # in the text, by itself, among the case studies

    mover.alone(image, where["members"])
    mover.alone(minutes, where["members"])

    after = read(nobody, article.url)
    assert "<picture>" not in after
    assert '<figure class="picture' not in after
    assert 'class="gallery"' not in after
    assert "The <a>papers</a> of May" in after
    assert "Tour" in after


def test_machines_are_told_of_open_files_only_whoever_sends_them(
    article: ArticlePage, image: DeskImage, minutes: DeskDocument, mover: Mover
) -> None:
    where, people = places(), browsers()
    details = f"/api/v2/pages/{article.pk}/"
    lists = "/api/v2/pages/?type=news.ArticlePage&fields=*"

    def told(client: Client) -> dict[str, set[str]]:
        return {
            url: named(read(client, url), image, minutes) for url in (*MACHINES, details, lists)
        }

    opened = told(people["anonymous"])
    assert opened[details] == {"picture", "document"}
    assert "picture" in opened[lists]
    assert "picture" in opened["/news-desk/feed/json/"]

    mover.together(image, where["members"])
    mover.together(minutes, where["members"])
    for name in ("anonymous", "superuser"):
        assert all(not found for found in told(people[name]).values()), name

    mover.together(image, where["open"])
    mover.together(minutes, where["open"])
    assert told(people["anonymous"]) == opened


def test_copy_of_a_feed_does_not_hold_after_the_move(
    article: ArticlePage, image: DeskImage, mover: Mover
) -> None:
    where, nobody = places(), Client()
    for url in ("/news-desk/feed/rss/", f"/api/v2/pages/{article.pk}/"):
        tag = nobody.get(url)["ETag"]
        assert nobody.get(url, headers={"If-None-Match": tag}).status_code == 304
        mover.together(image, where["members"])
        assert nobody.get(url, headers={"If-None-Match": tag}).status_code == 200
        mover.together(image, where["open"])


def test_json_ld_names_no_private_picture(
    article: ArticlePage, image: DeskImage, mover: Mover
) -> None:
    assert "ImageObject" in read(Client(), article.url)

    mover.alone(image, places()["members"])

    assert "ImageObject" not in read(Client(), article.url)


def test_closing_a_collection_takes_its_pictures_off_every_page(
    article: ArticlePage, image: DeskImage, minutes: DeskDocument, mover: Mover
) -> None:
    nobody = Client()
    collection = places()["open"]
    mover.alone(image, collection)
    privacy = f"/admin/collections/{collection.pk}/privacy/"
    groups = collection.get_view_restrictions().model.groups.rel.model.objects
    members = groups.get(name="Members").pk
    assert "picture" in named(read(nobody, article.url), image, minutes)

    mover.client.post(privacy, {"restriction_type": "groups", "groups": [members]})
    assert "picture" not in named(read(nobody, article.url), image, minutes)

    mover.client.post(privacy, {"restriction_type": "none"})
    assert "picture" in named(read(nobody, article.url), image, minutes)


def test_moving_a_collection_takes_its_files_with_it(
    article: ArticlePage, image: DeskImage, minutes: DeskDocument, mover: Mover
) -> None:
    nobody, where = Client(), places()
    mover.alone(image, where["open"])
    fields = {"name": "open", "parent": where["members"].pk}
    assert "picture" in named(read(nobody, article.url), image, minutes)

    answer = mover.client.post(f"/admin/collections/{where['open'].pk}/", fields)

    assert answer.status_code == 302
    assert "picture" not in named(read(nobody, article.url), image, minutes)


def test_organisation_and_sources_do_without_private_pictures(
    desk: NewsDeskPage, mover: Mover
) -> None:
    image, where, nobody = picture(), places(), Client()
    stem = str(image.file.name).rpartition("/")[2][:12]
    Organisation.objects.create(
        site=desk.get_site(),
        name="Reading Rooms",
        **dict.fromkeys(("logo", "logo_for_dark", "icon", "share_image"), image),
    )
    article = ArticlePageFactory(parent=desk, source=SourceFactory(logo=image))
    pages = ("/", article.url, "/opensearch.xml")
    assert all(stem in read(nobody, url) for url in pages)

    mover.alone(image, where["members"])
    for url in pages:
        assert stem not in read(nobody, url), url
    assert stem not in read(mover.client, "/")

    mover.alone(image, where["open"])
    assert all(stem in read(nobody, url) for url in pages)


def test_organisations_form_refuses_a_private_picture(
    desk: NewsDeskPage, administrator: User
) -> None:
    image = picture(collection=places()["members"])
    client = Client()
    client.force_login(administrator)

    response = save(client, desk.get_site(), logo=str(image.pk))

    [message] = response.context["form"].errors["logo"]
    assert "in the collection “members”, which is not open to everybody" in message


def test_documents_title_is_not_kept_among_a_pages_words(
    article: ArticlePage, minutes: DeskDocument
) -> None:
    assert minutes.title not in article.plain_text
    assert minutes.title in article.words_today()


def test_pictures_of_private_collections_are_made_for_those_who_may_see_them(
    article: ArticlePage, image: DeskImage, mover: Mover
) -> None:
    mover.alone(image, places()["members"])
    image.renditions.all().delete()

    make_pictures.func(article.pk)

    assert image.renditions.filter(filter_spec__startswith="format-avif").exists()


def cost(client: Client, url: str) -> int:
    """How many queries it takes once a process is warm."""
    for _ in range(2):
        b"".join(client.get(url))  # the end of a file closes it
    with CaptureQueriesContext(connection) as captured:
        b"".join(client.get(url))
    return sum("core_generation" not in query["sql"] for query in captured.captured_queries)


def test_files_cost_no_query_whether_collections_are_closed_or_not(
    article: ArticlePage, image: DeskImage, minutes: DeskDocument, mover: Mover
) -> None:
    nobody = Client()
    rendition: Any = image.renditions.first()
    urls = ("/", "/news-desk/", article.url)
    before = {url: cost(nobody, url) for url in urls}
    assert cost(nobody, rendition.url) == 1

    mover.alone(image, places()["members"])

    member = browsers()["member"]
    for url in urls:
        assert cost(nobody, url) <= before[url], url
    # Beside the picture's row who it is: the session, the account, the groups.
    assert cost(member, rendition.url) == 4
