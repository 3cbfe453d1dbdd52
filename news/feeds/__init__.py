"""Feeds of the desk, of each topic and of each source, as RSS, Atom and JSON Feed."""

from news.feeds.answers import feed_at

__all__ = ["feed_at"]
