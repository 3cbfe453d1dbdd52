"""Changes to many articles: what readers see, what stays a draft, what is refused and why."""

from __future__ import annotations

import datetime
import html
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from wagtail.models import (
    GroupApprovalTask,
    GroupPagePermission,
    PageLogEntry,
    PageViewRestriction,
    Revision,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from core.bulk_changes import actions
from members.models import User
from members.rights import MEMBERS
from news.models import ArticlePage, BulkChange, NewsDeskPage, Topic
from news.overview.changes.log_actions import TOGETHER
from news.overview.changes.registry import ARTICLE_CHANGES, resume_bulk_changes
from news.review import four_eyes
from news.tasks import carry_on_with_bulk_change
from tests.bulk import add_articles
from tests.factories import (
    ArticlePageFactory,
    DisclaimerFactory,
    TopicFactory,
    UserFactory,
    restrict,
)
from tests.news.deskwork import require_four_eyes
from tests.news.disclaimers.words import add_wording, draft_on, page_of, publish

LIST = "/admin/articles/"


def address(kind: str, *articles: ArticlePage, **narrowed: Any) -> str:
    """Where one is asked about this change to these articles, or to all in a list."""
    chosen = {"id": [article.pk for article in articles]} if articles else {"id": "all"}
    query = urlencode({**narrowed, **chosen, "next": LIST}, doseq=True)
    return f"/admin/bulk/news/articlepage/{kind}/?{query}"


def change(client: Client, kind: str, *articles: ArticlePage, **wanted: Any) -> str:
    """Make the change; what the next page says."""
    response = client.post(address(kind, *articles), wanted, follow=True)
    assert response.status_code == 200
    return " ".join(html.unescape(response.content.decode()).split())


def latest(article: ArticlePage) -> ArticlePage:
    """The newest version."""
    found: ArticlePage = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    return found


def live(article: ArticlePage) -> ArticlePage:
    """What readers see."""
    return ArticlePage.objects.get(pk=article.pk)


def named(article: ArticlePage) -> set[str]:
    """Its topics."""
    return {topic.name for topic in article.topics.all()}


@pytest.fixture
def topic(db: None) -> Topic:
    """A topic to add."""
    created: Topic = TopicFactory.create(name="Bookshops")
    return created


@pytest.fixture
def changer(desk: NewsDeskPage) -> Client:
    """Somebody who may change every article and publish none."""
    group = Group.objects.create(name="Change only")
    group.permissions.add(*Group.objects.get(name="Editors").permissions.all())
    right = GroupPagePermission.objects.get(
        page=desk, group__name="Editors", permission__codename="change_page"
    )
    GroupPagePermission.objects.create(group=group, page=desk, permission=right.permission)
    other = Client()
    other.force_login(UserFactory.create(groups=[group.name]))
    return other


def test_live_article_shows_the_change_at_once(
    edith: Client, article: ArticlePage, topic: Topic
) -> None:
    said = change(edith, "topics", article, add=topic.pk)

    assert "1 article changed." in said
    assert named(live(article)) == named(latest(article)) == {"Bookshops"}
    assert not live(article).has_unpublished_changes


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


def test_unpublished_changes_stay_unpublished_and_are_not_lost(
    edith: Client, article: ArticlePage, topic: Topic, editor: User
) -> None:
    article.title = "A headline not yet public"
    article.save_revision(user=editor)

    change(edith, "topics", article, add=topic.pk)

    assert live(article).title == "A village buys a shop"
    assert latest(article).title == "A headline not yet public"
    assert named(live(article)) == named(latest(article)) == {"Bookshops"}
    assert live(article).has_unpublished_changes
    assert live(article).draft_title == "A headline not yet public"


def test_draft_is_changed_and_stays_a_draft(
    edith: Client, desk: NewsDeskPage, topic: Topic
) -> None:
    draft = ArticlePageFactory.create(parent=desk, live=False, source=None)
    draft.save_revision(clean=False)

    assert "1 article changed." in change(edith, "topics", draft, add=topic.pk)
    assert named(latest(draft)) == {"Bookshops"}
    assert not live(draft).live


def test_whoever_may_not_publish_changes_the_draft_and_is_told(
    changer: Client, article: ArticlePage, topic: Topic
) -> None:
    said = change(changer, "topics", article, add=topic.pk)

    assert "Changed as drafts only (1)" in said
    assert "A village buys a shop: you may not publish it" in said.replace("</a>", "")
    assert named(live(article)) == set()
    assert named(latest(article)) == {"Bookshops"}


def test_rule_that_refuses_a_publication_leaves_the_change_as_a_draft(
    edith: Client, article: ArticlePage, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: Any, **_options: Any) -> None:
        raise PermissionDenied("somebody else has to look at it")

    monkeypatch.setattr(Revision, "publish", refuse)
    said = change(edith, "topics", article, add=topic.pk)

    assert "somebody else has to look at it" in said
    assert named(live(article)) == set()
    assert named(latest(article)) == {"Bookshops"}
    # The version that was refused is gone, not merely older.
    assert article.revisions.count() == 2


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


def test_audit_log_has_every_change_in_words(
    edith: Client, article: ArticlePage, topic: Topic, editor: User
) -> None:
    change(edith, "topics", article, add=topic.pk)

    entry = PageLogEntry.objects.get(action=TOGETHER, page=article.pk)
    assert entry.user == editor
    assert entry.message == "Changed together with other articles: + Bookshops"
    assert PageLogEntry.objects.filter(action="wagtail.publish", user=editor).exists()


def test_publishing_many_names_what_is_refused_and_publishes_the_others(
    edith: Client, desk: NewsDeskPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = ArticlePageFactory.create(parent=desk, title="Ready", live=False)
    refused = ArticlePageFactory.create(parent=desk, title="Her own", live=False)
    lacking = ArticlePageFactory.create(parent=desk, title="No source", live=False, source=None)
    for article in (ready, refused, lacking):
        article.save_revision(clean=False)
    publish = Revision.publish

    def refuse_one(revision: Revision, **options: Any) -> None:
        if revision.object_id == str(refused.pk):
            raise PermissionDenied("you wrote this version")
        publish(revision, **options)

    monkeypatch.setattr(Revision, "publish", refuse_one)
    said = change(edith, "publish", refused, lacking, ready).replace("</a>", "")

    assert live(ready).live
    assert not live(refused).live
    assert not live(lacking).live
    assert "Left as they were (2)" in said
    assert "Her own: you wrote this version" in said
    assert "No source: it lacks something: Source: This field cannot be blank." in said


def test_publishing_publishes_the_newest_version(
    edith: Client, article: ArticlePage, editor: User
) -> None:
    article.title = "The new headline"
    article.save_revision(user=editor)

    change(edith, "publish", article)

    assert live(article).title == "The new headline"
    assert "1 was so already." in change(edith, "publish", article)


def test_unpublishing_takes_down_and_keeps(edith: Client, article: ArticlePage) -> None:
    change(edith, "unpublish", article)

    assert not live(article).live
    assert "1 was so already." in change(edith, "unpublish", article)
    assert PageLogEntry.objects.filter(action="wagtail.unpublish", page=article.pk).exists()


def test_whoever_may_not_publish_may_neither_publish_nor_take_down_nor_open(
    changer: Client, article: ArticlePage
) -> None:
    restrict(article, MEMBERS)
    for kind in ("publish", "unpublish", "visibility"):
        said = changer.get(address(kind, article)).content.decode()
        assert "Will stay as they are" in said
        assert 'type="submit"' not in said.partition("nice-padding")[2].partition("</main>")[0]
        change(changer, kind, article)

    assert live(article).live
    assert PageViewRestriction.objects.filter(page=article).exists()


def test_visibility_is_for_groups_or_everyone(edith: Client, article: ArticlePage) -> None:
    members = Group.objects.get(name=MEMBERS)

    change(edith, "visibility", article, groups=members.pk)
    restriction = PageViewRestriction.objects.get(page=article)
    assert list(restriction.groups.all()) == [members]
    assert "1 was so already." in change(edith, "visibility", article, groups=members.pk)
    change(edith, "visibility", article)
    assert not PageViewRestriction.objects.exists()
    logged = PageLogEntry.objects.filter(page=article.pk, action__contains="view_restriction")
    assert logged.count() == 2


def test_article_of_a_private_desk_is_said_to_stay_private(
    edith: Client, article: ArticlePage, desk: NewsDeskPage
) -> None:
    restrict(desk, MEMBERS)

    assert "its whole desk is for some groups only" in change(edith, "visibility", article)


def test_locked_scheduled_and_reviewed_articles_are_left_and_say_why(
    edith: Client, desk: NewsDeskPage, administrator: User, topic: Topic, editor: User
) -> None:
    locked = ArticlePageFactory.create(
        parent=desk, title="Locked", locked=True, locked_by=administrator
    )
    scheduled = ArticlePageFactory.create(parent=desk, title="Scheduled", live=False)
    scheduled.go_live_at = timezone.now() + datetime.timedelta(days=1)
    scheduled.save_revision().publish()
    reviewed = ArticlePageFactory.create(parent=desk, title="Reviewed", live=False)
    reviewed.save_revision(user=editor)
    _review(desk, "Administrators").start(reviewed, editor)

    asked = edith.get(address("topics", locked, scheduled, reviewed)).content.decode()
    said = change(edith, "topics", locked, scheduled, reviewed, add=topic.pk)

    for reason in ("it is locked", "a version of it is scheduled", "it is in review"):
        assert reason in asked
        assert reason in said
    assert not any(named(latest(each)) for each in (locked, scheduled, reviewed))


def test_review_of_a_live_article_goes_on(
    edith: Client, desk: NewsDeskPage, article: ArticlePage, topic: Topic, editor: User
) -> None:
    article.title = "To be looked at"
    article.save_revision(user=editor)
    _review(desk, "Editors").start(article, editor)

    said = change(edith, "topics", article, add=topic.pk)

    assert "it is in review, which publishing would end" in said
    assert live(article).workflow_in_progress
    assert named(latest(article)) == {"Bookshops"}
    assert named(live(article)) == set()


def _review(desk: NewsDeskPage, group: str) -> Workflow:
    task = GroupApprovalTask.objects.create(name="A second look")
    task.groups.add(Group.objects.get(name=group))
    workflow = Workflow.objects.create(name="Review")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    WorkflowPage.objects.update_or_create(page=desk, defaults={"workflow": workflow})
    return workflow


def test_all_in_the_list_are_those_the_filters_leave(
    edith: Client, desk: NewsDeskPage, topic: Topic
) -> None:
    inside = ArticlePageFactory.create(parent=desk, title="Inside", featured=True)
    outside = ArticlePageFactory.create(parent=desk, title="Outside")
    sought = ArticlePageFactory.create(parent=desk, title="A bookshop")

    edith.post(address("topics", featured="yes"), {"add": topic.pk})
    assert [named(live(each)) for each in (inside, outside)] == [{"Bookshops"}, set()]
    edith.post(address("topics", q="bookshop"), {"add": topic.pk})
    assert [named(live(each)) for each in (sought, outside)] == [{"Bookshops"}, set()]


def test_many_are_changed_by_the_worker_and_progress_is_shown(
    edith: Client, desk: NewsDeskPage, topic: Topic
) -> None:
    add_articles(desk, 12)

    said = change(edith, "topics", add=topic.pk)

    assert "0 of 12 articles have been looked at." in said
    work = BulkChange.objects.get()
    ARTICLE_CHANGES.carry_on(work.pk, 5)
    state = edith.get(f"/admin/articles/changes/{work.pk}/?state").content.decode()
    assert "5 of 12 articles have been looked at." in state
    assert "<html" not in state
    assert carry_on_with_bulk_change.call(work.pk) == 12
    assert (
        "12 articles changed." in edith.get(f"/admin/articles/changes/{work.pk}/").content.decode()
    )
    assert all(named(each) == {"Bookshops"} for each in ArticlePage.objects.all())


def test_worker_that_runs_twice_changes_nothing_twice(
    desk: NewsDeskPage, topic: Topic, editor: User
) -> None:
    add_articles(desk, 3)
    keys = list(ArticlePage.objects.values_list("pk", flat=True))
    work = BulkChange.objects.create(
        kind="topics", wanted={"add": [topic.pk], "remove": []}, keys=keys, user=editor
    )

    ARTICLE_CHANGES.carry_on(work.pk, 2)
    ARTICLE_CHANGES.carry_on(work.pk, 2)
    ARTICLE_CHANGES.carry_on(work.pk, 2)

    work.refresh_from_db()
    assert (work.done, work.changed, work.is_finished) == (3, 3, True)
    assert all(each.revisions.count() == 1 for each in ArticlePage.objects.all())


def test_article_that_fails_or_is_gone_does_not_keep_back_the_others(
    desk: NewsDeskPage, topic: Topic, editor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_articles(desk, 3)
    first, second, third = ArticlePage.objects.order_by("pk")
    first.delete()
    save = ArticlePage.save_revision

    def fail(article: ArticlePage, **options: Any) -> Any:
        if article.pk == second.pk:
            raise RuntimeError("a disk is full")
        return save(article, **options)

    monkeypatch.setattr(ArticlePage, "save_revision", fail)
    work = BulkChange.objects.create(
        kind="topics",
        wanted={"add": [topic.pk], "remove": []},
        keys=[first.pk, second.pk, third.pk],
        user=editor,
    )
    ARTICLE_CHANGES.carry_on(work.pk, 3)

    work.refresh_from_db()
    assert [reason for _key, _title, reason in work.left] == [
        "it has been deleted",
        "something went wrong; the site's log has the details",
    ]
    assert named(live(third)) == {"Bookshops"}


def test_change_without_a_worker_goes_on_without_the_article_it_stopped_at(
    desk: NewsDeskPage, topic: Topic, editor: User
) -> None:
    add_articles(desk, 3)
    keys = list(ArticlePage.objects.order_by("pk").values_list("pk", flat=True))
    work = BulkChange.objects.create(
        kind="topics", wanted={"add": [topic.pk], "remove": []}, keys=keys, user=editor
    )
    ARTICLE_CHANGES.carry_on(work.pk, 1)
    lost = DBTaskResult.objects.create(
        task_path=carry_on_with_bulk_change.module_path,
        args_kwargs={"args": [work.pk], "kwargs": {}},
        status="RUNNING",
        backend_name="jobs",
        run_after=timezone.now(),
    )
    assert resume_bulk_changes() == 0

    lost.status, lost.finished_at = "FAILED", timezone.now()
    lost.save()
    assert resume_bulk_changes() == 1

    ARTICLE_CHANGES.carry_on(work.pk, 3)
    work.refresh_from_db()
    assert work.is_finished
    assert [key for key, _title, _reason in work.left] == [keys[1]]
    assert [named(each) for each in ArticlePage.objects.order_by("pk")] == [
        {"Bookshops"},
        set(),
        {"Bookshops"},
    ]
    assert resume_bulk_changes() == 0


def test_keys_that_are_none_are_passed_over(edith: Client, article: ArticlePage) -> None:
    for crafted in ("9" * 40, "-1", "", "x", "\u0663"):
        query = urlencode({"id": [crafted, article.pk]}, doseq=True)
        response = edith.get(f"/admin/bulk/news/articlepage/topics/?{query}")
        assert response.status_code == 200, crafted


def test_rights_taken_away_meanwhile_hold(
    desk: NewsDeskPage, article: ArticlePage, topic: Topic, editor: User
) -> None:
    work = BulkChange.objects.create(
        kind="topics", wanted={"add": [topic.pk], "remove": []}, keys=[article.pk], user=editor
    )
    editor.groups.clear()

    ARTICLE_CHANGES.carry_on(work.pk, 1)

    work.refresh_from_db()
    assert [reason for _key, _title, reason in work.left] == ["you may not change it"]


def test_account_closed_meanwhile_changes_nothing_more(
    desk: NewsDeskPage, topic: Topic, editor: User
) -> None:
    add_articles(desk, 1)
    keys = list(ArticlePage.objects.values_list("pk", flat=True))
    work = BulkChange.objects.create(
        kind="topics", wanted={"add": [topic.pk], "remove": []}, keys=keys, user=editor
    )
    User.objects.filter(pk=editor.pk).update(is_active=False)

    ARTICLE_CHANGES.carry_on(work.pk, 1)

    assert named(live(ArticlePage.objects.get())) == set()


def test_more_than_can_be_changed_together_are_refused(
    edith: Client, desk: NewsDeskPage, topic: Topic, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST", 3)
    add_articles(desk, 4)

    asked = edith.get(address("topics")).content.decode()
    said = change(edith, "topics", add=topic.pk)

    assert "more than 3 articles" in asked
    assert "more than 3 articles" in said
    assert not BulkChange.objects.exists()


def test_screen_names_the_first_hundred_and_counts_the_rest(
    edith: Client, desk: NewsDeskPage
) -> None:
    add_articles(desk, 130)

    asked = edith.get(address("topics")).content.decode()

    assert asked.count("/edit/") == 100
    assert "And 30 more" in asked


def test_chosen_articles_out_of_reach_are_not_shown(
    edith: Client, home_page: Any, topic: Topic
) -> None:
    asked = edith.get(address("topics", home_page)).content.decode()

    assert "No article was chosen" in asked
    change(edith, "topics", home_page, add=topic.pk)
    assert not BulkChange.objects.exists()


def test_others_do_not_see_what_somebody_changed(
    client: Client, article: ArticlePage, editor: User, administrator: User
) -> None:
    work = BulkChange.objects.create(kind="publish", keys=[article.pk], user=editor)
    client.force_login(administrator)

    assert client.get(f"/admin/articles/changes/{work.pk}/").status_code in {302, 403}


def test_asking_changes_nothing(edith: Client, article: ArticlePage) -> None:
    for kind in ("publish", "topics", "disclaimer", "visibility", "shared-on", "unpublish"):
        assert edith.get(address(kind, article)).status_code == 200

    assert not BulkChange.objects.exists()
    assert article.revisions.count() == 1


def test_four_eyes_rule_keeps_changes_of_live_articles_as_drafts(
    edith: Client, article: ArticlePage, topic: Topic
) -> None:
    require_four_eyes()

    said = change(edith, "topics", article, add=topic.pk)

    assert "Changed as drafts only (1)" in said
    assert named(live(article)) == set()
    assert named(latest(article)) == {"Bookshops"}


def test_four_eyes_rule_names_own_articles_and_lets_others_be_published(
    edith: Client, desk: NewsDeskPage, editor: User, administrator: User
) -> None:
    own = ArticlePageFactory.create(parent=desk, title="Her own", live=False)
    other = ArticlePageFactory.create(parent=desk, title="Somebody's", live=False)
    own.save_revision(user=editor)
    other.save_revision(user=administrator)
    require_four_eyes()

    said = change(edith, "publish", own, other)

    assert "“Her own” was not published. You wrote or edited this version" in said
    assert not live(own).live
    assert live(other).live


def test_four_eyes_rule_holds_where_the_worker_acts_for_somebody(
    desk: NewsDeskPage, editor: User
) -> None:
    own = ArticlePageFactory.create(parent=desk, title="Her own", live=False)
    own.save_revision(user=editor)
    require_four_eyes()
    work = BulkChange.objects.create(kind="publish", keys=[own.pk], user=editor)

    ARTICLE_CHANGES.carry_on(work.pk, 1)

    work.refresh_from_db()
    assert not live(own).live
    assert len(work.left) == 1


def test_draft_keeps_its_authors_while_what_is_public_is_changed_beside_it(
    edith: Client, article: ArticlePage, topic: Topic
) -> None:
    """The rule may be switched on before the draft is published."""
    author = UserFactory.create(groups=["Editors"])
    draft = latest(article)
    draft.summary = "Not public yet."
    draft.save_revision(user=author)

    change(edith, "topics", article, add=topic.pk)

    assert named(live(article)) == {"Bookshops"}
    assert author.pk in four_eyes.authors_of(article)
    latest(article).get_latest_revision().publish()
    assert four_eyes.authors_of(article) == set()


def test_embargo_is_kept_by_changes_to_many(edith: Client, desk: NewsDeskPage) -> None:
    early = ArticlePageFactory.create(parent=desk, title="Too early", live=False)
    early.embargoed_until = timezone.now() + datetime.timedelta(days=1)
    early.save()
    early.save_revision()

    said = change(edith, "publish", early)

    assert "Left as they were (1)" in said
    assert not live(early).live
    assert "embargo until" in edith.get(LIST).content.decode()


def test_screen_that_asks_names_what_there_is_nothing_to_do_for(
    edith: Client, desk: NewsDeskPage, article: ArticlePage, editor: User
) -> None:
    own = ArticlePageFactory.create(parent=desk, title="Her own", live=False)
    own.save_revision(user=editor)
    require_four_eyes()

    asked = html.unescape(edith.get(address("publish", article, own)).content.decode())

    assert "it is public as it is" in asked
    assert "“Her own” was not published" in asked
    assert "Will be changed" not in asked
    assert "readers do not see it" in edith.get(address("unpublish", own)).content.decode()
