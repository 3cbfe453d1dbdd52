"""Steps between an article's form and its being public that the desk's rules ask for."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.models import Revision

from news.article_screen import ArticleScreen
from news.models import ArticlePage
from news.review import embargo, four_eyes
from news.review.approval import obstacle_to_approval
from news.review.completeness import faults_of
from news.review.content import content_hash
from news.review.forms import ReasonForm


class ArticleStep(ArticleScreen):
    """A page of the admin about one article's newest version."""

    @cached_property
    def page(self) -> ArticlePage:
        """The article as it is stored, of which rights are asked before anything is written."""
        page: ArticlePage = get_object_or_404(ArticlePage, pk=self.kwargs["pk"])
        return page

    @cached_property
    def revision(self) -> Revision:
        """The newest version; one is made of an article that has none."""
        return self.page.get_latest_revision() or self.page.save_revision(user=self.user)

    @cached_property
    def article(self) -> ArticlePage:
        """The article as the newest version has it."""
        return self.revision.as_object()

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Let in whoever may take the step."""
        if not self.may_be_taken():
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def may_be_taken(self) -> bool:
        """Whether this person may publish the article, apart from the desk's rules."""
        return bool(self.page.permissions_for_user(self.request.user).can_publish())

    def answer_what_is_missing(self) -> HttpResponse | None:
        """Lead back to the form where the article is locked or not complete; drafts need not be."""
        lock = self.page.get_lock()
        if lock and lock.for_user(self.user):
            messages.error(
                self.request, _("It was not published: it is locked, and kept as it is.")
            )
            return redirect(self.edit_url)
        faults = faults_of(self.article)
        if not faults:
            return None
        words = _("It was not published, because something is missing. It is kept as a draft.")
        messages.error(self.request, f"{words} {faults}")
        return redirect(self.edit_url)

    def publish(self) -> HttpResponse:
        """Publish or schedule the version and say which."""
        self.revision.publish(user=self.user)
        words = (
            _("“%(title)s” is scheduled for publishing.")
            if ArticlePage.objects.get(pk=self.article.pk).approved_schedule
            else _("“%(title)s” is published.")
        )
        button = messages.button(self.edit_url, _("Edit"))
        messages.success(self.request, words % {"title": self.article}, buttons=[button])
        return redirect("wagtailadmin_explore", self.article.get_parent().pk)


class PublishAloneView(ArticleStep, FormView[ReasonForm]):
    """A superuser publishes their own work and says why."""

    form_class = ReasonForm
    template_name = "news/admin/review/publish_alone.html"
    page_title = _("Publish your own work")
    header_icon = "warning"

    def may_be_taken(self) -> bool:
        """Superusers only; what they wrote is saved already."""
        return self.user.is_superuser

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the button says, before and while it works."""
        words = {
            "submit_button_label": _("Publish with this reason"),
            "submit_button_active_label": _("Publishing…"),
        }
        return super().get_context_data(**kwargs) | words

    def get_initial(self) -> dict[str, Any]:
        """What is decided about."""
        return {"version": content_hash(self.revision)}

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        """Publish what they saw, and nothing else."""
        if form.cleaned_data["version"] != content_hash(self.revision):
            messages.warning(
                self.request, _("It was not published: it has been changed meanwhile.")
            )
            return redirect(self.edit_url)
        if embargo.is_under_embargo(self.article, embargo.public_from(self.article)):
            messages.warning(self.request, embargo.refusal(self.article))
            return redirect(self.edit_url)
        if answer := self.answer_what_is_missing():
            return answer
        reason = form.cleaned_data["reason"]
        with four_eyes.reason_given(self.user, self.article, reason):
            return self.publish()


class ScheduleAtEmbargoView(ArticleStep, TemplateView):
    """Have an article under embargo go live when that ends."""

    template_name = "news/admin/review/schedule.html"
    page_title = _("Schedule for the end of the embargo")
    header_icon = "calendar"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask first; an embargo that has ended meanwhile leads back to the article."""
        if not embargo.is_under_embargo(self.article):
            return redirect(self.edit_url)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Schedule it, if this person may make it public."""
        if not four_eyes.may_make_public(self.user, self.article):
            messages.warning(request, four_eyes.refusal(self.article))
            return redirect(self.edit_url)
        if answer := self.answer_what_is_missing():
            return answer
        self.article.go_live_at = self.article.embargoed_until
        self.revision = self.article.save_revision(user=self.user, log_action=True, clean=False)
        return self.publish()

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """When that is."""
        return super().get_context_data(**kwargs) | {"until": embargo.end_in_words(self.article)}


class NotApprovedView(ArticleStep, TemplateView):
    """Why an approval did not happen, for reviewers who decided outside of the editor."""

    template_name = "news/admin/review/not_approved.html"
    page_title = _("Not approved")
    header_icon = "warning"

    def may_be_taken(self) -> bool:
        """Whoever may open the article in the editor."""
        return bool(self.page.permissions_for_user(self.request.user).can_edit())

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Say it; where nothing stands in the way any more, lead to the article."""
        task_state = self.article.current_workflow_task_state
        self.obstacle = task_state and obstacle_to_approval(self.article, task_state, self.user)
        if not self.obstacle:
            return redirect(self.edit_url)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The reason."""
        return super().get_context_data(**kwargs) | {"obstacle": self.obstacle}
