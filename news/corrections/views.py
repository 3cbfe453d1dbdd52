"""Take back a correction, once one has said why."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.locks import BasicLock

from news.article_screen import ArticleScreen
from news.corrections.telling import withdraw
from news.models import ArticlePage, Correction


class ReasonForm(forms.Form):
    """Why readers are no longer to be told."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        max_length=255,
        help_text=gettext_lazy("Kept in the article's history. Readers do not see it."),
    )


class WithdrawView(ArticleScreen, FormView[ReasonForm]):
    """Asks first and wants a reason; for whoever may publish the article."""

    form_class = ReasonForm
    template_name = "news/admin/corrections/withdraw.html"
    page_title = gettext_lazy("Withdraw a correction")
    header_icon = "comment"

    @cached_property
    def correction(self) -> Correction:
        """What readers have been told."""
        return get_object_or_404(Correction.objects.select_related("article"), pk=self.kwargs["pk"])

    @cached_property
    def article(self) -> ArticlePage:
        """The article that was corrected."""
        return self.correction.article

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Refuse whoever could not publish, and everybody while somebody else keeps it locked."""
        if not self.article.permissions_for_user(request.user).can_publish():
            raise PermissionDenied
        if self.article.locked and BasicLock(self.article).for_user(request.user):
            raise PermissionDenied(_("The article is locked by somebody else."))
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: ReasonForm) -> HttpResponse:
        """Withdraw it and say so."""
        withdraw(self.correction, user=self.user, reason=form.cleaned_data["reason"])
        messages.success(
            self.request,
            _("Readers are no longer told of this correction. Its words are in the history."),
        )
        return super().form_valid(form)

    def get_success_url(self) -> str:
        """Back to the article."""
        return self.edit_url

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """What is to be withdrawn."""
        return super().get_context_data(**kwargs) | {"correction": self.correction}
