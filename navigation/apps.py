"""Menus, redirects, addresses that were not found."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NavigationConfig(AppConfig):
    """How people find their way, and what helps where they lost it."""

    name = "navigation"
    verbose_name = _("Navigation")

    def ready(self) -> None:
        """Have pages that move leave no needless redirects; join the scheduler's duties."""
        from navigation.not_found import counting  # noqa: F401 -- registered by being imported
        from navigation.redirects import tidying, uses  # noqa: F401 -- the same
