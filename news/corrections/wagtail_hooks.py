"""What corrections register with Wagtail; news.wagtail_hooks imports it."""

from __future__ import annotations

from django.urls import URLPattern, path
from wagtail import hooks

from news.corrections import log_actions
from news.corrections.views import WithdrawView


@hooks.register("register_admin_urls")
def register_urls() -> list[URLPattern]:
    """Taking back what readers were told; telling them is part of publishing."""
    return [
        path(
            "news/corrections/<int:pk>/withdraw/",
            WithdrawView.as_view(),
            name="news_withdraw_correction",
        )
    ]


hooks.register("register_log_actions", log_actions.register)
