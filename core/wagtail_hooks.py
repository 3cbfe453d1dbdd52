"""What core registers with Wagtail."""

from __future__ import annotations

from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from core.rich_text import DeskDocumentLinkHandler, DeskPageLinkHandler


@hooks.register("register_rich_text_features", order=10)
def register_links(features: FeatureRegistry) -> None:
    """Our handlers take the places of Wagtail's."""
    features.register_link_type(DeskPageLinkHandler)
    features.register_link_type(DeskDocumentLinkHandler)
