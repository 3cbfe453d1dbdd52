"""What every template of the public site gets."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.identity import identity_for, menu_for
from home.notices import notices_for


def furniture(request: HttpRequest) -> dict[str, Any]:
    """The organisation, the menu, the notices; lazy, since the admin's templates need none."""
    return {
        "organisation": SimpleLazyObject(lambda: identity_for(request)),
        "menu": SimpleLazyObject(lambda: menu_for(request)),
        "notices": SimpleLazyObject(lambda: notices_for(request)),
    }
