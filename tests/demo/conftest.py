"""The demo site, loaded once for all tests of a module; what a test changes is taken back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings
from pytest_django.fixtures import Settings
from pytest_django.plugin import DjangoDbBlocker


@dataclass(frozen=True)
class Folders:
    """Where the loaded demo keeps its files."""

    var: Path

    @property
    def media(self) -> Path:
        """The uploads."""
        return self.var / "media"

    @property
    def password(self) -> Path:
        """The file with the accounts' password."""
        return self.var / "demo_password"

    @property
    def accounts(self) -> Path:
        """The file with the list of accounts."""
        return self.var / "demo_accounts.json"

    def settings(self) -> dict[str, Path]:
        """The settings that lead there."""
        return {
            "MEDIA_ROOT": self.media,
            "DEMO_PASSWORD_FILE": self.password,
            "DEMO_ACCOUNTS_FILE": self.accounts,
        }


@pytest.fixture(scope="module")
def loaded(
    tmp_path_factory: pytest.TempPathFactory,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[Folders]:
    """A transaction around the whole module, in which the demo has been loaded."""
    folders = Folders(tmp_path_factory.mktemp("demo"))
    with (
        django_db_blocker.unblock(),
        override_settings(**folders.settings()),
        transaction.atomic(),
    ):
        with pytest.MonkeyPatch.context() as environment:
            environment.delenv("DEMO_PASSWORD", raising=False)
            call_command("load_demo", verbosity=0)
        yield folders
        transaction.set_rollback(True)


@pytest.fixture
def demo(loaded: Folders, db: None, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Folders:
    """The loaded demo, for one test to change as it likes."""
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    for name, path in loaded.settings().items():
        setattr(settings, name, path)
    return loaded
