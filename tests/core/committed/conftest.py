"""Tests whose changes are committed, since other threads and processes have to see them.

pytest-django's transactional tests empty every table after each test, which takes seconds. Here the
rows are compared with those before and what changed is put back. Overriding `db` has pytest-django
run these tests among the ordinary ones, before those that leave empty tables behind.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.db import connections, transaction
from django.db.models import Model
from pytest_django.plugin import DjangoDbBlocker

Rows = dict[type[Model], dict[Any, dict[str, Any]]]
Elsewhere = Callable[[Callable[[], Any]], Any]


@pytest.fixture
def db(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """In place of pytest-django's: what the test changes is committed, and put back after it."""
    with django_db_blocker.unblock():
        before = _rows()
        yield
        with transaction.atomic():
            _put_back(before)


@pytest.fixture(autouse=True)
def _committing(db: None) -> None:
    """All tests here use the database."""


@pytest.fixture
def elsewhere() -> Elsewhere:
    """Run a function in another thread, thus on another database connection; return its result."""

    def run(function: Callable[[], Any]) -> Any:
        results: list[Any] = []
        errors: list[BaseException] = []

        def target() -> None:
            try:
                results.append(function())
            except BaseException as error:
                errors.append(error)
            finally:
                connections.close_all()

        thread = threading.Thread(target=target)
        thread.start()
        thread.join(timeout=30)
        assert not thread.is_alive()
        if errors:
            raise errors[0]
        return results[0]

    return run


def _tables() -> list[type[Model]]:
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        # Search keeps its words by triggers on the index's rows.
        if model._meta.managed and not model._meta.proxy and "FTS" not in model.__name__
    ]


def _rows() -> Rows:
    rows: Rows = {}
    for model in _tables():
        columns = [field.attname for field in model._meta.local_concrete_fields]
        found = model._base_manager.values("pk", *columns)
        rows[model] = {row.pop("pk"): row for row in found}
    return rows


def _put_back(before: Rows) -> None:
    after = _rows()
    for model, rows in after.items():
        kept = before[model]
        assert kept.keys() <= rows.keys(), f"{model} lost rows that later tests need"
        model._base_manager.filter(pk__in=rows.keys() - kept.keys())._raw_delete("default")
        for key, row in kept.items():
            if row != rows[key]:
                model._base_manager.filter(pk=key).update(**row)
