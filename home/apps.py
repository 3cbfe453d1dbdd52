"""Home page, standard pages, the organisation's identity."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomeConfig(AppConfig):
    """What every page of the site shares."""

    name = "home"
    verbose_name = _("Home")

    def ready(self) -> None:
        """Watch what memory depends on; tell other apps who runs the site; join the search."""
        from wagtail.contrib.search_promotions.models import Query, SearchPromotion

        from core.models import DeskImage
        from core.signals import forget_on_change
        from home import (  # noqa: F401 -- registered by being imported
            api,
            identity,
            link_lists,
            previews,
            sitemaps,
        )
        from home.models import Notice, Organisation
        from home.search import pages, popular  # noqa: F401 -- registered by being imported

        # The logo is an image: it may get another file, or go.
        for model in (Organisation, Notice, DeskImage, Query, SearchPromotion):
            forget_on_change(model)
