"""Home page, standard pages, the organisation's identity."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """What every page of the site shares."""

    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        """Have every process forget the identity when it changes."""
        from core.signals import forget_on_change
        from home.models import Organisation

        forget_on_change(Organisation)
