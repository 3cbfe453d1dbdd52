"""What the checks beside the text look for in an article, and what they say.

Wagtail's checker (axe) runs over the preview. Each rule here names the elements it looks at, the
test that `static/news/writing/article-checks.js` has for them, with its limits, and the words for
the editor.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import BaseItem, ContentCheckerItem
from wagtail.models import Page

from news.models import ArticlePage

# Longer headlines are cut off by search engines and in people's mail programs.
LONGEST_HEADLINE = 90
# In words; about as much as fills a telephone's screen twice.
LONGEST_PARAGRAPH = 200
# Link texts that say nothing where they are read out of context, as screen readers list them.
EMPTY_WORDS = (
    "click|click here|click this|here|read here|read more|read on|more|more here|link|this"
    "|this link|this page|go|see here|see more|learn more|hier|hier klicken|mehr|weiterlesen|ici"
    "|cliquez ici|en savoir plus|lire la suite"
)


@dataclass(frozen=True)
class Rule:
    """One thing to look for. `selector` names the elements, `test` how each of them is judged."""

    name: str
    selector: str
    test: str
    said: str | Promise
    advice: str | Promise
    options: Mapping[str, Any] = field(default_factory=dict)

    @property
    def check(self) -> str:
        """The name of its check; each rule has limits of its own, so each has a check."""
        return f"{self.name}-check"


RULES = (
    Rule(
        "desk-headline-length",
        ".article-head h1",
        "text-length",
        _("The headline is long"),
        _("Say it in at most 90 characters; the rest may go into the summary."),
        {"most": LONGEST_HEADLINE},
    ),
    Rule(
        "desk-summary-missing",
        ".article-head",
        "has",
        _("There is no summary"),
        _(
            "Write one or two sentences under “Before the text”: why this matters to your members. "
            "Lists, feeds and search engines show them."
        ),
        {"within": ".summary"},
    ),
    Rule(
        "desk-source-date-missing",
        ".source-card",
        "has",
        _("The source has no date"),
        _(
            "Fill in the source's date under “Where it comes from”. Where only the month or the "
            "year is known, say so beside it."
        ),
        {"within": ".source-date"},
    ),
    Rule(
        "desk-source-address-missing",
        ".source-card",
        "has",
        _("The source has no address"),
        _(
            "Fill in the address of the original under “Where it comes from”, so that readers can "
            "find it there."
        ),
        {"within": ".source-link"},
    ),
    Rule(
        "desk-speaker-missing",
        ".article-body figure.quotation",
        "has",
        _("A quotation has no speaker"),
        _("Fill in who said it, or make it part of the text."),
        {"within": "figcaption cite"},
    ),
    Rule(
        "desk-quotation-marks",
        ".article-head h1, .article-head .summary, .article-body .text p, .article-body .text li, "
        ".article-body blockquote p",
        "balanced-marks",
        _("A quotation mark has no partner"),
        _("Look for a quotation that begins and does not end, or ends and does not begin."),
    ),
    Rule(
        "desk-link-words",
        ".article-body a[href]",
        "not-matching",
        _("A link does not say where it leads"),
        _(
            "Instead of “here” or “read more”, link the words that name what is found there: "
            "“the report of 2026”."
        ),
        {"pattern": rf"^(?:{EMPTY_WORDS})$"},
    ),
    Rule(
        "desk-link-address",
        ".article-body a[href]",
        "not-matching",
        _("A bare address is used as a link"),
        _("Write what is found there, and put the address behind these words."),
        {"pattern": r"^(?:https?://\S+|www\.\S+|[\w.-]+\.[a-z]{2,}/\S+)$"},
    ),
    Rule(
        "desk-picture-undescribed",
        ".article-body [data-undescribed]",
        "never",
        _("A picture is not described"),
        _(
            "Write under its alternative text what it shows, for readers who cannot see it; or "
            "tick that it is decorative."
        ),
    ),
    Rule(
        "desk-picture-file-name",
        ".article-body img[alt]:not([alt=''])",
        "not-file-name",
        _("A picture is described by the name of its file"),
        _("Write what the picture shows, as you would tell somebody on the telephone."),
    ),
    Rule(
        "desk-paragraph-length",
        ".article-body .text p",
        "word-count",
        _("A paragraph is very long"),
        _("Break it where a new thought begins: at most 200 words read well on a telephone."),
        {"most": LONGEST_PARAGRAPH},
    ),
)

# Wagtail's own rule, in words that say what to do.
SKIPPED_LEVEL = {
    "error_name": _("A heading's level is skipped"),
    "help_text": _(
        "“Part of a section” can only stand below a “Section”. Change the level of this heading, "
        "or put a section's heading above it."
    ),
}


class ArticleChecker(ContentCheckerItem):
    """Wagtail's checks, and those of a desk."""

    axe_run_only = [*ContentCheckerItem.axe_run_only, *(rule.name for rule in RULES)]  # noqa: RUF012 -- as Wagtail has it
    axe_custom_rules = [  # noqa: RUF012 -- as Wagtail has it
        *ContentCheckerItem.axe_custom_rules,
        *(
            {
                "id": rule.name,
                "impact": "moderate",
                "selector": rule.selector,
                "tags": ["best-practice"],
                "any": [rule.check],
                "enabled": True,
            }
            for rule in RULES
        ),
    ]
    axe_custom_checks = [  # noqa: RUF012 -- as Wagtail has it
        *ContentCheckerItem.axe_custom_checks,
        *({"id": rule.check, "options": {**rule.options, "test": rule.test}} for rule in RULES),
    ]
    axe_messages = {  # noqa: RUF012 -- as Wagtail has it
        **ContentCheckerItem.axe_messages,
        **{rule.name: {"error_name": rule.said, "help_text": rule.advice} for rule in RULES},
        "heading-order": SKIPPED_LEVEL,
    }

    class Media:
        """The tests, by name."""

        js = ("news/writing/article-checks.js",)


def check_articles(request: HttpRequest, items: list[BaseItem], page: Page | None) -> None:
    """Have articles checked by the desk's rules too, in the editor and on the page."""
    if not isinstance(page, ArticlePage):
        return
    items[:] = [
        ArticleChecker(in_editor=item.in_editor) if isinstance(item, ContentCheckerItem) else item
        for item in items
    ]
