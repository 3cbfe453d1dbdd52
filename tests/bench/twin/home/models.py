"""Home page, standard pages and the organisation, as plain Wagtail models on our tables."""

from __future__ import annotations

from django.db import models
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import StreamField
from wagtail.models import Page

from home.blocks import PageBodyBlock


@register_setting
class Organisation(BaseSiteSetting):
    """The association's identity."""

    name = models.CharField(max_length=255, blank=True)
    logo = models.ForeignKey("core.DeskImage", null=True, on_delete=models.SET_NULL)
    telephone = models.CharField(max_length=50, blank=True)
    email = models.EmailField(blank=True)


class PageWithIntroduction(Page):
    """What home page and standard pages share."""

    introduction = models.TextField(blank=True)
    plain_text = models.TextField(blank=True)
    word_count = models.PositiveIntegerField(default=0)
    body = StreamField(PageBodyBlock(), blank=True)

    class Meta:
        abstract = True


class HomePage(PageWithIntroduction):
    """The front page."""


class StandardPage(PageWithIntroduction):
    """A page of its own."""
