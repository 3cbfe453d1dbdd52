"""Menus, redirects, addresses that were not found."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NavigationConfig(AppConfig):
    """How people find their way, and what helps where they lost it."""

    name = "navigation"
    verbose_name = _("Navigation")

    def ready(self) -> None:
        """Watch what the remembered menus depend on."""
        from core.signals import forget_on_change
        from navigation import signals  # noqa: F401 -- registered by being imported
        from navigation.models import Menu

        forget_on_change(Menu)
