"""What the calendar registers with Wagtail beside its views; news.wagtail_hooks imports it."""

from __future__ import annotations

from wagtail import hooks

from news.overview.calendar import log_actions

hooks.register("register_log_actions", log_actions.register)
