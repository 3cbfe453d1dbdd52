"""Who may sign up where the rules take only those who were invited.

An invitation is a link with a token. It only opens the sign-up page: the membership belongs to
whoever proves to have the address, with the link or without it.
"""

from __future__ import annotations

from django.http import HttpRequest

from core.tokens import TOKEN, hash_of_token
from members.membership.deeds import Status
from members.models import Membership, MembershipRules

# In the link's query; the sign-up form hands it on in a hidden field of this name.
PARAMETER = "invitation"


def may_join(request: HttpRequest) -> bool:
    """Whether the sign-up page is open to whoever makes the request."""
    rules = MembershipRules.load()
    return rules.joining != MembershipRules.Joining.INVITATION or is_invited(request)


def waits_for_approval(request: HttpRequest) -> bool:
    """Whether an administrator decides about whoever signs up by this request."""
    rules = MembershipRules.load()
    return rules.joining == MembershipRules.Joining.APPROVAL and not is_invited(request)


def is_invited(request: HttpRequest) -> bool:
    """Whether the request carries an invitation that still waits for somebody."""
    token = request.POST.get(PARAMETER) or request.GET.get(PARAMETER) or ""
    if not TOKEN.fullmatch(token):
        return False
    return Membership.objects.filter(
        account=None,
        invitation_hash=hash_of_token(token),
        status__in=[Status.INVITED, Status.ACTIVE],
    ).exists()
