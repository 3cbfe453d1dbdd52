"""What corrections register with Wagtail; news.wagtail_hooks imports it."""

from __future__ import annotations

from django.urls import URLResolver, include, path
from wagtail import hooks

from news.corrections import log_actions, urls


@hooks.register("register_admin_urls")
def register_urls() -> list[URLResolver]:
    """Taking back what readers were told; telling them is part of publishing."""
    return [path("news/corrections/", include(urls))]


hooks.register("register_log_actions", log_actions.register)
