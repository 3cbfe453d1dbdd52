"""Databases and processes for the trial."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from django.db import connections
from pytest_django.plugin import DjangoDbBlocker

from tests.navigation.races.processes import Process, copy_of_database


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """In place of pytest-django's: nothing is changed in the tests' database, only copied.

    By its name pytest-django runs these tests before those that leave empty tables behind.
    """
    with django_db_blocker.unblock():
        yield
        connections.close_all()


@pytest.fixture
def processes(db: None, tmp_path: Path) -> Iterator[list[Process]]:
    """Two processes of the site and a forgetful one, on a copy of the tests' database."""
    with ExitStack() as stack:
        database = stack.enter_context(copy_of_database(tmp_path))
        made = [
            stack.enter_context(Process(database, tmp_path, *arguments))
            for arguments in ((), (), ("forgetful",))
        ]
        for each in made:
            each.wait_until_it_serves()
        yield made
