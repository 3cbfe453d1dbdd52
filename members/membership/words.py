"""The words of the mails about a membership: what they tell of, and the placeholders in them.

A placeholder is a name in braces, {name}, that stands for something else in each mail. Nothing but
these names is understood: what administrators write is no program.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Label = str | _StrPromise

# What each placeholder stands for.
PLACEHOLDERS: dict[str, Label] = {
    "name": gettext_lazy("the member's name"),
    "organisation": gettext_lazy("the association's name"),
    "end": gettext_lazy("the last day of the membership"),
    "number": gettext_lazy("the member number"),
    "link": gettext_lazy("the address where the member goes on"),
}
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


class Event(models.TextChoices):
    """What a member is told by mail."""

    WELCOME = "welcome", gettext_lazy("Somebody became a member")
    APPROVED = "approved", gettext_lazy("An administrator approved the membership")
    DECLINED = "declined", gettext_lazy("An administrator declined the membership")
    SUSPENDED = "suspended", gettext_lazy("The membership was suspended")
    RESUMED = "resumed", gettext_lazy("The membership is in force again")
    MOVED = "moved", gettext_lazy("The membership has another end, or none any more")
    ENDING = "ending", gettext_lazy("The membership is about to end")
    ENDED = "ended", gettext_lazy("The membership ended")
    INVITED = "invited", gettext_lazy("Somebody is invited")


@dataclass(frozen=True)
class Words:
    """The words of one mail."""

    subject: Label
    text: Label


BUILT_IN: dict[str, Words] = {
    Event.WELCOME: Words(
        gettext_lazy("Welcome"),
        gettext_lazy(
            "Hello {name},\n\nyou are now a member of {organisation} and can read what is meant "
            "for members:\n\n{link}"
        ),
    ),
    Event.APPROVED: Words(
        gettext_lazy("Your membership is approved"),
        gettext_lazy(
            "Hello {name},\n\nyour membership of {organisation} is approved. From now on you can "
            "read what is meant for members:\n\n{link}"
        ),
    ),
    Event.DECLINED: Words(
        gettext_lazy("Your membership"),
        gettext_lazy(
            "Hello {name},\n\nwe could not accept you as a member of {organisation}. Your account "
            "stays as it is. If you think this is a mistake, please write to us."
        ),
    ),
    Event.SUSPENDED: Words(
        gettext_lazy("Your membership is suspended"),
        gettext_lazy(
            "Hello {name},\n\nyour membership of {organisation} is suspended for the time being: "
            "what is meant for members is not open to you. You have been signed out everywhere. "
            "If you think this is a mistake, please write to us."
        ),
    ),
    Event.RESUMED: Words(
        gettext_lazy("Your membership is in force again"),
        gettext_lazy(
            "Hello {name},\n\nyour membership of {organisation} is in force again. You can read "
            "what is meant for members:\n\n{link}"
        ),
    ),
    Event.MOVED: Words(
        gettext_lazy("How long your membership runs"),
        gettext_lazy(
            "Hello {name},\n\nthe end of your membership of {organisation} was changed.\n\nLast "
            "day: {end}"
        ),
    ),
    Event.ENDING: Words(
        gettext_lazy("Your membership is about to end"),
        gettext_lazy(
            "Hello {name},\n\nyour membership of {organisation} ends on {end}. If you would like "
            "to stay a member, please write to us."
        ),
    ),
    Event.ENDED: Words(
        gettext_lazy("Your membership has ended"),
        gettext_lazy(
            "Hello {name},\n\nyour membership of {organisation} has ended; its last day was {end}. "
            "Your account stays. If you would like to be a member again, please write to us."
        ),
    ),
    Event.INVITED: Words(
        gettext_lazy("You are invited"),
        gettext_lazy(
            "Hello {name},\n\n{organisation} invites you to read what is meant for its members. "
            "Make an account with this e-mail address here:\n\n{link}\n\nIf you do not know what "
            "this is about, you need not do anything."
        ),
    ),
}


def check(text: str, *, needed: str = "") -> None:
    """Refuse placeholders that nobody can fill, single braces, and a mail without a needed one."""
    unknown = sorted({name for name in _PLACEHOLDER.findall(text) if name not in PLACEHOLDERS})
    known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
    if unknown:
        raise ValidationError(
            _("Nothing can be put in for %(unknown)s. These can be used: %(known)s.")
            % {"unknown": ", ".join(f"{{{name}}}" for name in unknown), "known": known},
            code="placeholder",
        )
    if re.search(r"[{}]", _PLACEHOLDER.sub("", text)):
        raise ValidationError(
            _("A brace stands alone. Write a placeholder as one of %(known)s.") % {"known": known},
            code="brace",
        )
    if needed and f"{{{needed}}}" not in text:
        raise ValidationError(
            _("Without %(needed)s nobody could go on from this mail. Please put it in.")
            % {"needed": f"{{{needed}}}"},
            code="needed",
        )


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with the placeholders replaced; what is put in is not looked at again."""
    return _PLACEHOLDER.sub(lambda found: values.get(found[1], found[0]), text)
