"""What the database keeps of how people find their way."""

from navigation.models.redirects import IgnoredAddress, NotFoundCount, RedirectUse

__all__ = ["IgnoredAddress", "NotFoundCount", "RedirectUse"]
