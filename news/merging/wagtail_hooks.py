"""What merging registers with Wagtail; news.wagtail_hooks imports it."""

from __future__ import annotations

from wagtail import hooks

from news.merging import actions, log_actions

hooks.register("register_bulk_action", actions.MergeAction)
hooks.register("register_snippet_listing_buttons", actions.offer_merging)
hooks.register("register_log_actions", log_actions.register)
