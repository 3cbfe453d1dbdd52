"""A browser that asks and keeps nothing."""

from __future__ import annotations

from typing import Any

from django.test import Client


class Browser(Client):
    """Django's test client as far as it sends requests.

    It keeps no cookies but those of its account, and does not note what templates were made of,
    which takes much of the time. What fails on the way is answered as on a site: by a status.
    """

    def request(self, **request: Any) -> Any:
        """The answer."""
        environ = self._base_environ(**request)  # type: ignore[attr-defined]  # unknown to the stubs
        return self.handler(environ)
