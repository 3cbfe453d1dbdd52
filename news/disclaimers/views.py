"""Screens that ask before an article's wording, or that of many, becomes another one."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from members.signed_in import account_of
from news.addresses import edit_url
from news.article_screen import ArticleScreen
from news.disclaimers.comparing import compared
from news.disclaimers.forms import ExistingArticlesForm
from news.disclaimers.moving import movable, move_to_current_wording
from news.disclaimers.tasks import move_all_on
from news.disclaimers.usage import counted, exchanged, from_desk
from news.models import ArticlePage, Disclaimer, NewsDeskPage


class ArticleWordingView(ArticleScreen, TemplateView):
    """What an article shows beside what it can be moved to."""

    template_name = "news/admin/disclaimers/article_wording.html"
    page_title = gettext_lazy("Disclaimer")
    header_icon = "warning"

    @cached_property
    def article(self) -> ArticlePage:
        """The article as readers see it; it must be the person's to publish."""
        article = get_object_or_404(ArticlePage, pk=self.kwargs["pk"])
        if not article.permissions_for_user(self.request.user).can_publish():
            raise PermissionDenied
        return article

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The places at which something can be moved."""
        places = [place for place in compared(self.article) if place.newer]
        return super().get_context_data(**kwargs) | {"places": places}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Move it."""
        if move_to_current_wording([self.article], self.user):
            messages.success(
                request,
                _("“%(title)s” has the current wording now.") % {"title": self.article.title},
            )
        else:
            messages.info(request, _("It had the current wording already; nothing was changed."))
        return redirect(self.edit_url)


class StandingDisclaimerView(WagtailAdminTemplateMixin, TemplateView):
    """Asked before a desk is published with another standing disclaimer: what of its articles?"""

    template_name = "news/admin/disclaimers/standing_disclaimer.html"
    page_title = gettext_lazy("Another standing disclaimer")
    header_icon = "warning"

    @cached_property
    def desk(self) -> NewsDeskPage:
        """The desk as readers see it; it must be the person's to publish."""
        desk = get_object_or_404(NewsDeskPage, pk=self.kwargs["pk"])
        if not desk.permissions_for_user(self.request.user).can_publish():
            raise PermissionDenied
        return desk

    def get_page_subtitle(self) -> str:
        """The desk's title."""
        return str(self.desk.title)

    def get_breadcrumbs_items(self) -> list[dict[str, str]]:
        """None: the way on is one of two buttons."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What the desk has, what it would have, and how many articles have what."""
        revision = self.desk.get_latest_revision()
        wanted = revision.as_object() if revision else self.desk
        return super().get_context_data(**kwargs) | {
            "desk": self.desk,
            "revision": revision,
            "new": Disclaimer.objects.filter(pk=wanted.disclaimer_id).first(),
            "used": counted(from_desk(self.desk)),
            "may_move": movable(from_desk(self.desk), account_of(self.request)).exists(),
            "question": ExistingArticlesForm(),
            "edit_url": edit_url(self.desk.pk),
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Publish the version that was asked about, and move the articles if that is wanted."""
        revision = self.desk.get_latest_revision()
        if revision is None or str(revision.pk) != request.POST.get("revision"):
            messages.warning(
                request,
                _(
                    "Somebody has saved another version of the desk meanwhile, so nothing was "
                    "published. Please look at it, then publish."
                ),
            )
            return redirect(edit_url(self.desk.pk))
        revision.publish(user=request.user)
        messages.success(request, _("“%(title)s” has been published.") % {"title": self.desk.title})
        if request.POST.get("existing") == "move":
            tell_of_moving(request, move_all_on(self.desk, account_of(request)))
        return redirect(edit_url(self.desk.pk))


def ask_before_exchange(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Where a desk's standing disclaimer is exchanged and articles have the old one, ask.

    The desk is saved as a draft by then; it is published once the question is answered.
    """
    if not isinstance(page, NewsDeskPage) or not exchanged(page):
        return None
    return redirect("news_disclaimers:desk", page.pk)


def tell_of_moving(request: HttpRequest, moved: int | None) -> None:
    """Say how many articles were moved; None: the worker is at it."""
    if moved is None:
        messages.info(
            request,
            _(
                "The articles are moved one after the other; the disclaimer's page shows how many "
                "have which wording."
            ),
        )
        return
    messages.success(
        request,
        ngettext(
            "%(count)d article has the current wording now.",
            "%(count)d articles have the current wording now.",
            moved,
        )
        % {"count": moved},
    )
