"""Who runs the site: name, looks, how to reach them. Shown on every page."""

from __future__ import annotations

from contextlib import suppress
from typing import Any, ClassVar

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, PreviewableMixin

from core.colours import parse
from core.models import DeskImage
from core.previews import page_on_stage, serve_page, stages
from core.validators import no_hidden_characters
from core.validators import telephone as telephone_number
from home import validators
from home.profiles import ProfileBlock
from home.widgets import ColourInput
from members.access import may_read


def _picture(**words: Any) -> Any:
    return models.ForeignKey(
        DeskImage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", **words
    )


@register_setting(icon="home")
class Organisation(PreviewableMixin, BaseSiteSetting):
    """The association's identity, one for each site."""

    name = models.CharField(
        _("name"),
        max_length=255,
        blank=True,
        validators=[no_hidden_characters],
        help_text=_("As it stands at the head of every page."),
    )
    logo = _picture(
        verbose_name=_("logo"),
        help_text=_(
            "Shown beside the name, 40 pixels high. Best is a PNG that is transparent around."
        ),
    )
    logo_for_dark = _picture(
        verbose_name=_("logo for dark pages"),
        help_text=_(
            "In lighter colours, for readers who read in the dark. Leave it empty if the logo "
            "above does for both; where it could not be seen it stands on a light plate."
        ),
    )
    accent = models.CharField(
        _("accent colour"),
        max_length=20,
        blank=True,
        validators=[validators.accent],
        help_text=_(
            "For links, the current entry of the menu and little else; a brick red if left empty. "
            "For dark pages a lighter one of the same hue is made by itself."
        ),
    )
    icon = _picture(
        verbose_name=_("icon"),
        help_text=_(
            "Square, at least 192 pixels. Shown on browser tabs and on telephones' home screens."
        ),
    )
    share_image = _picture(
        verbose_name=_("picture for links"),
        help_text=_(
            "Shown where somebody shares a page that has no picture of its own; 1200 × 630 pixels "
            "is best."
        ),
    )
    telephone = models.CharField(
        _("telephone"), max_length=50, blank=True, validators=[telephone_number]
    )
    email = models.EmailField(
        _("e-mail address"),
        blank=True,
        validators=[no_hidden_characters],
        help_text=_(
            "People can read, copy and click it; simple programs that collect addresses cannot."
        ),
    )
    postal_address = models.TextField(
        _("postal address"), max_length=300, blank=True, validators=[validators.lines]
    )
    hours = models.CharField(
        _("hours"),
        max_length=120,
        blank=True,
        validators=[no_hidden_characters],
        help_text=_("When somebody answers, in a few words: “weekdays 10 to 4”."),
    )
    footer_text = RichTextField(
        _("text at the foot"),
        max_length=1000,
        blank=True,
        features=["bold", "italic", "link"],
        validators=[validators.short_html],
        help_text=_("Who you are in a sentence, a charity number, a licence."),
    )
    profiles = StreamField(
        [("profile", ProfileBlock())],
        verbose_name=_("profiles elsewhere"),
        blank=True,
        max_num=12,
        help_text=_("Your pages on social networks, shown at the foot in this order."),
    )

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldRowPanel([FieldPanel("logo"), FieldPanel("logo_for_dark")])],
            heading=_("Name and logo"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("accent", widget=ColourInput),
                FieldRowPanel([FieldPanel("icon"), FieldPanel("share_image")]),
            ],
            heading=_("Colour and pictures"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("telephone"), FieldPanel("email")]),
                FieldRowPanel([FieldPanel("postal_address"), FieldPanel("hours")]),
            ],
            heading=_("Contact strip"),
            help_text=_(
                "Stands at the top and at the foot of every page, in this order. What is empty is "
                "left out."
            ),
        ),
        MultiFieldPanel(
            [FieldPanel("footer_text"), FieldPanel("profiles")], heading=_("Foot of every page")
        ),
    ]

    class Meta:
        verbose_name = _("Organisation")

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Write the colour in one way; look at the pictures."""
        super().clean()
        with suppress(ValueError):  # Empty, or refused at the field.
            self.accent = parse(self.accent).code
        errors: dict[str, list[ValidationError]] = {}
        for name in ("logo", "logo_for_dark", "icon", "share_image"):
            image = getattr(self, name)
            try:
                if image:
                    validators.for_everybody(image)
                    getattr(validators, name)(image)
            except ValidationError as error:
                errors[name] = [error]
        if self.logo_for_dark and not self.logo:
            errors["logo_for_dark"] = [
                ValidationError(_("Please choose the logo for light pages as well."))
            ]
        if errors:
            raise ValidationError(errors)

    # --- Preview on the site's own pages -----------------------------------------------------

    # The page, once it is known who asks.
    _previewed_on: Page | None = None

    @property
    def preview_modes(self) -> list[tuple[str, str | Promise]]:
        """The kinds of page it can be looked at on."""
        return stages()

    @property
    def full_url(self) -> str:
        """The address of the page it is looked at on."""
        page = self._previewed_on or self.site.root_page
        return page.get_full_url() or self.site.root_url

    def make_preview_request(
        self,
        original_request: HttpRequest | None = None,
        preview_mode: str | None = None,
        extra_request_attrs: dict[str, Any] | None = None,
    ) -> HttpResponseBase:
        """Wagtail's, for a page that this person may read."""
        user = original_request.user if original_request else AnonymousUser()
        self._previewed_on = page_on_stage(preview_mode or "", self.site, user)
        return super().make_preview_request(original_request, preview_mode, extra_request_attrs)

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponseBase:
        """The page, with this as the identity (home.identity looks for it on the request)."""
        page = self._previewed_on or page_on_stage(mode_name, self.site, request.user)
        request.previewed_organisation = self  # type: ignore[attr-defined]  # identity_for looks there
        if not may_read(request.user, page):
            raise PermissionDenied
        return serve_page(request, page)
