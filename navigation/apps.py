"""Menus, redirects, addresses that were not found."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NavigationConfig(AppConfig):
    """How people find their way, and what helps where they lost it."""

    name = "navigation"
    verbose_name = _("Navigation")

    def ready(self) -> None:
        """Watch what the remembered menus depend on; join the scheduler's duties.

        Have pages that move leave no needless redirects.
        """
        from core.signals import forget_on_change
        from navigation import signals  # noqa: F401 -- registered by being imported
        from navigation.models import Menu
        from navigation.not_found import counting  # noqa: F401 -- the same
        from navigation.redirects import tidying, uses  # noqa: F401 -- the same

        forget_on_change(Menu)
