"""The desk: articles, sources, topics, disclaimers."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

# Models of which something is remembered; core sees to pages.
REMEMBERED = (
    "Correction",
    "Disclaimer",
    "DisclaimerWording",
    "FormerSource",
    "FormerTopic",
    "Publishing",
    "RecordedWording",
    "Source",
    "Topic",
)


class NewsConfig(AppConfig):
    """Articles shared from outside sources."""

    name = "news"
    verbose_name = _("News Desk")

    def ready(self) -> None:
        """Register what other apps ask for, listen, and watch what memory depends on."""
        from core.signals import forget_on_change
        from members.own_account import holdings
        from members.panels import register_account_panel

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
        from news.feeds.personal.account import FeedHolding, FeedPanel
        from news.overview import panels  # noqa: F401 -- see above
        from news.overview.changes import registry  # noqa: F401 -- see above
        from news.review import authorship, gate, mails, reviewed  # noqa: F401 -- see above

        holdings.register(FeedHolding())
        register_account_panel(FeedPanel())
        for name in REMEMBERED:
            forget_on_change(self.get_model(name))
