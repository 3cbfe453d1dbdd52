"""Who may look after members."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from wagtail.permissions import policy_registry

from members.models import Membership


def may(user: Any, *actions: str) -> bool:
    """Whether the person may do all of these with members."""
    policy = policy_registry.get_by_type(Membership)
    return all(policy.user_has_permission(user, action) for action in actions)


class ForMembershipStaff:
    """A mixin for views that only those may use who may do these things with members."""

    request: HttpRequest
    takes: tuple[str, ...] = ("change",)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse before anything is shown."""
        if not may(request.user, *self.takes):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]  # a mixin
