"""Who runs the site: name, logo, how to reach them. Shown on every page."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting

TELEPHONE = RegexValidator(
    r"^(?=(?:\D*\d){3})\+?[\d\s()./-]+$",
    _("Please write the number with digits, spaces and a leading + only."),
)


@register_setting(icon="home")
class Organisation(BaseSiteSetting):
    """The association's identity and its contact strip, one for each site."""

    name = models.CharField(
        _("name"),
        max_length=255,
        blank=True,
        help_text=_("As it stands at the head of every page."),
    )
    logo = models.ForeignKey(
        "core.DeskImage",
        verbose_name=_("logo"),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Shown beside the name, 40 pixels high."),
    )
    telephone = models.CharField(_("telephone"), max_length=50, blank=True, validators=[TELEPHONE])
    email = models.EmailField(_("e-mail address"), blank=True)

    panels: ClassVar[list[Any]] = [
        MultiFieldPanel([FieldPanel("name"), FieldPanel("logo")], heading=_("Identity")),
        MultiFieldPanel(
            [FieldPanel("telephone"), FieldPanel("email")],
            heading=_("Contact strip"),
            help_text=_("Stands at the top and at the foot of every page."),
        ),
    ]

    class Meta:
        verbose_name = _("Organisation")

    def __str__(self) -> str:
        return self.name
