"""The command behind `make run`; the commands it calls are Django's and load_demo."""

from __future__ import annotations

import io
import json
import logging
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from pytest_django.fixtures import Settings

from core.management.commands import prepare
from members.models import User


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The commands that were called, in order, instead of being carried out."""
    names: list[str] = []

    def call(name: str, **options: Any) -> None:
        names.append(name)
        if name == "load_demo":
            logging.getLogger("wagtail").info("Page created")

    monkeypatch.setattr(prepare, "call_command", call)
    return names


@pytest.fixture
def demo_account(db: None, settings: Settings, tmp_path: Path) -> User:
    """A demo account that load_demo made, and its note of it."""
    settings.DEMO_ACCOUNTS_FILE = tmp_path / "demo_accounts.json"
    settings.DEMO_ACCOUNTS_FILE.write_text(
        json.dumps([{"role": "editor", "email": "editor@example.org"}])
    )
    return User.objects.create_user("editor@example.org", "first", display_name="Edith")


def run(*arguments: str) -> str:
    output = io.StringIO()
    call_command("prepare", *arguments, stdout=output)
    return output.getvalue()


@pytest.mark.django_db
def test_database_without_accounts_gets_the_demo_content(
    called: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    said = run("database")

    assert called == ["migrate", "createcachetable", "load_demo"]
    assert said == "loading the demo content\nready\n"
    assert "Page created" not in caplog.text


@pytest.mark.django_db
@pytest.mark.usefixtures("called")
def test_log_is_as_before_after_a_failed_load(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(name: str, **options: Any) -> None:
        if name == "load_demo":
            raise CommandError("no home page")

    monkeypatch.setattr(prepare, "call_command", fail)
    with pytest.raises(CommandError, match="no home page"), caplog.at_level(logging.INFO):
        run("database")

    with caplog.at_level(logging.INFO):
        logging.getLogger("wagtail").info("Page created")
    assert "Page created" in caplog.text


def test_database_with_accounts_is_only_brought_up_to_date(
    called: list[str], demo_account: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEMO_PASSWORD", "second")

    run("database")

    assert called == ["migrate", "createcachetable"]
    demo_account.refresh_from_db()
    assert demo_account.check_password("first"), "nobody asked for another password"


@pytest.mark.usefixtures("called")
def test_new_password_goes_to_the_demo_accounts_alone(
    demo_account: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = User.objects.create_user("own@example.org", "own", display_name="Own")
    monkeypatch.setenv("DEMO_PASSWORD", "second")

    assert "new password for Edith" in run("database", "--new-password")

    demo_account.refresh_from_db()
    own.refresh_from_db()
    assert demo_account.check_password("second")
    assert own.check_password("own")


@pytest.mark.usefixtures("called")
def test_without_a_password_or_demo_accounts_there_is_nothing_to_renew(
    demo_account: User, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.delenv("DEMO_PASSWORD", raising=False)
    assert run("database", "--new-password") == "ready\n"

    monkeypatch.setenv("DEMO_PASSWORD", "second")
    settings.DEMO_ACCOUNTS_FILE.unlink()
    assert run("database", "--new-password") == "ready\n"

    demo_account.refresh_from_db()
    assert demo_account.check_password("first")


def test_static_files_are_collected(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path / "static"
    (tmp_path / "static").mkdir()
    (tmp_path / "static" / "left-over.css").touch()

    run("static")

    assert any((tmp_path / "static").rglob("*.css"))
    assert not (tmp_path / "static" / "left-over.css").exists()


def test_real_site_is_refused(settings: Settings, called: list[str]) -> None:
    settings.DEMO_ALLOWED = False

    with pytest.raises(CommandError, match="for local sites"):
        run("database")

    assert called == []
