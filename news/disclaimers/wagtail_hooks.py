"""What disclaimers register with Wagtail; news.wagtail_hooks imports it."""

from __future__ import annotations

from django.urls import URLResolver, include, path
from wagtail import hooks

from news.disclaimers import log_actions, urls
from news.disclaimers.views import ask_before_exchange


@hooks.register("register_admin_urls")
def register_urls() -> list[URLResolver]:
    """The screens on which wordings are moved."""
    return [path("news/disclaimers/", include(urls))]


hooks.register("register_log_actions", log_actions.register)
hooks.register("before_publish_page", ask_before_exchange)
