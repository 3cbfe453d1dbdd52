"""What people are told of the four-eyes rule, before they publish and after a refusal."""

from __future__ import annotations

from django.urls import reverse

from members.models import User
from news.models import ArticlePage, NewsDeskPage
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
    new_article_url,
    save,
    told,
    write,
)
from tests.news.review.ways import publish


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


def test_colleague_who_edits_and_approves_at_once_is_refused_and_told(
    rule: None, author: User, colleague: User, draft: ArticlePage
) -> None:
    save(author, draft, **SUBMIT)

    _response, page = follow(colleague, edit_url(draft), form(draft, title="Changed", **APPROVE))

    assert not fresh(draft).live
    assert fresh(draft).workflow_in_progress
    assert "“Changed” was not published. You wrote or edited this version" in page


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
