"""What everybody, or some, shall know for a while: notices at the top of every page."""

from __future__ import annotations

import datetime
from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField
from wagtail.models import DraftStateMixin, PreviewableMixin, RevisionMixin
from wagtail.rich_text import get_text_for_indexing

from core.moments import in_words
from core.previews import serve_page
from core.sites import default_site_key
from core.validators import no_hidden_characters
from home.forms import NoticeForm
from home.validators import short_html
from members.access import may_read
from members.visitors import Audience

# Long enough for two or three sentences; a longer story is a page that the notice links to.
TEXT_LENGTH = 500
NAME_LENGTH = 60


class Level(models.TextChoices):
    """How much a notice matters. The word stands before it on the page."""

    INFORMATION = "information", _("For information")
    IMPORTANT = "important", _("Important")
    URGENT = "urgent", _("Urgent")


class Notice(DraftStateMixin, RevisionMixin, PreviewableMixin, models.Model):
    """A notice: what it says, to whom, and from when until when.

    It has a time of its own rather than Wagtail's scheduled publishing: it appears and goes at its
    minute in every process, whether the scheduler runs or not.
    """

    base_form_class = NoticeForm

    site = models.ForeignKey(
        "wagtailcore.Site",
        verbose_name=_("site"),
        on_delete=models.CASCADE,
        default=default_site_key,
        related_name="+",
    )
    level = models.CharField(
        _("level"),
        max_length=20,
        choices=Level.choices,
        default=Level.INFORMATION,
        help_text=_("Stands before the notice. The most urgent notices come first."),
    )
    heading = models.CharField(
        _("heading"),
        max_length=100,
        blank=True,
        validators=[no_hidden_characters],
        help_text=_("A few words in bold, if it needs any."),
    )
    text = RichTextField(
        _("text"),
        features=["bold", "italic", "link"],
        max_length=TEXT_LENGTH,
        validators=[short_html],
        help_text=_("What there is to know, in a sentence or two."),
    )
    shown_from = models.DateTimeField(
        _("shown from"),
        null=True,
        blank=True,
        help_text=_("Leave empty to show it as soon as it is published."),
    )
    shown_until = models.DateTimeField(
        _("shown until"),
        null=True,
        blank=True,
        help_text=_("Leave empty to show it until it is unpublished."),
    )
    audience = models.CharField(
        _("for whom"), max_length=20, choices=Audience.choices, default=Audience.EVERYONE
    )
    group = models.ForeignKey(
        "auth.Group",
        verbose_name=_("group"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Only where the notice is for a group."),
    )
    is_dismissible = models.BooleanField(
        _("can be dismissed"),
        default=True,
        help_text=_(
            "Readers can hide it in their browser. When its words change it is shown to them again."
        ),
    )

    panels: ClassVar[list[Any]] = [
        FieldPanel("site"),
        FieldPanel("level"),
        FieldPanel("heading"),
        FieldPanel("text"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("shown_from"), FieldPanel("shown_until")])],
            heading=_("When"),
        ),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("audience"), FieldPanel("group")])], heading=_("For whom")
        ),
        FieldPanel("is_dismissible"),
    ]

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        words = self.heading or get_text_for_indexing(self.text)
        return Truncator(words).chars(NAME_LENGTH) or gettext("Notice without words")

    def clean(self) -> None:
        """Times are minutes, and the end comes after the beginning."""
        super().clean()
        self.shown_from, self.shown_until = _minute(self.shown_from), _minute(self.shown_until)
        if self.shown_from and self.shown_until and self.shown_until <= self.shown_from:
            message = gettext("This must be later than the time from which it shows.")
            raise ValidationError({"shown_until": message})

    @property
    def status(self) -> str:
        """In plain words whether it is shown now, and if not, why."""
        status = self.status_at(timezone.now())
        if self.live and self.has_unpublished_changes:
            return gettext("%(status)s; with changes not published yet") % {"status": status}
        return status

    def status_at(self, now: datetime.datetime) -> str:
        """The same for any moment."""
        if not self.live:
            return gettext("Taken down") if self.first_published_at else gettext("Draft")
        if self.shown_until and self.shown_until <= now:
            return gettext("Over since %(time)s") % {"time": in_words(self.shown_until)}
        if self.is_for_nobody:
            return gettext("Shown to nobody: its group was deleted")
        times = {"begin": self.shown_from, "end": self.shown_until}
        words = {name: in_words(time) for name, time in times.items() if time}
        if self.shown_from and self.shown_from > now:
            if self.shown_until:
                return gettext("From %(begin)s until %(end)s") % words
            return gettext("From %(begin)s") % words
        if self.shown_until:
            return gettext("Shown now, until %(end)s") % words
        return gettext("Shown now")

    @property
    def is_for_nobody(self) -> bool:
        """Whether it is for a group that there is no more."""
        return self.audience == Audience.GROUP and self.group_id is None

    @property
    def audience_in_words(self) -> str:
        """For whom it is, with the group's name."""
        if self.group and self.audience == Audience.GROUP:
            return gettext("The group %(name)s") % {"name": self.group.name}
        return gettext("Nobody") if self.is_for_nobody else self.get_audience_display()

    def get_full_url(self) -> str | None:
        """Where a preview shows it: on the site's home page."""
        url: str | None = self.site.root_page.get_full_url()
        return url

    full_url = property(get_full_url)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """The home page with this notice as it is now, published or not."""
        page = self.site.root_page
        if not may_read(request.user, page):
            raise PermissionDenied
        previewed: Any = request
        previewed.previewed_notice = self
        return serve_page(request, page)


def _minute(time: datetime.datetime | None) -> datetime.datetime | None:
    return time and time.replace(second=0, microsecond=0)
