"""Models of the navigation app."""

from navigation.models.menus import Menu
from navigation.models.redirects import IgnoredAddress, NotFoundCount, RedirectUse

__all__ = ["IgnoredAddress", "Menu", "NotFoundCount", "RedirectUse"]
