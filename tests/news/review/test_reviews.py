"""A review from submission to publication: who may what, what is published, who is told."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.urls import reverse
from django_tasks_db.models import DBTaskResult
from wagtail.models import GroupApprovalTask, TaskState, Workflow, WorkflowTask
from wagtail.users.models import UserProfile

from members.models import User
from news.models import ArticlePage, NewsDeskPage, ReviewTask
from news.review import mails
from news.tasks import send_review_mail
from tests.factories import UserFactory
from tests.news.deskwork import (
    APPROVE,
    PUBLISH,
    SEND_BACK,
    SUBMIT,
    autosave,
    browser,
    edit_url,
    follow,
    form,
    fresh,
    is_public,
    new_article_url,
    opened,
    read,
    require_four_eyes,
    save,
    told,
    write,
)


@pytest.fixture
def submitted(contributor: User, desk: NewsDeskPage) -> ArticlePage:
    """What a contributor wrote and submitted."""
    article = write(contributor, desk)
    save(contributor, article, **SUBMIT)
    return article


def approve_in_list(user: User, article: ArticlePage, **more: Any) -> Any:
    """A review is decided on the dashboard, where the text is not on screen."""
    task_state = fresh(article).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[article.pk, "approve", task_state.pk])
    return browser(user).post(url, more)


def letters() -> list[Any]:
    """Run the worker on what waits for it and return the mails that came of it."""
    mail.outbox.clear()
    for waiting in DBTaskResult.objects.filter(task_path=send_review_mail.module_path):
        send_review_mail.call(*waiting.args_kwargs["args"])
        waiting.delete()
    return list(mail.outbox)


def test_contributor_submits_and_an_editor_approves(submitted: ArticlePage, editor: User) -> None:
    assert fresh(submitted).workflow_in_progress
    assert not is_public(submitted)

    save(editor, submitted, **APPROVE)

    assert is_public(submitted)
    assert not fresh(submitted).workflow_in_progress


def test_contributor_cannot_publish(contributor: User, desk: NewsDeskPage) -> None:
    browser(contributor).post(new_article_url(desk), form(**PUBLISH))

    article = ArticlePage.objects.get()
    save(contributor, article, **PUBLISH)

    assert not fresh(article).live


def test_editor_sends_back_and_the_contributor_submits_again(
    submitted: ArticlePage, editor: User, contributor: User
) -> None:
    save(editor, submitted, **SEND_BACK)

    assert fresh(submitted).current_workflow_state.status == "needs_changes"
    save(contributor, submitted, title="Better", **SUBMIT)
    assert fresh(submitted).workflow_in_progress
    save(editor, submitted, **APPROVE)
    assert "Better" in read(submitted)


def test_author_is_refused_as_own_approver(author: User, desk: NewsDeskPage) -> None:
    require_four_eyes()
    article = write(author, desk)
    save(author, article, **SUBMIT)
    page = told(author, article)
    assert 'data-workflow-action-name="approve"' not in page

    save(author, article, **APPROVE)

    assert fresh(article).workflow_in_progress
    assert not fresh(article).live


def test_instructions_are_shown_to_whom_they_are_for(
    submitted: ArticlePage, editor: User, contributor: User, desk: NewsDeskPage
) -> None:
    assert "Are quotations word for word" in told(editor, submitted)
    assert "Are quotations word for word" not in told(contributor, submitted)
    assert "Submit it for review: an editor reads it" in told(contributor, write(contributor, desk))


def test_editor_changes_and_approves_in_one_step_without_the_rule(
    submitted: ArticlePage, editor: User
) -> None:
    save(editor, submitted, title="Mended", **APPROVE)

    assert "Mended" in read(submitted)


def test_text_changed_since_submission_is_not_approved_from_the_list(
    submitted: ArticlePage, editor: User, colleague: User
) -> None:
    save(colleague, submitted, title="Unseen")

    response = approve_in_list(editor, submitted)

    assert not fresh(submitted).live
    assert fresh(submitted).workflow_in_progress
    page = browser(editor).get(response.url).content.decode()
    assert "has been changed since it was submitted" in page
    assert edit_url(submitted) in page


def test_text_rewritten_in_place_since_submission_is_not_approved_from_the_list(
    author: User, editor: User, desk: NewsDeskPage
) -> None:
    article = write(author, desk)
    save(author, article, **SUBMIT)
    assert autosave(author, article, title="Unseen").status_code == 200

    approve_in_list(editor, article)

    assert not fresh(article).live
    assert fresh(article).workflow_in_progress


def test_unchanged_text_is_approved_from_the_list(submitted: ArticlePage, editor: User) -> None:
    approve_in_list(editor, submitted)

    assert is_public(submitted)


def test_colleague_s_change_is_approved_by_who_has_it_on_screen(
    submitted: ArticlePage, editor: User, colleague: User
) -> None:
    save(colleague, submitted, title="Seen")

    save(editor, submitted, **opened(submitted), **APPROVE)

    assert "Seen" in read(submitted)


def test_what_was_on_screen_is_published_when_it_changed_meanwhile(
    author: User, editor: User, desk: NewsDeskPage
) -> None:
    """The author goes on writing while the editor reads and approves."""
    article = write(author, desk, title="As read")
    save(author, article, **SUBMIT)
    on_screen = form(article, **opened(article), **APPROVE)
    autosave(author, article, title="Unseen")

    browser(editor).post(edit_url(article), on_screen)

    assert "As read" in read(article)
    assert "Unseen" not in read(article)


def test_review_whose_step_is_done_away_with_publishes_nothing(
    submitted: ArticlePage, administrator: User
) -> None:
    url = reverse("wagtailadmin_workflows:disable_task", args=[ReviewTask.objects.get().pk])

    browser(administrator).post(url)

    assert not fresh(submitted).live
    assert not fresh(submitted).workflow_in_progress
    assert [letter.subject for letter in letters() if "Approved" in letter.subject] == []


def test_step_of_wagtail_s_own_kind_keeps_the_rule(author: User, desk: NewsDeskPage) -> None:
    require_four_eyes()
    task = GroupApprovalTask.objects.create(name="Second step")
    task.groups.set(Group.objects.filter(name="Editors"))
    workflow = Workflow.objects.get()
    WorkflowTask.objects.filter(workflow=workflow).delete()
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    article = write(author, desk)
    save(author, article, **SUBMIT)

    save(author, article, title="Kept all the same", **APPROVE)

    assert not fresh(article).live
    assert fresh(article).workflow_in_progress
    assert fresh(article).get_latest_revision_as_object().title == "Kept all the same"


def test_reviewers_are_told_of_a_submission(
    editor: User, submitted: ArticlePage, contributor: User
) -> None:
    told_of = {letter.to[0]: letter for letter in letters()}

    assert contributor.email not in told_of
    letter = told_of[editor.email]
    assert letter.subject == "[News Desk] Please review: Libraries stay open"
    assert "Conrad Contributor asks you to review the article “Libraries stay open”" in letter.body
    assert letter.body.count(edit_url(submitted)) == 1
    assert "Are quotations word for word" in letter.body
    assert letter.extra_headers["Auto-Submitted"] == "auto-generated"


def test_authors_are_not_asked_to_review_where_they_may_not(
    author: User, editor: User, contributor: User, desk: NewsDeskPage
) -> None:
    require_four_eyes()
    article = write(contributor, desk)
    save(author, article, title="Changed by an editor")
    letters()
    save(contributor, article, **SUBMIT)

    assert [letter.to for letter in letters()] == [[editor.email]]


def test_superusers_are_asked_where_nobody_else_may(
    author: User, superuser: User, desk: NewsDeskPage
) -> None:
    require_four_eyes()
    article = write(author, desk)
    save(author, article, **SUBMIT)

    assert [letter.to for letter in letters()] == [[superuser.email]]


def test_writer_is_told_of_approval_with_the_comment(
    submitted: ArticlePage, editor: User, contributor: User
) -> None:
    letters()
    extra = '{"comment": "Well found."}'
    save(editor, submitted, **APPROVE, **{"workflow-action-extra-data": extra})

    (letter,) = letters()

    assert letter.to == [contributor.email]
    assert letter.subject == "[News Desk] Approved: Libraries stay open"
    assert "Edith Editor approved your article" in letter.body
    assert "It is published." in letter.body
    assert "Well found." in letter.body
    assert fresh(submitted).full_url in letter.body


def test_writer_is_told_why_it_was_sent_back(
    submitted: ArticlePage, editor: User, contributor: User
) -> None:
    letters()
    save(editor, submitted, **SEND_BACK)

    (letter,) = letters()

    assert letter.to == [contributor.email]
    assert letter.subject == "[News Desk] Sent back to you: Libraries stay open"
    assert "Please name the source." in letter.body
    assert "submit it again" in letter.body
    assert letter.body.count(edit_url(submitted)) == 1


def test_nobody_is_told_who_chose_not_to_be(
    contributor: User, editor: User, desk: NewsDeskPage
) -> None:
    profile = UserProfile.get_for_user(editor)
    profile.submitted_notifications = False
    profile.save()

    save(contributor, write(contributor, desk), **SUBMIT)

    assert letters() == []


def test_title_with_a_line_break_or_markup_stays_as_it_is_in_the_mail(
    contributor: User, editor: User, desk: NewsDeskPage
) -> None:
    save(contributor, write(contributor, desk, title="Q&A <now>"), **SUBMIT)

    (letter,) = letters()

    assert "Q&A <now>" in letter.subject
    assert "“Q&A <now>”" in letter.body


def test_nothing_is_sent_of_what_is_gone(submitted: ArticlePage, editor: User) -> None:
    task_state = TaskState.objects.get()
    ArticlePage.objects.get().delete()

    assert not mails.send(mails.SUBMITTED, task_state.pk, editor.pk)
    assert not mails.send(mails.SUBMITTED, task_state.pk, 0)


def test_refused_submission_tells_nobody(contributor: User, desk: NewsDeskPage) -> None:
    UserFactory.create(groups=["Editors"])
    article = write(contributor, desk)

    save(contributor, article, source="", **SUBMIT)

    assert letters() == []


def test_approval_that_came_to_nothing_explains_itself_only_as_long_as_it_holds(
    submitted: ArticlePage, editor: User
) -> None:
    url = reverse("news_review:not_approved", args=[submitted.pk])

    response, _page = follow(editor, url, {})
    assert response.status_code == 405
    assert browser(editor).get(url).url == edit_url(submitted)
