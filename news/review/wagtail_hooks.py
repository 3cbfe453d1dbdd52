"""What the review registers with Wagtail; news.wagtail_hooks imports it."""

from __future__ import annotations

from django.urls import URLResolver, include, path
from wagtail import hooks

from news.review import answers, log_actions, urls


@hooks.register("register_admin_urls")
def register_urls() -> list[URLResolver]:
    """Steps between an article's form and its being public."""
    return [path("news/review/", include(urls))]


hooks.register("register_log_actions", log_actions.register)
hooks.register("before_publish_page", answers.answer_publishing)
hooks.register("before_edit_page", answers.note_what_reviewer_sees)
# After others have had their say: its answer replaces that of the view.
hooks.register("after_edit_page", answers.answer_approval, order=100)
hooks.register("construct_page_action_menu", answers.offer_what_is_allowed)
hooks.register("before_bulk_action", answers.answer_publishing_of_many)
