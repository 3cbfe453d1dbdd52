"""What other apps add to the form with which people join, and to the page "Your account".

A mailing adds a tick box to the one and a section to the other, comments a section of theirs:

    register_joining_panel(ConsentPanel())      # in the ready() of the app that adds it
    register_account_panel(SubscriptionPanel())

Panels are made once and serve all requests: they keep nothing of a request.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.http import HttpRequest

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from members.models import User


OWN_SECTIONS = 50


class JoiningPanel:
    """A section of the form with which people join.

    The form checks its fields as any form does. `name` is what its fields' names begin with.
    """

    name: ClassVar[str]
    order: ClassVar[int] = 100
    heading: str | Promise = ""
    form_class: type[forms.Form]

    def save(self, request: HttpRequest, user: User, form: forms.Form) -> None:
        """Keep what was said, in the transaction that makes the account.

        Its address is not proven yet: what depends on that waits for allauth's signal
        `email_confirmed`. Not called where there is an account with the address already.
        """


class AccountPanel:
    """A section of the page "Your account"; it links to where its app lets people change things.

    Below OWN_SECTIONS in `order`, it stands before name, address and security.
    """

    order: ClassVar[int] = 100
    heading: str | Promise
    template_name: str

    def is_shown(self, request: HttpRequest) -> bool:
        """Whether the section concerns this person at all."""
        return True

    def context(self, request: HttpRequest) -> dict[str, Any]:
        """What its template is told, besides `request` and `panel`."""
        return {}


_joining: list[JoiningPanel] = []
_account: list[AccountPanel] = []


def register_joining_panel(panel: JoiningPanel) -> None:
    """Add a section to the form with which people join."""
    _joining.append(panel)
    _joining.sort(key=lambda each: each.order)


def register_account_panel(panel: AccountPanel) -> None:
    """Add a section to the page "Your account"."""
    _account.append(panel)
    _account.sort(key=lambda each: each.order)


def joining_panels() -> list[JoiningPanel]:
    """The sections of the form with which people join, in their order."""
    return list(_joining)


def account_panels(request: HttpRequest) -> list[AccountPanel]:
    """The sections of the page "Your account" that concern this person."""
    return [panel for panel in _account if panel.is_shown(request)]
