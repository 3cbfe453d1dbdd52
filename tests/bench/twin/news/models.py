"""Desk and articles as plain Wagtail models on our tables."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.http import HttpRequest
from django.utils import timezone
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable, Page, Site

from news.blocks import ArticleBodyBlock

KEEP: Any = {"null": True, "on_delete": models.SET_NULL, "related_name": "+"}
RELATED = 4


class Source(models.Model):  # noqa: DJ008 -- never shown
    """An outlet."""

    name = models.CharField(max_length=255)
    slug = models.SlugField(max_length=100)
    url = models.URLField(max_length=2048)
    description = models.TextField()
    logo = models.ForeignKey("core.DeskImage", **KEEP)


class Topic(models.Model):  # noqa: DJ008 -- never shown
    """A topic."""

    name = models.CharField(max_length=255)
    slug = models.SlugField(max_length=100)
    description = models.TextField()

    class Meta:
        ordering = ["name"]  # noqa: RUF012 -- Django's convention


class Disclaimer(ClusterableModel):
    """A named disclaimer."""

    name = models.CharField(max_length=255)

    def wording_on(self) -> DisclaimerWording | None:
        """The wording in force today."""
        in_force = self.wordings.filter(in_force_from__lte=timezone.localdate())
        return in_force.order_by("-in_force_from", "-number").first()


class DisclaimerWording(models.Model):  # noqa: DJ008 -- never shown
    """What a disclaimer says from a day on."""

    disclaimer = ParentalKey(Disclaimer, on_delete=models.CASCADE, related_name="wordings")
    number = models.PositiveIntegerField()
    in_force_from = models.DateField()
    text = RichTextField()


class NewsDeskPage(Page):
    """A desk."""

    introduction = models.TextField()
    disclaimer = models.ForeignKey(Disclaimer, **KEEP)
    feeds_in_full = models.BooleanField()
    teasers = models.CharField(max_length=5)


class ArticlePage(Page):
    """An article."""

    plain_text = models.TextField()
    word_count = models.PositiveIntegerField()
    correction = models.CharField(max_length=500)
    corrected_on = models.DateField(null=True)
    embargoed_until = models.DateTimeField(null=True)
    teaser = models.CharField(max_length=7)
    source_headline = models.CharField(max_length=255)
    source = models.ForeignKey(Source, null=True, on_delete=models.SET_NULL)
    source_url = models.URLField(max_length=2048)
    source_published_on = models.DateField(null=True)
    source_published_precision = models.CharField(max_length=5)
    source_author = models.CharField(max_length=255)
    shared_on = models.DateField()
    shared_when_public = models.BooleanField()
    summary = models.TextField(max_length=500)
    content_note = models.CharField(max_length=255)
    featured = models.BooleanField()
    image = models.ForeignKey("core.DeskImage", **KEEP)
    image_alt = models.CharField(max_length=255)
    image_decorative = models.BooleanField()
    topics = ParentalManyToManyField(Topic)
    disclaimer = models.ForeignKey(Disclaimer, **KEEP)
    body = StreamField(ArticleBodyBlock())
    address_digest = models.CharField(max_length=20)
    headline_digest = models.CharField(max_length=20)
    source_headline_digest = models.CharField(max_length=20)

    template = "twin/article_page.html"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The page with its surroundings, each by the query the documentation would use."""
        context: dict[str, Any] = super().get_context(request, *args, **kwargs)
        home = Site.find_for_request(request).root_page
        disclaimer = self.disclaimer or self.get_parent().specific.disclaimer
        siblings = ArticlePage.objects.sibling_of(self, inclusive=False).live()
        context["menu"] = home.get_children().live().in_menu().specific()
        context["ancestors"] = self.get_ancestors().filter(depth__gt=1)
        context["wording"] = disclaimer.wording_on() if disclaimer else None
        context["related"] = self.read_on()
        older, newer = {"shared_on__lt": self.shared_on}, {"shared_on__gt": self.shared_on}
        context["previous"] = siblings.filter(**older).order_by("-shared_on").first()
        context["next"] = siblings.filter(**newer).order_by("shared_on").first()
        return context

    def read_on(self) -> list[ArticlePage]:
        """The editors' picks, then others on the same topics."""
        picks = [pick.article for pick in self.related_picks.select_related("article__source")]
        others = ArticlePage.objects.live().public().exclude(pk=self.pk)
        same_topics = others.filter(topics__in=self.topics.all()).distinct()
        newest = same_topics.select_related("source").order_by("-shared_on")
        return [*picks, *newest[: RELATED - len(picks)]]

    def json_ld(self) -> str:
        """What search engines are told."""
        data = {
            "@context": "https://schema.org",
            "@type": "NewsArticle",
            "headline": self.title,
            "url": self.full_url,
            "datePublished": self.shared_on.isoformat(),
            "description": self.summary,
            "isBasedOn": {"@type": "NewsArticle", "url": self.source_url},
        }
        return json.dumps(data).replace("<", "\\u003c")


class RelatedPick(Orderable):
    """An article to be read after another."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="related_picks")
    article = models.ForeignKey(ArticlePage, on_delete=models.CASCADE, related_name="+")
