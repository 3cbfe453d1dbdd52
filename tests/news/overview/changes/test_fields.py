"""What can be changed together: topics, disclaimers and their wordings, days and teasers."""

from __future__ import annotations

import datetime
import html

from django.test import Client
from django.utils import timezone
from wagtail.models import PageLogEntry

from members.rights import MEMBERS
from news.models import ArticlePage, BulkChange, NewsDeskPage, Topic
from news.overview.changes.log_actions import TOGETHER
from tests.factories import DisclaimerFactory, TopicFactory, restrict
from tests.news.disclaimers.words import add_wording, draft_on, page_of, publish
from tests.news.overview.changes.changing import address, change, latest, live, named


def test_articles_move_to_the_current_wording_without_their_drafts(
    edith: Client, desk: NewsDeskPage
) -> None:
    standing = desk.disclaimer or DisclaimerFactory.create()
    old = publish(draft_on(desk, disclaimer=standing, title="Shows the old one"))
    old.title = "Not yet public"
    old.save_revision()
    day = timezone.localdate()
    add_wording(standing, "Words in force now.", day)
    new = publish(draft_on(desk, disclaimer=standing, title="Shows the new one"))

    asked = html.unescape(edith.get(address("wording", old, new)).content.decode())
    assert "Will be changed (1)" in " ".join(asked.split())
    assert "it shows no older wording" in asked
    said = change(edith, "wording", old, new)

    assert "1 article changed." in said
    assert "Words in force now." in page_of(edith, old)
    assert live(old).title == "Shows the old one"
    assert latest(old).title == "Not yet public"


def test_topics_are_added_and_taken_away_and_others_kept(
    edith: Client, article: ArticlePage, topic: Topic
) -> None:
    kept, dropped = TopicFactory.create(name="Kept"), TopicFactory.create(name="Dropped")
    article.topics.set([kept, dropped])
    article.save_revision().publish()

    change(edith, "topics", article, add=topic.pk, remove=dropped.pk)

    assert named(live(article)) == {"Kept", "Bookshops"}


def test_topic_to_add_and_take_away_at_once_is_refused(
    edith: Client, article: ArticlePage, topic: Topic
) -> None:
    said = change(edith, "topics", article, add=topic.pk, remove=topic.pk)

    assert "Bookshops cannot be added and taken away at once." in said
    assert "Tick at least one topic" in change(edith, "topics", article)
    assert named(live(article)) == set()
    assert not BulkChange.objects.exists()


def test_change_that_changes_nothing_makes_no_version(
    edith: Client, article: ArticlePage, topic: Topic
) -> None:
    change(edith, "topics", article, add=topic.pk)
    before = article.revisions.count()

    assert "1 was so already." in change(edith, "topics", article, add=topic.pk)
    assert article.revisions.count() == before


def test_disclaimer_and_day_are_changed(edith: Client, article: ArticlePage) -> None:
    disclaimer = DisclaimerFactory.create()

    change(edith, "disclaimer", article, disclaimer=disclaimer.pk)
    change(edith, "shared-on", article, shared_on="2023-03-04")

    assert live(article).disclaimer == disclaimer
    assert live(article).shared_on == datetime.date(2023, 3, 4)
    change(edith, "disclaimer", article, disclaimer="")
    assert live(article).disclaimer is None


def test_teasers_are_taken_away_and_follow_the_desk_again(
    edith: Client, article: ArticlePage
) -> None:
    restrict(article, MEMBERS)
    assert Client().get(article.url).status_code == 200

    assert "1 article changed." in change(edith, "teaser", article, teaser="no")
    assert live(article).teaser == latest(article).teaser == "no"
    assert Client().get(article.url).status_code == 404
    assert "1 was so already." in change(edith, "teaser", article, teaser="no")
    entry = PageLogEntry.objects.get(action=TOGETHER, page=article.pk)
    assert entry.message == "Changed together with other articles: teaser: No"

    assert "This field is required" in change(edith, "teaser", article)
    change(edith, "teaser", article, teaser="section")
    assert Client().get(article.url).status_code == 200
