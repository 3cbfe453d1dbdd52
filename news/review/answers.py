"""What the admin answers where the desk's rules refuse something, so that people know what to do.

None of this enforces the rules (news.review.gate does): it comes first, keeps what was written, and
says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.action_menu import ActionMenuItem, PublishMenuItem
from wagtail.models import Page

from members.signed_in import account_of
from news.addresses import edit_url
from news.models import ArticlePage, NewsDeskPage
from news.review import embargo, four_eyes
from news.review.approval import obstacle_to_approval
from news.review.reviewed import record_what_is_on_screen

if TYPE_CHECKING:
    from members.models import User


def answer_publishing(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The article is saved and about to be published or scheduled from its form."""
    if not isinstance(page, ArticlePage):
        return None
    if embargo.is_under_embargo(page, embargo.public_from(page)):
        return _under_embargo(request, page)
    if four_eyes.may_make_public(account_of(request), page):
        return None
    if account_of(request).is_superuser:
        return redirect("news_review:publish_alone", page.pk)
    messages.warning(request, four_eyes.refusal(page))
    return redirect(edit_url(page.pk))


def note_what_reviewer_sees(request: HttpRequest, page: Page) -> None:
    """A reviewer may be about to decide in the editor."""
    if _approves(request):
        record_what_is_on_screen(page, account_of(request), request.POST)


def answer_approval(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The editor's form was saved; where an approval came with it, say why it did not happen."""
    if not _approves(request):
        return None
    # As it is by now: the view's own page knows the review of before.
    page = page.specific_class.objects.get(pk=page.pk)
    task_state = page.current_workflow_task_state
    obstacle = task_state and obstacle_to_approval(page, task_state, account_of(request))
    if not obstacle:
        return None
    messages.warning(request, obstacle)
    return redirect(edit_url(page.pk))


def offer_what_is_allowed(
    menu_items: list[ActionMenuItem], request: HttpRequest, context: dict[str, Any]
) -> None:
    """Leave "Publish" out for those who would be refused; superusers are asked for a reason."""
    page = context.get("page") or _new_article(context)
    if not isinstance(page, ArticlePage) or account_of(request).is_superuser:
        return
    if not four_eyes.may_make_public(account_of(request), page):
        menu_items[:] = [item for item in menu_items if not isinstance(item, PublishMenuItem)]


def answer_publishing_of_many(
    request: HttpRequest, action_type: str, objects: Iterable[Any], action: Any
) -> HttpResponse | None:
    """Many pages are about to be published: all are, or none and it is said why."""
    if action_type != "publish":
        return None
    pages = [each for each in objects if isinstance(each, Page)]
    if action.cleaned_form.cleaned_data.get("include_descendants"):
        pages += [draft for page in pages for draft in page.get_descendants().not_live()]
    refused = [words for page in pages if (words := _refusal(account_of(request), page))]
    for words in refused:
        messages.warning(request, words)
    if refused and len(pages) > 1:
        messages.warning(request, _("None of the chosen pages was published. Leave these out."))
    return redirect(action.next_url) if refused else None


def _refusal(user: User, page: Page) -> str:
    version = page.get_latest_revision_as_object()
    if not isinstance(version, ArticlePage):
        return ""
    if embargo.is_under_embargo(version, embargo.public_from(version)):
        return embargo.refusal(version)
    return "" if four_eyes.may_make_public(user, version) else four_eyes.refusal(version)


def _under_embargo(request: HttpRequest, article: ArticlePage) -> HttpResponse:
    button = messages.button(
        reverse("news_review:schedule", args=[article.pk]), _("Schedule it for then")
    )
    messages.warning(request, embargo.refusal(article), buttons=[button])
    return redirect(edit_url(article.pk))


def _new_article(context: dict[str, Any]) -> ArticlePage | None:
    parent = context.get("parent_page")
    return ArticlePage() if parent and parent.specific_class is NewsDeskPage else None


def _approves(request: HttpRequest) -> bool:
    wants = request.method == "POST" and "action-workflow-action" in request.POST
    return wants and request.POST.get("workflow-action-name") == "approve"
