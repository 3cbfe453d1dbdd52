"""Pages that a visitor is told do not exist: what else happens then must not give them away."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest


def note_hidden_page(request: HttpRequest) -> None:
    """Note that the request is about to be answered as if there were no page at its address."""
    noted: Any = request
    noted._is_for_hidden_page = True


def is_for_hidden_page(request: HttpRequest) -> bool:
    """Whether there is a page, and "not found" is only what this visitor is told."""
    return getattr(request, "_is_for_hidden_page", False)
