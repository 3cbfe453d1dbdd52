"""Models of the navigation app."""

from navigation.models.menus import Menu

__all__ = ["Menu"]
