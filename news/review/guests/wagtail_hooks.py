"""What approval without an account registers with Wagtail; news.wagtail_hooks imports it."""

from __future__ import annotations

from django.urls import URLResolver, include, path
from wagtail import hooks

from news.review.guests import admin_urls, log_actions
from news.review.guests.places import AskGuestMenuItem, warn_before_changing


@hooks.register("register_admin_urls")
def register_urls() -> list[URLResolver]:
    """The screen on which somebody without an account is asked to decide."""
    return [path("news/review/guests/", include(admin_urls))]


@hooks.register("register_page_action_menu_item")
def register_asking_guests() -> AskGuestMenuItem:
    """The way to that screen, beside Wagtail's own ways to approve."""
    return AskGuestMenuItem(order=70)


hooks.register("register_log_actions", log_actions.register)
hooks.register("before_edit_page", warn_before_changing)
