"""Menus, redirects, addresses that were not found."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NavigationConfig(AppConfig):
    """How people find their way, and what helps where they lost it."""

    name = "navigation"
    verbose_name = _("Navigation")
