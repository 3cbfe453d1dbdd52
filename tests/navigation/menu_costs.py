"""How many queries menus take, on a cold process and on a warm one."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Site

from core import memory
from core.closures import closures
from core.sites import site_root_paths
from navigation.menus import menus_of
from tests.navigation.compose import request_from


def costs(user: Any = None) -> int:
    """How many queries the menus take, but for the one that asks whether memory still holds."""
    request = request_from(user)
    Site.find_for_request(request)
    with CaptureQueriesContext(connection) as captured:
        menus_of(request)
    return sum("core_generation" not in query["sql"] for query in captured.captured_queries)


def begin_cold() -> None:
    """As a process that has served nothing yet, but for what every page asks by itself.

    Where each site begins, and the access rule's restrictions.
    """
    memory.clear()
    closures()
    site_root_paths()
