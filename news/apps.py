"""The desk: articles, sources, topics, disclaimers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewsConfig(AppConfig):
    """Articles shared from outside sources."""

    name = "news"
    verbose_name = _("News Desk")

    def ready(self) -> None:
        """Watch what memory depends on, and put the latest articles on the home page."""
        from core.signals import forget_on_change

        # Registered by being imported.
        from news import (  # noqa: F401 -- see above
            api,
            link_lists,
            places,
            previews,
            reindex,
            search,
            signals,
            sitemaps,
        )
        from news.corrections import telling  # noqa: F401 -- see above
        from news.models import (
            Correction,
            Disclaimer,
            DisclaimerWording,
            FormerSource,
            FormerTopic,
            Publishing,
            RecordedWording,
            Source,
            Topic,
        )
        from news.overview import panels  # noqa: F401 -- see above
        from news.review import authorship, gate, mails, reviewed  # noqa: F401 -- see above

        remembered = (
            Correction,
            Disclaimer,
            DisclaimerWording,
            FormerSource,
            FormerTopic,
            Publishing,
            RecordedWording,
            Source,
            Topic,
        )
        for model in remembered:
            forget_on_change(model)
