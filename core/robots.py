"""Who calls itself no person: left out of what is counted about readers."""

from __future__ import annotations

import re

from django.http import HttpRequest

_ROBOT = re.compile(r"bot|crawl|spider|slurp|preview", re.IGNORECASE)


def is_robot(request: HttpRequest) -> bool:
    """Whether the asker says so itself; one that pretends to be a browser is not known."""
    return bool(_ROBOT.search(request.headers.get("User-Agent", "")))
