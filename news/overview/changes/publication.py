"""Publish and unpublish many articles, and choose who may read them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib.auth.models import Group
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import PageViewRestriction

from core.bulk_changes.kinds import Outcome, Result
from core.closures import closures
from news.models import ArticlePage
from news.overview.changes.kinds import AlreadySo, ArticleChange, Refused
from news.overview.rows import ArticleRow
from news.review import four_eyes
from news.review.completeness import faults_of

if TYPE_CHECKING:
    from members.models import User


class Publish(ArticleChange):
    """Make the newest version of each article public, under the rules for publishing one."""

    kind = "publish"
    label = gettext_lazy("Publish")
    heading = gettext_lazy("Publish articles")
    button = gettext_lazy("Publish")
    icon = "upload"
    right = "publish"

    @property
    def lacks_right(self) -> str:
        """What is said to people who may not do it."""
        return _("you may not publish it")

    def refuse(self, row: ArticleRow, user: User) -> None:
        """Also where all is public, and where somebody else has to look at it."""
        super().refuse(row, user)
        if row.article.live and not row.article.has_unpublished_changes:
            raise AlreadySo(_("it is public as it is"))
        if not four_eyes.may_make_public(user, row.article):
            raise Refused(four_eyes.refusal(row.article))

    def apply(self, article: ArticlePage, user: User) -> Outcome:
        """Publish the newest version, if all that publishing asks for is there."""
        if faults := faults_of(article.get_latest_revision_as_object()):
            raise Refused(_("it lacks something: %(what)s") % {"what": faults})
        revision = article.get_latest_revision() or article.save_revision(user=user)
        revision.publish(user=user)
        return Outcome(Result.CHANGED)


class Unpublish(ArticleChange):
    """Take articles down; they stay as drafts."""

    kind = "unpublish"
    label = gettext_lazy("Unpublish")
    heading = gettext_lazy("Take articles down")
    button = gettext_lazy("Unpublish")
    icon = "download"
    right = "publish"
    explanation = gettext_lazy(
        "Readers no longer find them. They are kept as drafts and can be published again."
    )

    @property
    def lacks_right(self) -> str:
        """What is said to people who may not do it."""
        return _("you may not take it down")

    def refuse(self, row: ArticleRow, user: User) -> None:
        """Also where readers do not see it."""
        super().refuse(row, user)
        if not row.article.live:
            raise AlreadySo(_("readers do not see it"))

    def apply(self, article: ArticlePage, user: User) -> Outcome:
        """Take it down."""
        article.unpublish(user=user)
        return Outcome(Result.CHANGED)


class VisibilityForm(forms.Form):
    """Who the articles are for."""

    groups = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Only for people in these groups"),
        queryset=Group.objects.order_by("name"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=gettext_lazy("Tick none to let everyone read them."),
    )


class ChangeVisibility(ArticleChange):
    """Let everyone read articles, or some groups only. At once, for drafts too."""

    kind = "visibility"
    label = gettext_lazy("Visibility")
    heading = gettext_lazy("Choose who may read articles")
    button = gettext_lazy("Change who may read them")
    icon = "view"
    right = "publish"
    respects_locks = False
    form_class = VisibilityForm
    explanation = gettext_lazy(
        "This holds at once. Where a whole desk is for some groups only, its articles stay so."
    )

    @classmethod
    def kept(cls, form: forms.Form) -> dict[str, Any]:
        """The groups' keys."""
        return {"groups": sorted(group.pk for group in form.cleaned_data["groups"])}

    @property
    def lacks_right(self) -> str:
        """What is said to people who may not do it."""
        return _("you may not choose who reads it")

    def apply(self, article: ArticlePage, user: User) -> Outcome:
        """Put the restriction in place, or take it away."""
        own = list(PageViewRestriction.objects.filter(page=article).prefetch_related("groups"))
        groups = list(Group.objects.filter(pk__in=self.wanted["groups"]))
        if len(groups) < len(self.wanted["groups"]):
            raise Refused(_("one of the groups is no longer there"))
        if not groups:
            return self._open(article, own, user)
        if len(own) == 1 and set(own[0].groups.all()) == set(groups):
            return Outcome(Result.UNCHANGED)
        for superfluous in own[1:]:
            superfluous.delete(user=user)
        restriction = own[0] if own else PageViewRestriction(page=article)
        restriction.restriction_type = PageViewRestriction.GROUPS
        restriction.save(user=user)
        restriction.groups.set(groups)
        return Outcome(Result.CHANGED)

    @staticmethod
    def _open(article: ArticlePage, own: list[PageViewRestriction], user: User) -> Outcome:
        for restriction in own:
            restriction.delete(user=user)
        if own:
            return Outcome(Result.CHANGED)
        if closures().reaching(article):
            raise Refused(_("its whole desk is for some groups only"))
        return Outcome(Result.UNCHANGED)
