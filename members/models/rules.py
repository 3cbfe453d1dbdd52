"""The association's rules for members: who becomes one, and in which words they are told."""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import PreviewableMixin

from core.validators import no_hidden_characters
from members.membership import words
from members.membership.words import BUILT_IN, PLACEHOLDERS, Event, Words

SUBJECT_LENGTH, TEXT_LENGTH = 150, 5_000
# Without these a mail would lead nowhere.
NEEDED = {Event.INVITED: "link"}


def _subject() -> models.CharField[Any, Any]:
    return models.CharField(
        _("subject"), max_length=SUBJECT_LENGTH, blank=True, validators=[no_hidden_characters]
    )


def _text() -> models.TextField[Any, Any]:
    return models.TextField(_("text"), max_length=TEXT_LENGTH, blank=True)


def _panel_of(event: Event) -> MultiFieldPanel:
    return MultiFieldPanel(
        [FieldPanel(f"{event}_subject"), FieldPanel(f"{event}_text")],
        heading=event.label,
        classname="collapsed",
    )


class PlaceholdersPanel(HelpPanel):
    """What can be put into the mails."""

    class BoundPanel(HelpPanel.BoundPanel):
        """The same for one form."""

        placeholders = tuple((f"{{{name}}}", told) for name, told in PLACEHOLDERS.items())


class MembershipRulesForm(WagtailAdminModelForm):
    """Shows the words that are sent; those that come with the site are not kept as one's own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for event, built_in in BUILT_IN.items():
            for part in ("subject", "text"):
                name = f"{event}_{part}"
                if not self.initial.get(name):
                    self.initial[name] = str(getattr(built_in, part))

    def clean(self) -> dict[str, Any]:
        """Words as they came stay the site's: a later version may have better ones."""
        cleaned: dict[str, Any] = super().clean()
        for event, built_in in BUILT_IN.items():
            for part in ("subject", "text"):
                name = f"{event}_{part}"
                written = "\n".join(str(cleaned.get(name, "")).splitlines())
                if written == str(getattr(built_in, part)):
                    cleaned[name] = ""
        return cleaned


@register_setting(icon="group")
class MembershipRules(PreviewableMixin, BaseGenericSetting):
    """Who becomes a member, and what members are told. Empty words stand for those built in."""

    class Joining(models.TextChoices):
        """How one becomes a member."""

        AT_ONCE = "at_once", _("Whoever signs up is a member at once")
        APPROVAL = "approval", _("An administrator approves everybody who signs up")
        INVITATION = "invitation", _("Only those who are invited, or in the list already")

    joining = models.CharField(
        _("becoming a member"), max_length=10, choices=Joining, default=Joining.APPROVAL
    )
    days_before_end = models.PositiveSmallIntegerField(
        _("days before the end"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(365)],
        help_text=_("So long before the end members are reminded of it; empty: not at all."),
    )
    welcome_subject = _subject()
    welcome_text = _text()
    approved_subject = _subject()
    approved_text = _text()
    declined_subject = _subject()
    declined_text = _text()
    suspended_subject = _subject()
    suspended_text = _text()
    resumed_subject = _subject()
    resumed_text = _text()
    moved_subject = _subject()
    moved_text = _text()
    ending_subject = _subject()
    ending_text = _text()
    ended_subject = _subject()
    ended_text = _text()
    invited_subject = _subject()
    invited_text = _text()

    base_form_class = MembershipRulesForm
    panels: ClassVar[list[Any]] = [
        FieldPanel("joining"),
        FieldPanel("days_before_end"),
        PlaceholdersPanel(
            heading=_("Mails"), template="members/admin/membership/placeholders.html"
        ),
        *(_panel_of(event) for event in Event),
    ]

    class Meta:
        verbose_name = _("membership")

    def __str__(self) -> str:
        return str(_("Rules for members"))

    def clean(self) -> None:
        """Refuse words in which something could not be filled in, at their field."""
        super().clean()
        errors = {}
        for event in Event:
            for part in ("subject", "text"):
                name, needed = f"{event}_{part}", NEEDED.get(event, "") if part == "text" else ""
                try:
                    if written := getattr(self, name):
                        words.check(written, needed=needed)
                except ValidationError as error:
                    errors[name] = error
        if errors:
            raise ValidationError(errors)

    def words_for(self, event: str) -> Words:
        """The words of the mail, the association's own or those built in."""
        built_in = BUILT_IN[event]
        return Words(
            getattr(self, f"{event}_subject") or built_in.subject,
            getattr(self, f"{event}_text") or built_in.text,
        )

    # --- Preview: a mail as somebody would get it ----------------------------------------------

    @property
    def preview_modes(self) -> list[tuple[str, str | Promise]]:
        """The mails there are."""
        return [(event.value, event.label) for event in Event]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """A page with the mail on it."""
        return "members/admin/membership/mail_preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """The mail to an invented member."""
        # Where mails are written, which asks for this model.
        from members.membership.mails import sample

        event = mode_name if mode_name in BUILT_IN else Event.WELCOME
        return {"request": request, "mail": sample(self.words_for(event))}
