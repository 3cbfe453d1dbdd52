"""The personal feed where people look after their account, and in what is held about them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.own_account.holdings import Holding, Rows
from members.panels import AccountPanel
from members.signed_in import account_of
from news.models import PersonalFeed

if TYPE_CHECKING:
    from members.models import User


class FeedPanel(AccountPanel):
    """That there can be a feed, and the way to it."""

    order = 200
    heading = gettext_lazy("Your own feed")
    template_name = "news/parts/feed_panel.html"

    def context(self, request: HttpRequest) -> dict[str, Any]:
        """Whether there is one."""
        return {"made": PersonalFeed.objects.filter(account=account_of(request)).first()}


class FeedHolding(Holding):
    """That there is one, and since when; its address is known to nobody else."""

    name = "personal_feed"
    heading = gettext_lazy("Your own feed")

    def tell(self, account: User) -> Rows:
        """At most one row; it goes with the account."""
        feeds = PersonalFeed.objects.filter(account=account)
        return [{_("Address made"): date_format(feed.made_at)} for feed in feeds]
