"""What makes every process forget, and what does not."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Collection, Page, PageViewRestriction, Site
from wagtail.test.utils.form_data import nested_form_data, streamfield

from core.closures import closures
from core.memory import remember
from home.models import HomePage, StandardPage
from members.models import User
from news.models import ArticlePage, NewsDeskPage
from tests.factories import (
    ArticlePageFactory,
    DocumentFactory,
    SourceFactory,
    StandardPageFactory,
    restrict,
)


@pytest.fixture
def forgotten() -> Callable[[], bool]:
    """Whether anything happened since the last call that made processes forget."""
    computed = 0

    def compute() -> int:
        nonlocal computed
        computed += 1
        return computed

    def was_forgotten() -> bool:
        before = computed
        return remember("witness", compute) != before

    return was_forgotten


@pytest.fixture
def article(desk: NewsDeskPage) -> ArticlePage:
    """A live article."""
    return ArticlePageFactory(parent=desk, slug="libraries")


@pytest.fixture
def draft(desk: NewsDeskPage) -> ArticlePage:
    """An article nobody has seen yet."""
    return ArticlePageFactory(parent=desk, slug="draft", live=False)


def test_nothing_is_forgotten_while_nothing_happens(
    site: Site, forgotten: Callable[[], bool]
) -> None:
    assert forgotten()
    assert not forgotten()


def save_as_draft(page: ArticlePage) -> None:
    page.title = "Another title"
    page.save_revision()


def publish(page: ArticlePage) -> None:
    page.title = "Another title"
    page.save_revision().publish()


def unpublish(page: ArticlePage) -> None:
    page.unpublish()


def delete(page: ArticlePage) -> None:
    page.delete()


def delete_as_base_type(page: ArticlePage) -> None:
    Page.objects.get(pk=page.pk).delete()


def delete_in_bulk(page: ArticlePage) -> None:
    ArticlePage.objects.filter(pk=page.pk).delete()


def change_slug(page: ArticlePage) -> None:
    page.slug = "reading-rooms"
    page.save()


def take_offline_by_hand(page: ArticlePage) -> None:
    page.live = False
    page.save()


def show_in_menu(page: ArticlePage) -> None:
    page.show_in_menus = True
    page.save(update_fields=["show_in_menus"])


def restrict_to_members(page: ArticlePage) -> None:
    restrict(page, "Members")


def move(page: ArticlePage) -> None:
    other = NewsDeskPage(title="Second desk")
    page.get_parent().get_parent().add_child(instance=other)
    page.move(other, pos="last-child")


def copy(page: ArticlePage) -> None:
    page.copy(update_attrs={"slug": "copied"}, keep_live=True)


@pytest.mark.parametrize(
    "change",
    [
        publish,
        unpublish,
        delete,
        delete_as_base_type,
        delete_in_bulk,
        change_slug,
        take_offline_by_hand,
        show_in_menu,
        restrict_to_members,
        move,
        copy,
    ],
)
def test_change_that_readers_see_makes_processes_forget(
    article: ArticlePage, forgotten: Callable[[], bool], change: Callable[[ArticlePage], None]
) -> None:
    forgotten()

    change(article)

    assert forgotten()


def test_draft_of_a_live_article_makes_nobody_forget(
    article: ArticlePage, forgotten: Callable[[], bool]
) -> None:
    forgotten()

    save_as_draft(article)

    assert not forgotten()


def test_new_draft_makes_nobody_forget(desk: NewsDeskPage, forgotten: Callable[[], bool]) -> None:
    source = SourceFactory.create()
    forgotten()

    draft = ArticlePageFactory(parent=desk, live=False, source=source)
    draft.save_revision()

    assert not forgotten()


def test_saving_a_draft_over_makes_nobody_forget(
    draft: ArticlePage, forgotten: Callable[[], bool]
) -> None:
    """Wagtail saves a page that never was live as a whole, twice a second while it is edited."""
    forgotten()

    draft.title = "Better"
    draft.slug = "better"
    draft.save()
    draft.save_revision()

    assert not forgotten()


def test_publishing_a_draft_makes_processes_forget(
    draft: ArticlePage, forgotten: Callable[[], bool]
) -> None:
    forgotten()

    publish(draft)

    assert forgotten()


def test_draft_put_online_by_hand_makes_processes_forget(
    draft: ArticlePage, forgotten: Callable[[], bool]
) -> None:
    forgotten()

    draft.live = True
    draft.save()

    assert forgotten()


def test_new_address_of_an_offline_page_with_live_ones_below_makes_processes_forget(
    home_page: HomePage, forgotten: Callable[[], bool]
) -> None:
    above: StandardPage = StandardPageFactory(parent=home_page, slug="about", live=False)
    below: StandardPage = StandardPageFactory(parent=above, slug="people")
    forgotten()

    above.slug = "about-us"
    above.save()

    assert forgotten()
    below.refresh_from_db()
    assert below.url_path == "/home/about-us/people/"


def test_offline_alias_that_becomes_a_page_of_its_own_opens_what_is_live_below_it(
    home_page: HomePage, forgotten: Callable[[], bool]
) -> None:
    source = StandardPageFactory(parent=home_page, slug="source", live=False)
    alias = source.create_alias(update_slug="alias")
    below = StandardPageFactory(parent=alias, slug="below")
    restrict(source, "Members")
    assert not closures().is_open(below)
    forgotten()

    ConvertAliasPageAction(alias).execute()

    assert forgotten()
    assert closures().is_open(below)


@pytest.mark.parametrize("live", [True, False], ids=["live", "never published"])
def test_autosave_of_an_open_editor_makes_nobody_forget(
    client: Client, desk: NewsDeskPage, editor: User, forgotten: Callable[[], bool], live: bool
) -> None:
    page = ArticlePageFactory(parent=desk, live=live, slug="open")
    client.force_login(editor)
    forgotten()

    data = nested_form_data(
        {
            "title": "Typed further",
            "slug": "open",
            "source": str(page.source_id),
            "shared_on": "2024-05-01",
            "body": streamfield([]),
            "comments": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
            "related_picks": {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0},
        }
    )
    response = client.post(
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        data,
        headers={"Accept": "application/json"},
    )

    assert response.json()["success"] is True
    page.refresh_from_db()
    assert page.draft_title == "Typed further"
    assert not forgotten()


def test_change_of_a_site_makes_processes_forget(site: Site, forgotten: Callable[[], bool]) -> None:
    forgotten()

    site.site_name = "Another"
    site.save()
    assert forgotten()

    Site.objects.create(hostname="two.example.org", root_page=site.root_page).delete()
    assert forgotten()


@pytest.mark.parametrize("act", ["add", "remove", "set", "clear"])
def test_change_of_a_restrictions_groups_makes_processes_forget(
    article: ArticlePage, forgotten: Callable[[], bool], act: str
) -> None:
    restriction = restrict(article, "Members")
    others = Group.objects.get(name="Editors")
    forgotten()

    match act:
        case "add":
            restriction.groups.add(others)
        case "remove":
            restriction.groups.remove(Group.objects.get(name="Members"))
        case "set":
            restriction.groups.set([others])
        case "clear":
            restriction.groups.clear()

    assert forgotten()


def test_lifting_a_restriction_makes_processes_forget(
    article: ArticlePage, forgotten: Callable[[], bool]
) -> None:
    restrict(article, "Members")
    forgotten()

    PageViewRestriction.objects.all().delete()

    assert forgotten()


def test_change_of_an_account_makes_nobody_forget(
    member: User, forgotten: Callable[[], bool]
) -> None:
    forgotten()

    member.display_name = "Mina M."
    member.save()
    member.groups.add(Group.objects.get(name="Editors"))
    member.delete()

    assert not forgotten()


def test_documents_put_into_a_private_collection_together_make_processes_forget(
    client: Client, superuser: User, forgotten: Callable[[], bool]
) -> None:
    """Wagtail changes their rows with one statement, without a signal."""
    document = DocumentFactory()
    closed = Collection.get_first_root_node().add_child(name="Closed")
    client.force_login(superuser)
    action = reverse("wagtail_bulk_action", args=["core", "deskdocument", "add_to_collection"])
    forgotten()

    client.post(f"{action}?id={document.pk}", {"collection": closed.pk})

    document.refresh_from_db()
    assert document.collection == closed
    assert forgotten()
