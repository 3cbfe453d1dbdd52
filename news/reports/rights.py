"""Who may read the reports: whoever may publish on a desk, about that desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.models import Page
from wagtail.permissions import policy_registry

from news.models import NewsDeskPage

if TYPE_CHECKING:
    from django.db.models import QuerySet


def desks_of(user: Any) -> QuerySet[NewsDeskPage]:
    """The desks on which somebody may publish, by title."""
    policy = policy_registry.get_by_type(Page)
    pages = policy.instances_user_has_permission_for(user, "publish")
    return NewsDeskPage.objects.filter(pk__in=pages.order_by().values("pk")).order_by("title", "pk")
