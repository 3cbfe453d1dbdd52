"""The four-eyes rule, tried by every way that leads to a public article."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from core.scheduling import carry_out
from members.models import User
from news.models import ArticlePage, Authorship, NewsDeskPage, Publishing
from news.review import four_eyes
from tests.factories import ArticlePageFactory, UserFactory
from tests.news.deskwork import (
    APPROVE,
    PUBLISH,
    SUBMIT,
    autosave,
    browser,
    edit_url,
    follow,
    form,
    fresh,
    is_public,
    let_the_clock_run,
    new_article_url,
    read,
    require_four_eyes,
    save,
    told,
    write,
)

Way = Callable[[User, ArticlePage], Any]


def publish(user: User, article: ArticlePage) -> Any:
    """The button in the editor."""
    return save(user, article, **PUBLISH)


def schedule(user: User, article: ArticlePage) -> Any:
    """The same button, with a time."""
    soon = timezone.localtime() + datetime.timedelta(days=1)
    return save(user, article, go_live_at=soon.strftime("%Y-%m-%d %H:%M"), **PUBLISH)


def approve(user: User, article: ArticlePage) -> Any:
    """A review ends in the editor."""
    save(User.objects.get(display_name="Ada Author"), article, **SUBMIT)
    return save(user, article, **APPROVE)


def approve_in_list(user: User, article: ArticlePage) -> Any:
    """A review ends on the dashboard."""
    save(User.objects.get(display_name="Ada Author"), article, **SUBMIT)
    task_state = fresh(article).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", task_state.pk])
    return browser(user).post(url)


def publish_in_list(user: User, article: ArticlePage) -> Any:
    """The bulk action."""
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return browser(user).post(f"{url}?id={article.pk}", {"include_descendants": ""})


def publish_with_desk(user: User, article: ArticlePage) -> Any:
    """The bulk action on the desk, with all that is below."""
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    return browser(user).post(f"{url}?id={article.get_parent().pk}", {"include_descendants": "on"})


def publish_by_api(user: User, article: ArticlePage) -> Any:
    """What the admin's own API offers."""
    url = reverse("wagtailadmin_api:pages:action", args=[article.pk, "publish"])
    return browser(user).post(url)


def revert(user: User, article: ArticlePage) -> Any:
    """An older version put back and published at once."""
    first = article.revisions.order_by("created_at")[0]
    url = reverse("wagtailadmin_pages:revisions_revert", args=[article.pk, first.pk])
    return browser(user).post(url, form(article, **PUBLISH))


WAYS: list[Way] = [
    publish,
    schedule,
    approve,
    approve_in_list,
    publish_in_list,
    publish_with_desk,
    publish_by_api,
    revert,
]


def name_of(way: Way) -> str:
    """What the test of it is called."""
    return way.__name__


by_every_way = pytest.mark.parametrize("way", WAYS, ids=name_of)


def is_public_or_planned(article: ArticlePage) -> bool:
    """Whether readers get it, now or by the clock."""
    return fresh(article).live or fresh(article).approved_schedule


@by_every_way
def test_author_makes_nothing_public_while_the_rule_is_on(
    way: Way, rule: None, author: User, draft: ArticlePage
) -> None:
    response = way(author, draft)

    assert response.status_code in {302, 403}
    assert not is_public_or_planned(draft)
    assert not is_public(draft)


@by_every_way
def test_superuser_makes_own_work_public_by_no_way_without_a_reason(
    way: Way, rule: None, desk: NewsDeskPage, superuser: User, author: User
) -> None:
    article = write(superuser, desk)

    way(superuser, article)

    assert not is_public_or_planned(article)


@by_every_way
def test_colleague_makes_it_public_while_the_rule_is_on(
    way: Way, rule: None, colleague: User, draft: ArticlePage
) -> None:
    response = way(colleague, draft)

    assert response.status_code in {200, 302}
    assert is_public_or_planned(draft)


@by_every_way
def test_author_makes_it_public_while_the_rule_is_off(
    way: Way, author: User, draft: ArticlePage
) -> None:
    way(author, draft)

    assert is_public_or_planned(draft)


def test_author_is_told_what_was_kept_and_what_to_do(
    rule: None, author: User, draft: ArticlePage
) -> None:
    response, page = follow(author, edit_url(draft), form(draft, title="Kept", **PUBLISH))

    assert response.redirect_chain[-1][0] == edit_url(draft)
    assert "“Kept” was not published. You wrote or edited this version" in page
    assert "submit it for review" in page
    assert "do not have permission" not in page
    assert fresh(draft).get_latest_revision_as_object().title == "Kept"


def test_new_article_is_kept_as_a_draft_when_its_author_publishes_at_once(
    rule: None, author: User, desk: NewsDeskPage
) -> None:
    _response, page = follow(author, new_article_url(desk), form(title="At once", **PUBLISH))

    article = ArticlePage.objects.get()
    assert not article.live
    assert article.get_latest_revision_as_object().title == "At once"
    assert "“At once” was not published" in page
    assert not is_public(article)


def test_open_editor_of_a_refused_author_goes_on_saving(
    rule: None, author: User, draft: ArticlePage
) -> None:
    publish(author, draft)

    response = autosave(author, draft, title="Going on")

    assert response.status_code == 200
    assert fresh(draft).get_latest_revision_as_object().title == "Going on"


def test_author_is_told_beforehand_and_not_offered_to_publish(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    for_author, for_colleague = told(author, draft), told(colleague, draft)

    assert "so a colleague publishes it" in for_author
    assert 'name="action-publish"' not in for_author
    assert 'name="action-submit"' in for_author
    assert "so a colleague publishes it" not in for_colleague
    assert 'name="action-publish"' in for_colleague


def test_whoever_begins_an_article_is_told_beforehand(
    rule: None, author: User, desk: NewsDeskPage
) -> None:
    page = browser(author).get(new_article_url(desk)).content.decode()

    assert "so a colleague publishes it" in page
    assert 'name="action-publish"' not in page


def test_colleague_who_edits_it_becomes_an_author(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    save(colleague, draft, title="Mine as well", **PUBLISH)

    assert not fresh(draft).live
    assert four_eyes.authors_of(draft) == {author.pk, colleague.pk}
    assert fresh(draft).get_latest_revision_as_object().title == "Mine as well"


def test_colleague_who_edits_and_approves_at_once_is_refused_and_told(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    save(author, draft, **SUBMIT)

    _response, page = follow(colleague, edit_url(draft), form(draft, title="Changed", **APPROVE))

    assert not fresh(draft).live
    assert fresh(draft).workflow_in_progress
    assert "“Changed” was not published. You wrote or edited this version" in page


def test_publishing_without_a_change_writes_nothing(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    save(colleague, draft)

    assert four_eyes.authors_of(draft) == {author.pk}


def test_autosave_in_place_counts_as_writing(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    save(colleague, draft)
    autosave(colleague, draft, title="Rewritten in place")

    assert four_eyes.authors_of(draft) == {author.pk, colleague.pk}


def test_live_version_rewritten_in_place_does_not_go_public_by_its_author(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    """The bulk action publishes the author's own revision, which their open editor goes on with."""
    publish_in_list(colleague, draft)
    autosave(author, draft, title="Unseen")
    for way in (publish, publish_in_list, publish_by_api):
        way(author, draft)

    assert "Unseen" not in read(draft)


def test_what_is_public_has_no_authors_any_more(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    publish(colleague, draft)

    assert four_eyes.authors_of(draft) == set()
    assert four_eyes.may_make_public(author, fresh(draft))


def test_author_publishes_again_what_was_public_already(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    publish(colleague, draft)
    browser(author).post(reverse("wagtailadmin_pages:unpublish", args=[draft.pk]))
    assert not fresh(draft).live

    publish(author, draft)

    assert fresh(draft).live


def test_what_was_written_after_the_published_version_is_not_forgotten(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    """Somebody publishes an older version while a newer draft lies there."""
    older = draft.get_latest_revision()
    save(author, draft, title="Newer")

    older.publish(user=colleague)

    assert four_eyes.authors_of(draft) == {author.pk}
    publish(author, draft)
    assert "Newer" not in read(draft)


def test_going_back_to_an_older_version_is_an_edit(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    first = draft.get_latest_revision()
    publish(colleague, draft)
    save(author, draft, title="Second")
    publish(colleague, draft)
    url = reverse("wagtailadmin_pages:revisions_revert", args=[draft.pk, first.pk])

    browser(colleague).post(url, form(draft, title="Libraries stay open", **PUBLISH))

    assert "Second" in read(draft)
    assert four_eyes.authors_of(draft) == {colleague.pk}


def test_switching_the_rule_on_holds_for_what_was_written_before(
    author: User, draft: ArticlePage
) -> None:
    require_four_eyes()

    publish(author, draft)

    assert not fresh(draft).live


def test_clock_publishes_what_a_colleague_scheduled(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    schedule(colleague, draft)

    let_the_clock_run(timezone.now() + datetime.timedelta(days=2))

    assert fresh(draft).live
    assert four_eyes.authors_of(draft) == set()


def test_scheduled_version_rewritten_afterwards_does_not_go_public(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    """The editor is locked then; other code that saves in place takes the schedule away."""
    publish_time = timezone.now() + datetime.timedelta(days=1)
    article = draft.get_latest_revision().as_object()
    article.go_live_at = publish_time
    revision = article.save_revision(user=author)
    revision.publish(user=colleague)
    assert autosave(author, draft, title="Unseen").status_code == 400

    scheduled = fresh(draft).get_latest_revision_as_object()
    scheduled.title = "Unseen"
    scheduled.save_revision(user=author, overwrite_revision=fresh(draft).get_latest_revision())

    assert not fresh(draft).approved_schedule
    carry_out()
    assert not fresh(draft).live


def test_author_deleted_with_their_account_leaves_the_others_as_they_were(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    save(colleague, draft, title="Both of us")

    author.delete()

    publish(colleague, draft)
    assert not fresh(draft).live


def copy_form(article: ArticlePage, **changed: Any) -> dict[str, Any]:
    """What the form for a copy sends."""
    return {
        "new_title": "Copied",
        "new_slug": "copied",
        "new_parent_page": article.get_parent().pk,
        **changed,
    }


def test_published_copy_is_refused_at_its_field(
    rule: None, author: User, desk: NewsDeskPage
) -> None:
    article = ArticlePageFactory.create(parent=desk)
    url = reverse("wagtailadmin_pages:copy", args=[article.pk])

    _response, page = follow(author, url, copy_form(article, publish_copies="on"))

    assert "the copy begins as a draft" in page
    assert ArticlePage.objects.count() == 1


def test_copy_begins_as_a_draft_of_whoever_copied_it(
    rule: None, author: User, colleague: User, desk: NewsDeskPage
) -> None:
    article = ArticlePageFactory.create(parent=desk)
    browser(author).post(reverse("wagtailadmin_pages:copy", args=[article.pk]), copy_form(article))
    copied = ArticlePage.objects.get(slug="copied")

    publish(author, copied)
    assert not fresh(copied).live
    publish(colleague, copied)
    assert fresh(copied).live


def test_desk_is_not_copied_with_public_articles(
    rule: None, administrator: User, desk: NewsDeskPage
) -> None:
    ArticlePageFactory.create(parent=desk)
    url = reverse("wagtailadmin_pages:copy", args=[desk.pk])

    follow(administrator, url, copy_form(desk, copy_subpages="on", publish_copies="on"))

    assert ArticlePage.objects.count() == 1
    assert NewsDeskPage.objects.count() == 1


def test_api_makes_no_public_copy_and_leaves_nothing_half_done(
    rule: None, author: User, desk: NewsDeskPage
) -> None:
    article = ArticlePageFactory.create(parent=desk)
    children = NewsDeskPage.objects.get().numchild
    url = reverse("wagtailadmin_api:pages:action", args=[article.pk, "copy"])

    response = browser(author).post(url, {"keep_live": True, "slug": "copied"})

    assert response.status_code == 403
    assert ArticlePage.objects.count() == 1
    assert NewsDeskPage.objects.get().numchild == children


def test_alias_shows_what_is_public_already(rule: None, author: User, desk: NewsDeskPage) -> None:
    article = ArticlePageFactory.create(parent=desk)

    browser(author).post(
        reverse("wagtailadmin_pages:copy", args=[article.pk]), copy_form(article, alias="on")
    )

    alias = ArticlePage.objects.get(alias_of=article)
    assert alias.live
    browser(author).post(reverse("wagtailadmin_pages:convert_alias", args=[alias.pk]))
    assert fresh(alias).live
    assert fresh(alias).alias_of_id is None


def test_alias_of_a_draft_does_not_make_it_public(
    rule: None, author: User, draft: ArticlePage
) -> None:
    browser(author).post(
        reverse("wagtailadmin_pages:copy", args=[draft.pk]), copy_form(draft, alias="on")
    )

    assert not ArticlePage.objects.live().exists()


def test_row_that_is_set_live_by_hand_is_refused_within_the_admin(
    rule: None, author: User, draft: ArticlePage
) -> None:
    """Whatever code of a view publishes without Wagtail's actions comes to the same gate."""
    from wagtail.log_actions import LogContext

    article = fresh(draft)
    article.live = True
    with LogContext(user=author), pytest.raises(four_eyes.FourEyesError):
        article.save()


def test_only_superusers_may_give_a_reason(rule: None, author: User, draft: ArticlePage) -> None:
    from django.core.exceptions import PermissionDenied

    with pytest.raises(PermissionDenied), four_eyes.reason_given(author, draft, "Because"):
        pass


def test_empty_reason_is_none(rule: None, superuser: User, draft: ArticlePage) -> None:
    with pytest.raises(ValueError, match="reason"), four_eyes.reason_given(superuser, draft, "  "):
        pass


def test_superuser_publishes_own_work_with_a_reason_that_is_logged(
    rule: None, superuser: User, desk: NewsDeskPage
) -> None:
    article = write(superuser, desk)
    response, page = follow(superuser, edit_url(article), form(article, title="Urgent", **PUBLISH))
    ask = reverse("news_review:publish_alone", args=[article.pk])
    assert response.redirect_chain[-1][0] == ask
    assert fresh(article).get_latest_revision_as_object().title == "Urgent"
    version = response.context["form"].initial["version"]

    _response, page = follow(superuser, ask, {"reason": " ", "version": version})
    assert "Please say why" in page
    assert not fresh(article).live

    follow(superuser, ask, {"reason": "A recall that cannot wait", "version": version})

    assert "Urgent" in read(article)
    history = browser(superuser).get(reverse("wagtailadmin_pages:history", args=[article.pk]))
    assert "A recall that cannot wait" in history.content.decode()
    assert four_eyes.authors_of(article) == set()


def test_reason_holds_for_what_the_superuser_saw(
    rule: None, superuser: User, colleague: User, desk: NewsDeskPage
) -> None:
    article = write(superuser, desk)
    ask = reverse("news_review:publish_alone", args=[article.pk])
    version = browser(superuser).get(ask).context["form"].initial["version"]
    save(colleague, article, title="Changed meanwhile")

    _response, page = follow(superuser, ask, {"reason": "Urgent", "version": version})

    assert "changed meanwhile" in page
    assert not fresh(article).live


def test_reason_does_not_stand_in_for_what_is_missing(
    rule: None, superuser: User, desk: NewsDeskPage
) -> None:
    article = write(superuser, desk, source=None)
    ask = reverse("news_review:publish_alone", args=[article.pk])
    version = browser(superuser).get(ask).context["form"].initial["version"]

    _response, page = follow(superuser, ask, {"reason": "Urgent", "version": version})

    assert "something is missing" in page
    assert not fresh(article).live
    assert (
        not browser(superuser)
        .get(reverse("wagtailadmin_pages:history", args=[article.pk]))
        .content.decode()
        .count("Urgent")
    )


def test_editors_are_not_let_to_the_reason(rule: None, author: User, draft: ArticlePage) -> None:
    response = browser(author).get(reverse("news_review:publish_alone", args=[draft.pk]))

    assert response.status_code == 302


def setting_url() -> str:
    """Where the rule is set."""
    Publishing.objects.get_or_create(pk=1)
    return reverse("wagtailsettings:edit", args=["news", "publishing", 1])


def test_administrator_switches_the_rule_and_the_log_says_so(administrator: User) -> None:
    response = browser(administrator).post(setting_url(), {"four_eyes": "on"})

    assert response.status_code == 302
    assert four_eyes.is_required()
    browser(administrator).post(setting_url(), {})
    assert not four_eyes.is_required()
    kind = ContentType.objects.get_for_model(Publishing)
    logged = ModelLogEntry.objects.filter(content_type=kind, action__startswith="news.")
    assert set(logged.values_list("action", "user_id")) == {
        ("news.four_eyes.on", administrator.pk),
        ("news.four_eyes.off", administrator.pk),
    }


def test_editor_does_not_switch_the_rule(editor: User) -> None:
    browser(editor).post(setting_url(), {"four_eyes": "on"})

    assert not four_eyes.is_required()


def test_list_says_which_page_kept_all_from_being_published(
    rule: None, author: User, colleague: User, desk: NewsDeskPage, draft: ArticlePage
) -> None:
    other = write(colleague, desk, title="By the colleague")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    url = f"{url}?id={draft.pk}&id={other.pk}&next={reverse('wagtailadmin_home')}"

    _response, page = follow(author, url, {"include_descendants": ""})

    assert "“Libraries stay open” was not published" in page
    assert "None of the chosen pages was published" in page
    assert not ArticlePage.objects.live().exists()


def test_imported_articles_need_nobody(rule: None, desk: NewsDeskPage) -> None:
    """Content that the site itself makes: an import, demo content."""
    ArticlePageFactory.create(parent=desk)

    assert ArticlePage.objects.live().count() == 1
    assert not Authorship.objects.exists()


def test_first_unchanged_save_of_an_imported_article_makes_nobody_its_author(
    rule: None, colleague: User, desk: NewsDeskPage
) -> None:
    article = ArticlePageFactory.create(parent=desk)

    save(colleague, article, **PUBLISH)

    assert four_eyes.authors_of(article) == set()
    assert fresh(article).live


def test_readers_pay_nothing_for_the_rule(rule: None, desk: NewsDeskPage) -> None:
    article = ArticlePageFactory.create(parent=desk)

    assert Client().get(article.url).status_code == 200


def test_nobody_is_everybody_s_author(rule: None, draft: ArticlePage) -> None:
    assert not four_eyes.may_make_public(UserFactory.build(pk=None), ArticlePage())
