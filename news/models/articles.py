"""The article: our presentation of something a source published."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.fields import StreamField
from wagtail.images.models import Filter
from wagtail.images.shortcuts import get_rendition_or_not_found
from wagtail.search import index

from core.models import DeskImage, PageWithBody
from news import catalogue
from news.article_form import ArticlePageForm
from news.article_panels import CONTENT_PANELS
from news.blocks import ArticleBodyBlock
from news.merging.versions import FollowsMergersModel
from news.models.article_indexes import INDEXES
from news.models.corrections import Correctable
from news.models.pages_with_wordings import PageWithWordings
from news.models.reviewed_page import ReviewedPage
from news.models.teased_page import TeasedPage
from news.partial_dates import Precision, first_day, in_words, machine_readable
from news.querysets import ArticleManager
from news.related import find_onward, onward_from
from news.review.forms import DeskCopyingForm
from news.structured_data import PICTURE
from news.writing.digests import LENGTH, digest_of_address, digest_of_headline

if TYPE_CHECKING:
    from news.models.desks import NewsDeskPage


# What most adults read of plain prose (Brysbaert, 2019: 238 words a minute for non-fiction).
WORDS_A_MINUTE = 238


class ArticlePage(FollowsMergersModel, Correctable, ReviewedPage, TeasedPage, PageWithWordings):
    """One shared article. Only what a desk knows is asked for; the rest may stay empty."""

    # There are too many; the desk leads to them.
    is_in_site_map = False

    source_headline = models.CharField(
        _("source's headline"),
        max_length=255,
        blank=True,
        help_text=_("As the source ran it. Leave empty if ours is the same."),
    )
    source = models.ForeignKey(
        "news.Source",
        verbose_name=_("source"),
        on_delete=models.SET_NULL,
        null=True,
        related_name="articles",
        help_text=_("Who published it. Type a few letters; a new one can be made here."),
    )
    source_url = models.URLField(
        _("address of the original"),
        max_length=2048,
        blank=True,
        help_text=_("Where readers find the article at its source."),
    )
    source_published_on = models.DateField(
        _("source's date"),
        null=True,
        blank=True,
        help_text=_("As precisely as you know it: “September 21, 2015”, “21.9.2015”, “Sept 2015”."),
    )
    source_published_precision = models.CharField(
        _("known to the"),
        max_length=5,
        choices=Precision.choices,
        default=Precision.DAY,
    )
    source_author = models.CharField(
        _("source's author"), max_length=255, blank=True, help_text=_("As named by the source.")
    )
    shared_on = models.DateField(
        _("shared on"),
        default=timezone.localdate,
        help_text=_("The day it appears under on the desk."),
    )
    shared_when_public = models.BooleanField(
        _("shared on the day it first goes public"), default=False, editable=False
    )
    summary = models.TextField(
        _("summary"),
        max_length=500,
        blank=True,
        help_text=_(
            "Why it matters, in one or two sentences. Shown in lists and under the headline."
        ),
    )
    content_note = models.CharField(
        _("content note"),
        max_length=255,
        blank=True,
        help_text=_("A short warning before the text, for example “mentions suicide”."),
    )
    featured = models.BooleanField(
        _("featured"), default=False, help_text=_("Leads the desk while it is among the newest.")
    )
    image = models.ForeignKey(
        "core.DeskImage",
        verbose_name=_("picture"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
    )
    image_alt = models.CharField(
        _("alternative text"),
        max_length=255,
        blank=True,
        help_text=_("What the picture shows, for readers who cannot see it."),
    )
    image_decorative = models.BooleanField(
        _("decorative"),
        default=False,
        help_text=_("The picture says nothing the text does not say."),
    )
    topics = ParentalManyToManyField(
        "news.Topic", verbose_name=_("topics"), blank=True, related_name="articles"
    )
    disclaimer = models.ForeignKey(
        "news.Disclaimer",
        verbose_name=_("disclaimer"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Leave empty for the desk's standing disclaimer."),
    )
    body = StreamField(
        ArticleBodyBlock(),
        verbose_name=_("text"),
        blank=True,
        help_text=_("Press + to add paragraphs, pull quotes, case-study links and other parts."),
    )

    # By which a second article on the same piece is found (news.writing.doubles).
    address_digest = models.CharField(max_length=LENGTH, blank=True, editable=False)
    headline_digest = models.CharField(max_length=LENGTH, blank=True, editable=False)
    source_headline_digest = models.CharField(max_length=LENGTH, blank=True, editable=False)

    base_form_class = ArticlePageForm
    copy_form_class = DeskCopyingForm

    parent_page_types: ClassVar[list[str]] = ["news.NewsDeskPage"]
    subpage_types: ClassVar[list[str]] = []

    content_panels: ClassVar[list[Any]] = CONTENT_PANELS
    search_fields: ClassVar[list[Any]] = [
        *PageWithBody.search_fields,
        index.SearchField("source_headline", boost=1.5),
        index.SearchField("summary", boost=1.5),
        index.SearchField("plain_text"),
        index.SearchField("source_author"),
        index.RelatedFields("source", [index.SearchField("name")]),
        index.RelatedFields("topics", [index.SearchField("name")]),
        index.FilterField("shared_on"),
        index.FilterField("source_id"),
    ]

    objects = ArticleManager()

    template = "news/pages/article_page.html"
    context_object_name = "article"

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes: ClassVar[list[models.Index]] = INDEXES

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep by what doubles are found, and the day it went public where that is its day."""
        if kwargs.get("update_fields") is None:
            self.read_digests()
            if self.shared_when_public:
                self.shared_on = self.first_public_day()
        super().save(*args, **kwargs)

    def read_digests(self) -> None:
        """Take from address and headlines by what doubles are found."""
        self.address_digest = digest_of_address(self.source_url)
        self.headline_digest = digest_of_headline(self.title)
        self.source_headline_digest = digest_of_headline(self.source_headline)

    def first_public_day(self) -> datetime.date:
        """The day it first went public; before that, the day it will as far as is known."""
        moment = self.first_published_at or max(self.go_live_at or timezone.now(), timezone.now())
        return timezone.localdate(moment)

    def share_on(self, day: datetime.date) -> None:
        """Put it under this day, whenever it goes public."""
        self.shared_on = day
        self.shared_when_public = False

    def clean(self) -> None:
        """Keep partial dates as their first day."""
        super().clean()
        if self.source_published_on:
            self.source_published_on = first_day(
                self.source_published_on, self.source_published_precision
            )

    @property
    def desk(self) -> NewsDeskPage:
        """The desk it is shared on."""
        return self.get_parent().specific

    @property
    def source_date_in_words(self) -> str:
        """The source's date for people, as precise as it is known; empty where it is not."""
        if not self.source_published_on:
            return ""
        return in_words(self.source_published_on, self.source_published_precision)

    @property
    def source_date_for_machines(self) -> str:
        """The source's date for `<time datetime>`, as precise as it is known."""
        if not self.source_published_on:
            return ""
        return machine_readable(self.source_published_on, self.source_published_precision)

    @property
    def differing_source_headline(self) -> str:
        """The source's headline where it differs from ours."""
        theirs = self.source_headline.strip()
        return "" if theirs.casefold() == self.title.strip().casefold() else theirs

    @cached_property
    def listed_topics(self) -> list[Any]:
        """The article's topics by name, fetched once."""
        own = {topic.pk for topic in self.topics.all()}
        return [topic for key, topic in catalogue.topics().items() if key in own]

    @property
    def reading_minutes(self) -> int:
        """How long reading the text takes, in whole minutes; 0 where there is none."""
        return -(-self.word_count // WORDS_A_MINUTE)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The article with what to read after it."""
        context = super().get_context(request, *args, **kwargs)
        find = find_onward if getattr(request, "is_preview", False) else onward_from
        return context | {"onward": find(self, request.user)}

    def pictures(self) -> tuple[DeskImage | None, ...]:
        """The article's own picture."""
        return (self.image,)

    def show_to(self, request: HttpRequest) -> None:
        """Also as the lead of a list, and with the picture that machines are told of."""
        super().show_to(request)
        render_to_string("news/parts/lead.html", {"article": self}, request=request)
        if self.image:
            get_rendition_or_not_found(self.image, Filter(spec=PICTURE))
