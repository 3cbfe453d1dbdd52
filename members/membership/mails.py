"""Mails about a membership, in the association's words."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.models import Site

from core import mails, tokens
from core.organisations import identity_of
from members.membership import deeds
from members.membership.invitations import PARAMETER
from members.membership.words import Event, Words, filled
from members.models import Membership, MembershipRules

TEMPLATE = "members/email/membership.txt"


@dataclass(frozen=True)
class Mail:
    """One mail, its placeholders filled in."""

    subject: str
    text: str


def send(event: str, key: int) -> bool:
    """Send one mail to one member; False where there is nobody, or nothing, to tell any more."""
    membership = Membership.objects.select_related("account").filter(pk=key).first()
    if membership is None or not still_holds(event, membership):
        return False
    site = Site.objects.filter(is_default_site=True).first()
    link = _invite(membership, site) if event == Event.INVITED else _root(site)
    mail = _composed(MembershipRules.load().words_for(event), _values(membership, site, link))
    mails.send(membership.email, mail.subject, TEMPLATE, {"text": mail.text}, site=site)
    return True


# What a membership must be for a mail to be true when the worker comes to it.
_TRUE_FOR = {
    Event.WELCOME: {deeds.Status.ACTIVE},
    Event.APPROVED: {deeds.Status.ACTIVE},
    Event.RESUMED: {deeds.Status.ACTIVE},
    Event.MOVED: {deeds.Status.ACTIVE},
    Event.ENDING: {deeds.Status.ACTIVE},
    Event.DECLINED: {deeds.Status.DECLINED},
    Event.SUSPENDED: {deeds.Status.SUSPENDED},
    Event.ENDED: {deeds.Status.ENDED},
    Event.INVITED: {deeds.Status.INVITED, deeds.Status.ACTIVE},
}


def still_holds(event: str, membership: Membership) -> bool:
    """Whether what the mail says is still so: what was taken back at once is not told."""
    if event == Event.INVITED and membership.account_id:
        return False
    return membership.status in _TRUE_FOR[Event(event)]


def sample(words: Words) -> Mail:
    """A mail to an invented member, for whoever writes its words."""
    site = Site.objects.filter(is_default_site=True).first()
    invented = Membership(
        name=_("Robin Sample"), email="robin@example.org", number="1024", ends_on=deeds.today()
    )
    return _composed(words, _values(invented, site, _root(site)))


def _composed(words: Words, values: dict[str, str]) -> Mail:
    # A subject is one line, whatever is put in.
    subject = " ".join(filled(str(words.subject), values).split())
    return Mail(subject, filled(str(words.text), values))


def _values(membership: Membership, site: Site | None, link: str) -> dict[str, str]:
    return {
        "name": membership.name or membership.email,
        "organisation": identity_of(site).name or settings.WAGTAIL_SITE_NAME,
        "end": date_format(membership.ends_on) if membership.ends_on else _("no end"),
        "number": membership.number,
        "link": link,
    }


def _root(site: Site | None) -> str:
    return f"{site.root_url if site else settings.WAGTAILADMIN_BASE_URL}/"


def _invite(membership: Membership, site: Site | None) -> str:
    """A new link to sign up with; older ones of the member stop working."""
    token = tokens.new_token()
    with transaction.atomic():
        Membership.objects.filter(pk=membership.pk).update(
            invitation_hash=tokens.hash_of_token(token), invited_at=timezone.now()
        )
    return f"{_root(site).rstrip('/')}{reverse('account_signup')}?{PARAMETER}={token}"
