"""Links to case studies: an invitation to read on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.models import Page

from core.blocks.choosers import DeskDocumentChooserBlock, DeskPageChooserBlock
from core.files_shown import may_have, title_for_all
from core.sites import address_for_all
from members.access import is_open_to_everyone

TARGETS = ("page", "document", "address")


@dataclass(frozen=True)
class Target:
    """Where a link leads, and what a reader should know before following it."""

    url: str
    label: str
    kind: str
    size: str = ""
    is_outside: bool = False


class CaseStudyLinkValue(blocks.StructValue):
    """A link that knows its target."""

    def target(self, request: HttpRequest | None = None) -> Target | None:
        """The target, or None where its page or document is gone or not published.

        None as well for a document that who sent the request may not have.
        """
        label = self.get("label") or ""
        if page := self.get("page"):
            url = address_for_all(page) if page.live else None
            return Target(url, label or _title_of(page), str(_("page"))) if url else None
        if document := self.get("document"):
            if not may_have(document, request):
                return None
            return Target(
                document.url,
                label or document.title,
                document.file_extension.upper(),
                filesizeformat(document.file_size) if document.file_size else "",
            )
        if address := self.get("address"):
            host = (urlsplit(address).hostname or "").removeprefix("www.")
            return Target(address, label or host, host, is_outside=True)
        return None


def _title_of(page: Page) -> str:
    """The page's title, unless it is for certain readers only: these need a label of their own."""
    return page.title if is_open_to_everyone(page) else str(_("A page for certain readers"))


class CaseStudyLinkBlock(blocks.StructBlock):
    """One link: to a page, a document or an address."""

    label = blocks.CharBlock(label=_("Label"), required=False, max_length=255)
    address = blocks.URLBlock(label=_("Address"), required=False, max_length=2048)
    page = DeskPageChooserBlock(label=_("or page"), required=False)
    document = DeskDocumentChooserBlock(label=_("or document"), required=False)
    description = blocks.CharBlock(
        label=_("Description"),
        required=False,
        max_length=500,
        help_text=_("What a reader finds there."),
    )

    class Meta:
        icon = "link"
        label = _("Link")
        label_format = "{label} {address}"
        description = _("One of the case-study links")
        template = "news/blocks/case_study_link.html"
        value_class = CaseStudyLinkValue
        preview_value: ClassVar = {
            "label": "Read three case studies in full",
            "address": "https://example.org/case-studies/",
            "description": "How Holmby, Brackwell and Upper Tarn kept their doors open",
        }

    def plain_text(self, value: CaseStudyLinkValue) -> str:
        """What the link says. A page's title is left out: others may read this than the page."""
        label = value.get("label") or ""
        if not label and (document := value.get("document")):
            label = title_for_all(document)
        elif not label and (target := None if value.get("page") else value.target()):
            label = target.label
        said = [part for part in (label, value.get("description") or "") if part]
        return f"* {': '.join(said)}" if said else ""

    def clean(self, value: Any) -> Any:
        """Want exactly one target, and say so at the fields. A draft may do without one yet."""
        cleaned = super().clean(value)
        given = [name for name in TARGETS if cleaned.get(name)]
        if len(given) == 1 or (self.is_deferred_validation and not given):
            return cleaned
        message = (
            _("Please give only one of address, page and document.")
            if given
            else _("Please give an address, or choose a page or a document.")
        )
        names = given or ["address"]
        raise blocks.StructBlockValidationError({name: ValidationError(message) for name in names})

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        """Add the target, with its address as this site writes it."""
        context = super().get_context(value, parent_context)
        context["target"] = value.target(context.get("request"))
        return context


class CaseStudyLinksBlock(blocks.StructBlock):
    """One or more links to case studies under an optional heading."""

    heading = blocks.CharBlock(label=_("Heading"), required=False, max_length=255)
    links = blocks.ListBlock(CaseStudyLinkBlock(), label=_("Links"), min_num=1, max_num=50)

    class Meta:
        icon = "link"
        label = _("Case-study links")
        label_format = "{heading}"
        description = _("Links to case studies or reports in full")
        template = "news/blocks/case_study_links.html"
        group = _("Quotations and links")
        preview_value: ClassVar = {
            "heading": "Case studies",
            "links": [
                {
                    "label": "Read three case studies in full",
                    "address": "https://example.org/case-studies/",
                    "description": "How Holmby, Brackwell and Upper Tarn kept their doors open",
                }
            ],
        }
