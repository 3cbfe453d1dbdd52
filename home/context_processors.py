"""What every template of the public site gets."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.identity import identity_for
from home.notices import notices_for


def furniture(request: HttpRequest) -> dict[str, Any]:
    """The organisation and the notices; lazy, since the admin's templates need neither."""
    return {
        "organisation": SimpleLazyObject(lambda: identity_for(request)),
        "notices": SimpleLazyObject(lambda: notices_for(request)),
    }
