"""Ask for everything as everybody, and note what each of them was shown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from unittest import mock

from core import memory
from tests.members.matrix.browser import Browser
from tests.members.matrix.canaries import Origin, sung_in
from tests.members.matrix.surfaces import Surface

FILE_WAS_THERE = {200, 206, 304}


@dataclass(frozen=True)
class Answer:
    """What one visitor was answered at one address."""

    visitor: str
    surface: Surface
    status: int
    headers: Mapping[str, str]
    digest: str
    sets_cookie: bool
    shown: frozenset[Origin]

    def __str__(self) -> str:
        return f"{self.visitor} at {self.surface}: {self.status}"

    @property
    def asked_as(self) -> str:
        """For whom it is meant: what is the same for all tells what everybody may read.

        That there is nothing is said on a page, which has menus.
        """
        is_same = self.surface.is_same_for_all and self.status != 404
        return "anonymous" if is_same else self.visitor

    @property
    def cache_control(self) -> set[str]:
        """What caches are told."""
        return {part.strip() for part in self.headers.get("Cache-Control", "").split(",")}

    @property
    def is_kept_from_shared_caches(self) -> bool:
        """Whether no cache on the way may keep it."""
        return bool({"private", "no-store"} & self.cache_control)

    @property
    def essence(self) -> tuple[Any, ...]:
        """What two visitors may compare."""
        return (self.status, self.headers.get("Location"), self.digest)


def ask(
    visitor: str, browser: Browser, surface: Surface, method: str = "get", **headers: str
) -> Answer:
    """Ask, and find the words in the answer that were not in the question."""
    response = getattr(browser, method)(surface.path, headers=headers)
    body = response.getvalue() if response.streaming else response.content
    # Of a file that was served; closing the whole answer would close the database too.
    for close in response._resource_closers:
        close()
    told = "\n".join([body.decode(errors="replace"), *map(str, response.headers.values())])
    shown = set(sung_in(told) - sung_in(surface.path))
    if surface.is_file and response.status_code in FILE_WAS_THERE:
        shown |= {(secret.name, surface.is_file) for secret in surface.secrets}
    return Answer(
        visitor,
        surface,
        response.status_code,
        dict(response.headers),
        sha256(body).hexdigest(),
        bool(response.cookies),
        frozenset(shown),
    )


def walk(
    browsers: Mapping[str, Browser], surfaces: Iterable[Surface], method: str = "get"
) -> list[Answer]:
    """Every visitor at every address, one visitor after the other at each.

    Nothing changes meanwhile. Outside of a test's transaction a process would read twice a second
    whether it does; here it would before every single thing it remembers.
    """
    with mock.patch.object(memory, "_current_token", return_value=memory.generation()):
        return [
            ask(visitor, browser, surface, method)
            for surface in surfaces
            for visitor, browser in browsers.items()
        ]
