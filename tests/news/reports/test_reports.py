"""Reports count what they say, of the desks one may publish on, to those who may."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import GroupPagePermission, PageLogEntry

from home.models import HomePage
from members.models import User
from news.models import ArticlePage, Correction, NewsDeskPage, Source, Topic
from news.reports.urls import REPORTS
from tests.factories import (
    ArticlePageFactory,
    ImageFactory,
    NewsDeskPageFactory,
    SourceFactory,
    UserFactory,
)
from tests.queries import queries_of

Read = Callable[..., Any]
Taken = Callable[..., list[list[Any]]]
SEPTEMBER = {"shared_on_from": "2015-09-01", "shared_on_to": "2015-09-30"}


def test_articles_are_counted_by_source_and_month(
    taken_away: Taken, articles: list[ArticlePage]
) -> None:
    assert taken_away("by_source") == [
        ["Month", "Source", "Articles"],
        ["2015-10", "Another", "1"],
        ["2015-09", "The Post", "2"],
    ]


def test_report_shows_months_in_words_and_leads_to_the_articles(
    read: Read, articles: list[ArticlePage], post: Source
) -> None:
    page = read("by_source").content.decode()

    assert "September 2015" in page
    assert f"{reverse('articles:index')}?source={post.pk}" in page


def test_period_holds_its_first_and_its_last_day(
    taken_away: Taken, articles: list[ArticlePage]
) -> None:
    found = taken_away("by_source", shared_on_from="2015-09-02", shared_on_to="2015-09-21")

    assert found[1:] == [["2015-09", "The Post", "2"]]


def test_drafts_are_not_counted_by_source(taken_away: Taken, articles: list[ArticlePage]) -> None:
    articles[2].unpublish()

    assert len(taken_away("by_source")) == 2


def test_article_whose_source_is_not_known_is_counted(
    taken_away: Taken, articles: list[ArticlePage]
) -> None:
    ArticlePage.objects.filter(pk=articles[2].pk).update(source=None)

    assert taken_away("by_source")[1] == ["2015-10", "No source", "1"]


def test_articles_are_counted_by_topic_and_those_without_one_together(
    taken_away: Taken, articles: list[ArticlePage]
) -> None:
    assert taken_away("by_topic") == [
        ["Topic", "Articles", "Latest shared on"],
        ["No topic", "2", "2015-10-01"],
        ["Lending", "1", "2015-09-21"],
    ]


def test_article_about_two_topics_is_counted_under_both(
    taken_away: Taken, articles: list[ArticlePage], lending: Topic
) -> None:
    other = Topic.objects.create(name="Archives")
    articles[0].topics.set([lending, other])
    articles[0].save()

    assert {row[0]: row[1] for row in taken_away("by_topic", **SEPTEMBER)[1:]} == {
        "No topic": "1",
        "Lending": "1",
        "Archives": "1",
    }


def complete(desk: NewsDeskPage, lending: Topic, **changes: Any) -> ArticlePage:
    """An article that lacks nothing but for the changes."""
    whole = {
        "summary": "All of it.",
        "source_published_on": datetime.date(2015, 9, 1),
        "source_url": "https://post.example/whole",
    }
    article: ArticlePage = ArticlePageFactory(parent=desk, **whole)
    article.topics.set([lending])
    article.save()
    # Past the checks of a save: an article loses its source when that is deleted.
    ArticlePage.objects.filter(pk=article.pk).update(**changes)
    return article


@pytest.mark.parametrize(
    ("changes", "lacks", "words"),
    [
        ({"summary": ""}, "summary", "summary"),
        ({"source": None}, "source", "source"),
        ({"source_published_on": None}, "source_date", "source’s date"),
        ({"source_url": ""}, "source_url", "address of the original"),
    ],
)
def test_article_is_listed_with_what_it_lacks(
    taken_away: Taken,
    desk: NewsDeskPage,
    lending: Topic,
    changes: dict[str, Any],
    lacks: str,
    words: str,
) -> None:
    complete(desk, lending)
    complete(desk, lending, draft_title="Lacking", **changes)

    expected = [["Lacking", words, "2024-05-01", "Published"]]
    assert taken_away("incomplete")[1:] == expected
    assert taken_away("incomplete", lacks=lacks)[1:] == expected
    assert taken_away("incomplete", lacks="topics")[1:] == []


def test_article_without_a_topic_is_listed(
    taken_away: Taken, desk: NewsDeskPage, lending: Topic
) -> None:
    article = complete(desk, lending)
    article.topics.clear()
    article.save()

    assert [row[1] for row in taken_away("incomplete", lacks="topics")] == ["Without", "topics"]


def test_picture_is_described_by_words_or_by_saying_that_it_needs_none(
    taken_away: Taken, desk: NewsDeskPage, lending: Topic
) -> None:
    picture = ImageFactory.create()
    complete(desk, lending, draft_title="Bare", image=picture)
    complete(desk, lending, draft_title="Told", image=picture, image_alt="A chair")
    complete(desk, lending, draft_title="Adornment", image=picture, image_decorative=True)

    assert [row[:2] for row in taken_away("incomplete")[1:]] == [
        ["Bare", "description of the picture"]
    ]


def test_incomplete_drafts_are_listed_and_can_be_left_out(
    taken_away: Taken, desk: NewsDeskPage, lending: Topic
) -> None:
    complete(desk, lending, draft_title="Draft", summary="", live=False)
    complete(desk, lending, draft_title="Changed", summary="", has_unpublished_changes=True)

    assert {row[0]: row[3] for row in taken_away("incomplete")[1:]} == {
        "Draft": "Draft",
        "Changed": "Published, with changes",
    }
    assert [row[0] for row in taken_away("incomplete", live="True")[1:]] == ["Changed"]


def note(article: ArticlePage, action: str, user: User | None, **changes: Any) -> None:
    """Have the log say that somebody did this with the article."""
    entry = PageLogEntry.objects.log_action(article, action, user=user)
    PageLogEntry.objects.filter(pk=entry.pk).update(**changes)


def test_articles_are_counted_by_editor_each_once_however_often_it_was_edited(
    taken_away: Taken, articles: list[ArticlePage], editor: User, administrator: User
) -> None:
    first, second, _third = articles
    PageLogEntry.objects.all().delete()
    note(first, "wagtail.create", editor)
    for article in (first, first, second):
        note(article, "wagtail.edit", editor)
    note(first, "wagtail.publish.schedule", administrator)
    note(first, "wagtail.publish.scheduled", None)
    note(second, "wagtail.publish", administrator)

    assert taken_away("by_editor") == [
        ["Editor", "Begun", "Changed", "Published"],
        ["Adam Administrator", "0", "0", "2"],
        ["Edith Editor", "1", "2", "0"],
    ]


def test_what_was_done_is_narrowed_to_a_period(
    taken_away: Taken, articles: list[ArticlePage], editor: User
) -> None:
    PageLogEntry.objects.all().delete()
    note(articles[0], "wagtail.edit", editor, timestamp=timezone.now() - datetime.timedelta(400))
    yesterday = str(timezone.localdate() - datetime.timedelta(days=1))

    assert len(taken_away("by_editor")) == 2
    assert len(taken_away("by_editor", timestamp_from=yesterday)) == 1


def test_account_that_is_gone_is_still_counted(
    taken_away: Taken, articles: list[ArticlePage]
) -> None:
    PageLogEntry.objects.all().delete()
    gone = UserFactory.create()
    note(articles[0], "wagtail.edit", gone)
    gone.delete()

    ((name, _begun, changed, _published),) = taken_away("by_editor")[1:]
    assert "deleted" in name
    assert changed == "1"


def test_what_a_command_did_is_counted_under_no_account(
    taken_away: Taken, articles: list[ArticlePage]
) -> None:
    PageLogEntry.objects.all().delete()
    note(articles[0], "wagtail.create", None)

    assert taken_away("by_editor")[1:] == [["No account: commands and imports", "1", "0", "0"]]


def test_corrections_are_listed_with_their_articles_newest_first(
    taken_away: Taken, articles: list[ArticlePage]
) -> None:
    for day, text in ((1, "It is seven, not nine."), (3, "=The name was wrong.")):
        Correction.objects.create(article=articles[0], day=datetime.date(2026, 12, day), text=text)
    articles[0].unpublish()

    assert taken_away("corrections") == [
        ["Headline", "Source", "Corrected on", "Correction"],
        [articles[0].title, "The Post", "2026-12-03", "'=The name was wrong."],
        [articles[0].title, "The Post", "2026-12-01", "It is seven, not nine."],
    ]
    assert len(taken_away("corrections", day_from="2026-12-02")) == 2


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_editors_and_administrators_may_read_and_take_away_every_report(
    client: Client,
    articles: list[ArticlePage],
    editor: User,
    administrator: User,
    name: str,
    form: str,
) -> None:
    for person in (editor, administrator):
        client.force_login(person)
        assert client.get(reverse(f"news_reports:{name}")).status_code == 200
        assert client.get(reverse(f"news_reports:{name}_results")).status_code == 200
        response = client.get(reverse(f"news_reports:{name}"), {"export": form})
        assert f".{form}" in response["Content-Disposition"]


@pytest.mark.parametrize("name", REPORTS)
def test_whoever_may_not_publish_may_read_no_report(
    client: Client, home_page: HomePage, member: User, stranger: User, name: str
) -> None:
    contributor = UserFactory.create(groups=["Authors"])
    group = Group.objects.get(name="Authors")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    adding = Permission.objects.get(codename="add_page")
    GroupPagePermission.objects.create(group=group, page=home_page, permission=adding)
    for person in (contributor, member, stranger):
        client.force_login(person)
        for query in ({}, {"export": "csv"}):
            response = client.get(reverse(f"news_reports:{name}"), query)
            assert response.status_code in (302, 403)
            assert "Articles" not in response.content.decode()


def test_reports_are_in_the_menu_of_those_who_may_read_them(client: Client, editor: User) -> None:
    client.force_login(editor)

    page = client.get(reverse("wagtailadmin_home")).content.decode()

    for name in REPORTS:
        assert reverse(f"news_reports:{name}") in page


@pytest.mark.parametrize("name", REPORTS)
def test_reports_tell_of_the_desks_one_may_publish_on_only(
    client: Client, home_page: HomePage, articles: list[ArticlePage], name: str
) -> None:
    """A group made by the association for a desk of its own."""
    other = NewsDeskPageFactory(parent=home_page)
    group = Group.objects.create(name="Others")
    publishing = Permission.objects.get(codename="publish_page")
    GroupPagePermission.objects.create(group=group, page=other, permission=publishing)
    person = UserFactory.create(groups=["Others"])
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    note(articles[0], "wagtail.edit", UserFactory.create())
    client.force_login(person)

    assert "So far there are none" in client.get(reverse(f"news_reports:{name}")).content.decode()


def test_report_is_narrowed_to_one_of_several_desks(
    read: Read,
    taken_away: Taken,
    home_page: HomePage,
    desk: NewsDeskPage,
    articles: list[ArticlePage],
) -> None:
    assert 'name="desk"' not in read("by_source").content.decode()
    other = NewsDeskPageFactory(parent=home_page)
    ArticlePageFactory(parent=other, source=SourceFactory.create(name="Elsewhere"))

    assert 'name="desk"' in read("by_source").content.decode()
    assert [row[1] for row in taken_away("by_source", desk=other.pk)[1:]] == ["Elsewhere"]
    assert len(taken_away("by_source", desk=desk.pk)) == 3


def test_filter_that_lets_nothing_through_says_so(read: Read, articles: list[ArticlePage]) -> None:
    page = read("by_source", shared_on_from="2030-01-01").content.decode()

    assert "Nothing was found" in page


@pytest.mark.parametrize("name", REPORTS)
def test_nonsense_in_the_address_is_no_error(read: Read, name: str) -> None:
    query = {"shared_on_from": "x", "timestamp_to": "x", "desk": "x", "lacks": "x", "live": "x"}

    assert read(name, **query, ordering="x", p="x").status_code == 200


@pytest.mark.parametrize("name", REPORTS)
def test_more_rows_take_no_more_queries(
    client: Client, desk: NewsDeskPage, articles: list[ArticlePage], editor: User, name: str
) -> None:
    client.force_login(editor)
    address = reverse(f"news_reports:{name}_results")
    note(articles[0], "wagtail.edit", editor)
    few = len(queries_of(client, address))
    for number in range(12):
        article = ArticlePageFactory(parent=desk)
        article.topics.set([Topic.objects.create(name=f"Topic no. {number}")])
        article.save()
        note(article, "wagtail.edit", UserFactory.create())

    assert len(queries_of(client, address)) == few
