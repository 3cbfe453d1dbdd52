"""What every template of the public site gets."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home.identity import identity_for
from home.notices import notices_for


def furniture(request: HttpRequest) -> dict[str, Any]:
    """The organisation and the notices; lazy, since most templates of the admin need neither.

    The admin's templates say `admin_organisation`: in the form of an organisation Wagtail calls
    what is edited `organisation`.
    """
    organisation = SimpleLazyObject(lambda: identity_for(request))
    return {
        "organisation": organisation,
        "admin_organisation": organisation,
        "notices": SimpleLazyObject(lambda: notices_for(request)),
    }
