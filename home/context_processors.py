"""What every template of the public site gets."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.identity import identity_for


def furniture(request: HttpRequest) -> dict[str, Any]:
    """The organisation; lazy, since the admin's templates do not need it."""
    return {"organisation": SimpleLazyObject(lambda: identity_for(request))}
