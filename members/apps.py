"""Accounts, and the one rule for who may read what."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class MembersConfig(AppConfig):
    """Members of the association and the access rule."""

    # One of two in this module: without it Django would take neither.
    default = True
    name = "members"
    verbose_name = _("Members")

    def ready(self) -> None:
        """Have Wagtail ask for private pages in a way that no number of restrictions breaks."""
        from wagtail.query import PageQuerySet

        from members.querysets import private_pages

        PageQuerySet.private_q = private_pages


class AdminUsersConfig(WagtailUsersAppConfig):
    """Wagtail's user administration, with forms for our account model."""

    user_viewset = "members.viewsets.AccountViewSet"
