"""Models of the home app."""

from home.models.organisation import Organisation
from home.models.pages import HomePage, StandardPage

__all__ = ["HomePage", "Organisation", "StandardPage"]
