"""Editors are warned of files that do not fit a page's readers, and mend it with a click."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from wagtail.models import (
    Collection,
    GroupCollectionPermission,
    GroupPagePermission,
    ModelLogEntry,
    Page,
)

from core.models import DeskDocument, DeskImage
from home.models import HomePage, StandardPage
from members.files.fitting import misfits_of
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.factories import ArticlePageFactory, StandardPageFactory, UserFactory, restrict
from tests.members.files.library import CONTENT, collection, document, picture, places

pytestmark = pytest.mark.django_db


@pytest.fixture
def where() -> dict[str, Collection]:
    """Collections of all kinds."""
    return places()


@pytest.fixture
def browser(editor: User) -> Client:
    """An editor's."""
    client = Client()
    client.force_login(editor)
    return client


def with_document(parent: Page, file: DeskDocument) -> StandardPage:
    """A page that offers the document."""
    body = [{"type": "document", "value": {"document": file.pk, "label": ""}}]
    made: StandardPage = StandardPageFactory(parent=parent, body=body)
    return made


def form_of(client: Client, page: Page) -> str:
    """The page's form, as an editor reads it."""
    response = client.get(f"/admin/pages/{page.pk}/edit/")
    assert response.status_code == 200
    return unescape(response.content.decode())


def clicks(html: str) -> list[str]:
    """Where the buttons in the warnings post to."""
    return re.findall(r'data-w-action-url-value="(/admin/files/[^"]+)"', html)


OPEN: tuple[str, ...] = ()
MEMBERS = ("Members",)
BOARD = ("Board",)
EITHER = ("Board", "Members")

FEWER, MORE = "Some readers of this page", "People who may not read this page"


@pytest.mark.parametrize(
    ("readers", "place", "said"),
    [
        (OPEN, "open", set()),
        (OPEN, "members", {FEWER}),
        (MEMBERS, "open", {MORE}),
        (MEMBERS, "members", set()),
        (MEMBERS, "board", {FEWER, MORE}),
        (BOARD, "members", {FEWER, MORE}),
        (MEMBERS, "board of members", {FEWER}),
        (EITHER, "members", {FEWER}),
        (MEMBERS, "either", {MORE}),
        (BOARD, "board", set()),
    ],
)
def test_warning_says_who_sees_more_or_less_than_the_page(
    superuser: User,
    client: Client,
    desk: NewsDeskPage,
    home_page: HomePage,
    where: dict[str, Collection],
    readers: tuple[str, ...],
    place: str,
    said: set[str],
) -> None:
    client.force_login(superuser)
    where["either"] = collection("either", *EITHER)
    shows_picture = ArticlePageFactory(parent=desk, image=picture(collection=where[place]))
    offers_document = with_document(home_page, document(collection=where[place]))
    for page in (shows_picture, offers_document):
        if readers:
            restrict(page, *readers)

        html = form_of(client, page)

        assert {words for words in (FEWER, MORE) if words in html} == said


def test_click_moves_the_picture_and_is_recorded(
    browser: Client, editor: User, desk: NewsDeskPage, where: dict[str, Collection]
) -> None:
    image = picture(collection=where["open"])
    article = ArticlePageFactory(parent=desk, title="Among ourselves", image=image)
    restrict(article, "Members")
    [click] = clicks(form_of(browser, article))

    for _ in range(2):  # in two tabs, perhaps
        answer = browser.post(click)
        assert answer.status_code == 302
        assert answer["Location"] == f"/admin/pages/{article.pk}/edit/"

    image.refresh_from_db()
    assert image.collection == where["members"]
    html = form_of(browser, article)
    assert "“Canary picture” is now in “members”." in html
    assert clicks(html) == []
    [entry] = ModelLogEntry.objects.for_instance(image).filter(action="members.move_file")
    assert entry.user == editor
    assert entry.message == "Moved from “open” to “members” to suit the page “Among ourselves”"
    assert Client().get(image.get_rendition("width-20").url).status_code == 404


def test_document_of_a_public_page_is_taken_out_of_the_private_collection(
    browser: Client, desk: NewsDeskPage, where: dict[str, Collection]
) -> None:
    minutes = document(collection=where["members"])
    text = f'<p><a linktype="document" id="{minutes.pk}">Minutes</a></p>'
    article = ArticlePageFactory(parent=desk, body=[{"type": "paragraph", "value": text}])

    offered = clicks(form_of(browser, article))

    # The root and "open".
    assert len(offered) == 2
    browser.post(next(each for each in offered if each.endswith(f"/{where['open'].pk}/")))
    response = Client().get(minutes.url)
    assert response.status_code == 200
    assert b"".join(response) == CONTENT


def test_editor_is_asked_which_where_several_fit(
    browser: Client, desk: NewsDeskPage, where: dict[str, Collection]
) -> None:
    more = collection("More for members", "Members")
    article = ArticlePageFactory(parent=desk, image=picture(collection=where["open"]))
    restrict(article, "Members")

    html = form_of(browser, article)

    assert len(clicks(html)) == 2
    for name in ("members", more.name):
        assert f"Move “Canary picture” to “{name}”" in html


def test_editor_is_told_where_none_fits(browser: Client, desk: NewsDeskPage) -> None:
    article = ArticlePageFactory(parent=desk, image=picture())
    restrict(article, "Board")

    html = form_of(browser, article)

    assert clicks(html) == []
    assert "There is no collection for the readers of this page" in html


def test_administrator_has_the_collection_made(
    client: Client, administrator: User, desk: NewsDeskPage
) -> None:
    client.force_login(administrator)
    image = picture()
    article = ArticlePageFactory(parent=desk, image=image)
    restrict(article, *EITHER)
    html = form_of(client, article)
    assert "Make a collection “Board, Members” and move “Canary picture” there" in html
    [click] = clicks(html)

    for _ in range(2):  # in two tabs, perhaps
        client.post(click)

    image.refresh_from_db()
    made = Collection.objects.get(name="Board, Members")
    assert image.collection == made
    groups = made.view_restrictions.get().groups.values_list("name", flat=True)
    assert set(groups) == set(EITHER)
    actions = ModelLogEntry.objects.for_instance(made).values_list("action", flat=True)
    assert set(actions) == {"wagtail.create", "members.collection_privacy"}
    assert clicks(form_of(client, article)) == []


def test_collection_is_made_for_the_narrower_of_two_restrictions_or_not_at_all(
    client: Client, administrator: User, desk: NewsDeskPage
) -> None:
    client.force_login(administrator)
    article = ArticlePageFactory(parent=desk, image=picture())
    restrict(desk, *EITHER)
    restriction = restrict(article, "Board")
    assert "Make a collection “Board”" in form_of(client, article)

    restriction.groups.set(Group.objects.filter(name="Editors"))

    assert clicks(form_of(client, article)) == []


def test_collection_is_made_by_those_only_who_may_make_collections(
    browser: Client, desk: NewsDeskPage
) -> None:
    article = ArticlePageFactory(parent=desk, image=picture())
    restrict(article, "Members")
    number = Collection.objects.count()

    browser.post(f"/admin/files/fit/{article.pk}/image/{article.image_id}/to/new/")

    assert Collection.objects.count() == number


def test_draft_of_a_live_page_is_looked_at_as_it_is_written(
    browser: Client, desk: NewsDeskPage, where: dict[str, Collection]
) -> None:
    article: ArticlePage = ArticlePageFactory(parent=desk)
    restrict(article, "Members")
    assert clicks(form_of(browser, article)) == []

    article.image = picture(collection=where["open"])
    article.save_revision()

    assert len(clicks(form_of(browser, article))) == 1


def test_warning_says_where_else_the_file_is_used(
    browser: Client, desk: NewsDeskPage, where: dict[str, Collection]
) -> None:
    image = picture(collection=where["open"])
    article = ArticlePageFactory(parent=desk, image=image)
    restrict(article, "Members")
    assert "It is also used in" not in form_of(browser, article)

    ArticlePageFactory(parent=desk, image=image)

    assert "It is also used in 1 other place." in form_of(browser, article)


def test_file_is_not_moved_where_it_does_not_fit_any_more(
    browser: Client, desk: NewsDeskPage, where: dict[str, Collection]
) -> None:
    image = picture(collection=where["open"])
    article = ArticlePageFactory(parent=desk, image=image)
    restriction = restrict(article, "Members")
    [click] = clicks(form_of(browser, article))
    restriction.delete()

    browser.post(click)

    image.refresh_from_db()
    assert image.collection == where["open"]
    assert "Nothing was moved" in form_of(browser, article)


def click_for(page: Page, file: DeskImage, to: Collection) -> str:
    """The address of the click, made up."""
    return f"/admin/files/fit/{page.pk}/image/{file.pk}/to/{to.pk}/"


def photographer(home_page: HomePage, *actions: tuple[str, Collection]) -> User:
    """Somebody who may edit articles, and do these things with images in these collections."""
    helpers = Group.objects.create(name="Helpers")
    helpers.permissions.add(Permission.objects.get(codename="access_admin"))
    GroupPagePermission.objects.create(
        group=helpers, page=home_page, permission=Permission.objects.get(codename="change_page")
    )
    for action, place in actions:
        GroupCollectionPermission.objects.create(
            group=helpers,
            collection=place,
            permission=Permission.objects.get(codename=f"{action}_image"),
        )
    return UserFactory.create(groups=["Helpers"])


def test_click_needs_the_right_to_change_the_file_and_to_add_to_the_collection(
    client: Client, home_page: HomePage, desk: NewsDeskPage, where: dict[str, Collection]
) -> None:
    image = picture(collection=where["open"])
    article = ArticlePageFactory(parent=desk, image=image)
    restrict(article, "Members")
    person = photographer(home_page, ("change", where["open"]))
    client.force_login(person)
    click = click_for(article, image, where["members"])
    assert clicks(form_of(client, article)) == []
    client.post(click)
    image.refresh_from_db()
    assert image.collection == where["open"]

    GroupCollectionPermission.objects.create(
        group=Group.objects.get(name="Helpers"),
        collection=where["members"],
        permission=Permission.objects.get(codename="add_image"),
    )

    assert clicks(form_of(client, article)) == [click]
    client.post(click)
    image.refresh_from_db()
    assert image.collection == where["members"]


@pytest.mark.parametrize("who", ["anonymous", "member", "contributor"])
def test_click_is_refused_to_who_may_not_edit_the_page(
    client: Client, desk: NewsDeskPage, where: dict[str, Collection], who: str
) -> None:
    image = picture(collection=where["open"])
    article = ArticlePageFactory(parent=desk, image=image)
    restrict(article, "Members")
    if who != "anonymous":
        group = {"member": "Members", "contributor": "Contributors"}[who]
        client.force_login(UserFactory.create(groups=[group]))

    client.post(click_for(article, image, where["members"]))

    image.refresh_from_db()
    assert image.collection == where["open"]


def test_click_is_a_post_to_what_exists(
    browser: Client, desk: NewsDeskPage, where: dict[str, Collection]
) -> None:
    image = picture(collection=where["open"])
    article = ArticlePageFactory(parent=desk, image=image)
    good = click_for(article, image, where["open"])

    assert browser.get(good).status_code == 405
    for wrong in (good.replace("/image/", "/video/"), good.replace(f"/{image.pk}/", "/999999/")):
        assert browser.post(wrong).status_code == 404


def test_pages_cost_nothing_where_nothing_is_closed(
    editor: User, desk: NewsDeskPage, django_assert_max_num_queries: Any
) -> None:
    article: Any = ArticlePage.objects.get(pk=ArticlePageFactory(parent=desk, image=picture()).pk)
    misfits_of(article, editor)

    with django_assert_max_num_queries(2):  # whether memory holds
        assert misfits_of(article, editor) == []
