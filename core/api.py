"""What of each kind of page the read API tells; apps say it for their own (site_project.api)."""

from __future__ import annotations

from collections.abc import Sequence

from wagtail.api import APIField
from wagtail.models import Page

_exposed: dict[type[Page], Sequence[APIField]] = {}


def expose(model: type[Page], fields: Sequence[APIField]) -> None:
    """Have the API list pages of this type, and tell these of their fields beside the title."""
    _exposed[model] = fields


def exposed_models() -> list[type[Page]]:
    """The types that the API knows."""
    return list(_exposed)


def exposed_fields(model: type[Page]) -> Sequence[APIField]:
    """What the API tells of a type; of an unknown one nothing."""
    return _exposed.get(model, ())
