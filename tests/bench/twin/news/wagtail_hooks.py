"""Wagtail's own link handlers, which ours have taken the places of."""

from __future__ import annotations

from wagtail import hooks
from wagtail.documents.rich_text import DocumentLinkHandler
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.rich_text.pages import PageLinkHandler


@hooks.register("register_rich_text_features", order=20)
def register_links(features: FeatureRegistry) -> None:
    """Put them back."""
    features.register_link_type(PageLinkHandler)
    features.register_link_type(DocumentLinkHandler)
