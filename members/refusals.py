"""What is answered to whoever may not read what they ask for."""

from __future__ import annotations

from typing import NoReturn

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from members.hidden import note_hidden_page


def refuse(request: HttpRequest) -> NoReturn:
    """As if there were no page, to whoever is not signed in; others learn it is not for them.

    Signing in again would not help them, and asking for it would lead round in a circle.
    """
    if request.user.is_authenticated:
        raise PermissionDenied
    note_hidden_page(request)
    raise Http404
