"""Two people who save the same name at the same moment."""

from __future__ import annotations

from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.http.response import HttpResponseBase


class ChecksAgain:
    """A mixin for form views whose model has something unique.

    Between the form's check and the saving somebody else may have saved the same; the database then
    refuses. What it did so far is undone and the request handled once more: now the form sees the
    other's row and says at the field what is wrong.
    """

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Handle the request; once more where the database refused."""
        try:
            with transaction.atomic():
                return super().post(request, *args, **kwargs)  # type: ignore[misc]  # of the view it is mixed into
        except IntegrityError:
            return super().post(request, *args, **kwargs)  # type: ignore[misc]  # of the view it is mixed into
