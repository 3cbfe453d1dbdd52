"""The site of the matrix, made once for the tests of a module."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker
from wagtail.models import Site

from core import memory
from core.visits import anonymous_request
from tests.members.matrix.bridges import lead_to
from tests.members.matrix.browser import Browser
from tests.members.matrix.content import World, make_world
from tests.members.matrix.rules import allowed
from tests.members.matrix.surfaces import Surface, all_surfaces
from tests.members.matrix.visitors import browsers
from tests.members.matrix.walk import Answer


@dataclass(frozen=True)
class Matrix:
    """What there is, where it could show, and who comes; who may read most comes first."""

    world: World
    surfaces: list[Surface]
    browsers: dict[str, Browser]

    def browsers_of(self, *visitors: str) -> dict[str, Browser]:
        """The browsers of these visitors."""
        return {name: self.browsers[name] for name in visitors}

    def leaks(self, answers: list[Answer]) -> list[str]:
        """What was shown and should not have been."""
        secrets = {secret.name: secret for secret in self.world.secrets}
        return [
            f"{answer} shows {field} of {name}"
            for answer in answers
            for name, field in sorted(answer.shown)
            if not allowed(answer.asked_as, secrets[name], field, answer.surface)
        ]


@pytest.fixture(scope="module")
def media_of_the_module(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the files are that all tests of the module ask for."""
    return tmp_path_factory.mktemp("media")


@pytest.fixture(autouse=True)
def _files_of_its_own() -> None:
    """In the place of the one that gives every test files of its own."""


@pytest.fixture(scope="module")
def matrix(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, media_of_the_module: Path
) -> Iterator[Matrix]:
    """The site, all of its addresses, and everybody's browsers."""
    with (
        django_db_blocker.unblock(),
        override_settings(MEDIA_ROOT=media_of_the_module),
        transaction.atomic(),
    ):
        people = browsers()
        world = make_world()
        lead_to(world)
        site = Site.objects.get()
        # Every size of every picture, as the worker makes them when something is published.
        for page in [*world.bridges, *(each.page for each in world.of_kind("page", "article"))]:
            page.specific_class.objects.get(pk=page.pk).show_to(anonymous_request(site))
        memory.clear()
        yield Matrix(world, all_surfaces(world), dict(reversed(people.items())))
        transaction.set_rollback(True)
    memory.clear()
