"""The form of an article, in the order in which an editor works."""

from __future__ import annotations

from typing import Any

from django.forms import RadioSelect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    TitleFieldPanel,
)

from members.files.panels import FittingFilesPanel
from members.readership_panels import WhoReadsPanel
from news.corrections.panels import CorrectionPanel
from news.disclaimers.panels import ArticleWordingsPanel
from news.review.panels import ReviewNotes
from news.writing.panels import BeginningPanel, PartialDatePanel
from news.writing.widgets import AddressInput, SourceInput, TopicsInput

CONTENT_PANELS: list[Any] = [
    ReviewNotes(),
    FittingFilesPanel(),
    BeginningPanel(),
    TitleFieldPanel(
        "title",
        heading=_("Headline"),
        placeholder=_("Headline"),
        help_text=_("Ours, in as few words as it takes. The page's address is made from it."),
    ),
    MultiFieldPanel(
        [
            FieldPanel("source_url", widget=AddressInput),
            FieldRowPanel(
                [
                    FieldPanel("source", widget=SourceInput),
                    PartialDatePanel("source_published_on"),
                ]
            ),
            FieldRowPanel([FieldPanel("source_headline"), FieldPanel("source_author")]),
        ],
        heading=_("Where it comes from"),
        icon="link-external",
    ),
    MultiFieldPanel(
        [FieldPanel("summary"), FieldPanel("content_note")],
        heading=_("Before the text"),
        icon="info-circle",
    ),
    FieldPanel("body", heading=_("Text")),
    FieldPanel("topics", widget=TopicsInput, icon="tag", heading=_("Topics")),
    MultiFieldPanel(
        [FieldPanel("image"), FieldPanel("image_alt"), FieldPanel("image_decorative")],
        heading=_("Picture"),
        icon="image",
    ),
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("shared_on"), FieldPanel("featured")]),
            FieldPanel("disclaimer"),
            ArticleWordingsPanel(heading=_("Wordings")),
            FieldPanel("embargoed_until"),
        ],
        heading=_("On the desk"),
        icon="list-ul",
    ),
    MultiFieldPanel(
        [WhoReadsPanel(), FieldPanel("teaser", widget=RadioSelect)],
        heading=_("Who may see what"),
        icon="view",
    ),
    MultipleChooserPanel(
        "related_picks",
        chooser_field_name="article",
        label=_("article"),
        heading=_("Read on"),
        icon="link",
        help_text=_(
            "Shown after the text, in this order. Where there are fewer than four, articles on "
            "the same topics are added."
        ),
    ),
    CorrectionPanel(),
]
