"""Many articles at once, for tests and benchmarks; never for a real site's content."""

from news.bulk.rows import make_articles

__all__ = ["make_articles"]
