"""Changes to what an article says about itself: topics, disclaimer, shared-on day, teaser.

Readers may see one version while somebody works on the next. Both are changed, each as it is: the
version that is live, without the unpublished one, and the unpublished one, which stays unpublished.
"""

from __future__ import annotations

import datetime
from abc import abstractmethod
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput
from wagtail.log_actions import log
from wagtail.models import Revision

from core.bulk_changes.kinds import Outcome, Result
from news.models import ArticlePage, Disclaimer, Topic
from news.models.teased_page import ArticleTeaser
from news.overview.changes.kinds import ArticleChange, Refused
from news.overview.changes.log_actions import TOGETHER
from news.overview.reach import Reach
from news.review.authorship import draft_set_aside

if TYPE_CHECKING:
    from members.models import User


class ContentChange(ArticleChange):
    """A change to fields of the article."""

    explanation = gettext_lazy(
        "Live articles are changed for readers at once where you may publish them. What somebody "
        "is still working on stays a draft, and gets the change as well."
    )

    @abstractmethod
    def alter(self, article: ArticlePage) -> bool:
        """Set the fields; whether that changed anything."""

    @abstractmethod
    def in_words(self) -> str:
        """What is set, for the audit log."""

    def apply(self, article: ArticlePage, user: User) -> Outcome:
        """Change what readers see, if that may be, and what somebody is still working on."""
        # Not asked of this article, which may take itself for the draft: they are altered apart.
        draft = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
        is_two_versions = article.live and article.has_unpublished_changes
        changes_live = article.live and self.alter(article)
        changes_draft = self.alter(draft)
        if not (changes_live or changes_draft):
            return Outcome(Result.UNCHANGED)
        reason = self._publish(article, user) if changes_live else ""
        is_published = changes_live and not reason
        # The unpublished version is kept again after a publication, or it would be an older one.
        if (changes_draft and not is_published) or (is_two_versions and is_published):
            self._keep(draft, user)
        if not reason:
            return Outcome(Result.CHANGED)
        return Outcome(Result.DRAFTED if changes_draft else Result.LEFT, reason)

    def _publish(self, article: ArticlePage, user: User) -> str:
        """Make the altered live version public; why not, where that is refused."""
        if not Reach(user).may("publish", article):
            return _("you may not publish it")
        if article.current_workflow_state:
            return _("it is in review, which publishing would end")
        try:
            with transaction.atomic(), draft_set_aside(article):
                self._keep(article, user).publish(user=user)
        except PermissionDenied as refusal:
            return str(refusal)
        return ""

    def _keep(self, article: ArticlePage, user: User) -> Revision:
        """A new revision. It may lack what publishing asks for; what is set here is checked."""
        revision: Revision = article.save_revision(user=user, clean=False)
        self._log(article, user, revision)
        return revision

    def _log(self, article: ArticlePage, user: User, revision: Revision) -> None:
        log(
            instance=article,
            action=TOGETHER,
            user=user,
            revision=revision,
            content_changed=True,
            data={"what": self.in_words()},
        )


class TopicsForm(forms.Form):
    """Which topics to add and which to take away."""

    add = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Add"),
        queryset=Topic.objects.order_by("name"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    remove = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Take away"),
        queryset=Topic.objects.order_by("name"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Something has to be ticked, and nothing twice."""
        cleaned = super().clean() or {}
        add, remove = set(cleaned.get("add", ())), set(cleaned.get("remove", ()))
        if add & remove:
            raise forms.ValidationError(
                _("%(topics)s cannot be added and taken away at once."),
                params={"topics": ", ".join(sorted(topic.name for topic in add & remove))},
            )
        if not (add or remove):
            raise forms.ValidationError(_("Tick at least one topic to add or to take away."))
        return cleaned


class ChangeTopics(ContentChange):
    """Other topics."""

    kind = "topics"
    label = gettext_lazy("Topics")
    heading = gettext_lazy("Change the topics of articles")
    button = gettext_lazy("Change the topics")
    icon = "tag"
    form_class = TopicsForm

    @classmethod
    def kept(cls, form: forms.Form) -> dict[str, Any]:
        """The topics' keys."""
        return {name: [topic.pk for topic in form.cleaned_data[name]] for name in ("add", "remove")}

    def alter(self, article: ArticlePage) -> bool:
        """Add and take away; a topic deleted meanwhile is passed over."""
        before = {topic.pk: topic for topic in article.topics.all()}
        after = before | self._named("add")
        after = {key: topic for key, topic in after.items() if key not in self.wanted["remove"]}
        if after.keys() == before.keys():
            return False
        article.topics.set(list(after.values()))
        return True

    def in_words(self) -> str:
        """What is added and what is taken away."""
        added = [f"+ {topic}" for topic in self._named("add").values()]
        return ", ".join([*added, *(f"− {topic}" for topic in self._named("remove").values())])

    def _named(self, name: str) -> dict[int, Topic]:
        return Topic.objects.in_bulk(self.wanted[name])


class DisclaimerChoiceForm(forms.Form):
    """Which disclaimer the articles are to have."""

    disclaimer = forms.ModelChoiceField(
        label=gettext_lazy("Disclaimer"),
        queryset=Disclaimer.objects.order_by("name"),
        required=False,
        empty_label=gettext_lazy("The desk's standing disclaimer"),
    )


class ChangeDisclaimer(ContentChange):
    """Another disclaimer, or the desk's."""

    kind = "disclaimer"
    label = gettext_lazy("Disclaimer")
    heading = gettext_lazy("Change the disclaimer of articles")
    button = gettext_lazy("Change the disclaimer")
    icon = "warning"
    form_class = DisclaimerChoiceForm

    @classmethod
    def kept(cls, form: forms.Form) -> dict[str, Any]:
        """The disclaimer's key."""
        chosen = form.cleaned_data["disclaimer"]
        return {"disclaimer": chosen.pk if chosen else None}

    def alter(self, article: ArticlePage) -> bool:
        """Name it; Refused where it was deleted meanwhile."""
        key = self.wanted["disclaimer"]
        if key is not None and not Disclaimer.objects.filter(pk=key).exists():
            raise Refused(_("the disclaimer is no longer there"))
        is_change = bool(article.disclaimer_id != key)
        article.disclaimer_id = key
        return is_change

    def in_words(self) -> str:
        """The disclaimer's name."""
        key = self.wanted["disclaimer"]
        named = Disclaimer.objects.filter(pk=key).first() if key else None
        return _("disclaimer: %(name)s") % {"name": named or _("the desk's")}


class SharedOnForm(forms.Form):
    """The day the articles are to be shared on."""

    shared_on = forms.DateField(label=gettext_lazy("Shared on"), widget=AdminDateInput)


class ChangeSharedOn(ContentChange):
    """Another day to stand under."""

    kind = "shared-on"
    label = gettext_lazy("Shared on")
    heading = gettext_lazy("Change the day articles are shared on")
    button = gettext_lazy("Change the day")
    icon = "calendar-alt"
    form_class = SharedOnForm

    @classmethod
    def kept(cls, form: forms.Form) -> dict[str, Any]:
        """The day."""
        return {"shared_on": form.cleaned_data["shared_on"].isoformat()}

    @property
    def _day(self) -> datetime.date:
        return datetime.date.fromisoformat(self.wanted["shared_on"])

    def alter(self, article: ArticlePage) -> bool:
        """Set the day."""
        is_change = article.shared_when_public or article.shared_on != self._day
        article.share_on(self._day)
        return is_change

    def in_words(self) -> str:
        """The day."""
        return _("shared on %(day)s") % {"day": date_format(self._day)}


class TeaserForm(forms.Form):
    """Whether those who may not read the articles may see their teasers."""

    teaser = forms.ChoiceField(
        label=gettext_lazy("Teaser"),
        choices=ArticleTeaser.choices,
        widget=forms.RadioSelect,
        help_text=ArticlePage._meta.get_field("teaser").help_text,
    )


class ChangeTeaser(ContentChange):
    """A teaser for everybody, none, or as the desk says."""

    kind = "teaser"
    label = gettext_lazy("Teaser")
    heading = gettext_lazy("Change the teasers of articles")
    button = gettext_lazy("Change the teasers")
    icon = "view"
    form_class = TeaserForm

    @classmethod
    def kept(cls, form: forms.Form) -> dict[str, Any]:
        """Which of the three."""
        return {"teaser": form.cleaned_data["teaser"]}

    def alter(self, article: ArticlePage) -> bool:
        """Set it."""
        is_change = bool(article.teaser != self.wanted["teaser"])
        article.teaser = self.wanted["teaser"]
        return is_change

    def in_words(self) -> str:
        """What the article's own form calls it."""
        return _("teaser: %(choice)s") % {"choice": ArticleTeaser(self.wanted["teaser"]).label}
