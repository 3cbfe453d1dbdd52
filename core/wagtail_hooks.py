"""What core registers with Wagtail."""

from __future__ import annotations

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.rich_text import DeskPageLinkHandler


@hooks.register("register_rich_text_features", order=10)
def register_page_links(features: FeatureRegistry) -> None:
    """Our handler takes the place of Wagtail's for links to pages."""
    features.register_link_type(DeskPageLinkHandler)
