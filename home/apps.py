"""Home page, standard pages, the organisation's identity."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """What every page of the site shares."""

    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        """Have every process forget the identity when it changes."""
        from core.models import DeskImage
        from core.signals import forget_on_change
        from home.models import Organisation
        from home.search import pages  # noqa: F401 -- registered by being imported

        # The logo is an image: it may get another file, or go.
        for model in (Organisation, DeskImage):
            forget_on_change(model)
