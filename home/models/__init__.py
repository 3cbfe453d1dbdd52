"""Models of the home app."""

from home.models.notices import Notice
from home.models.organisation import Organisation
from home.models.pages import HomePage, StandardPage
from home.models.searches import SearchCount

__all__ = ["HomePage", "Notice", "Organisation", "SearchCount", "StandardPage"]
