"""The groups of settings, each in a process of its own, as they are started."""

from __future__ import annotations

import importlib
import os
import runpy
import secrets
import sys
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.core.exceptions import ImproperlyConfigured
from django.core.handlers.asgi import ASGIHandler
from django.core.handlers.wsgi import WSGIHandler
from django.urls import path
from django.views.generic import RedirectView

from site_project import asgi, wsgi
from tests.site_project.process import CHECKOUT, run

Load = Callable[..., dict[str, Any]]

KEY = secrets.token_urlsafe(64)
COMPLETE = {
    "SECRET_KEY": KEY,
    "ALLOWED_HOSTS": "www.example.org, example.org",
    "BASE_URL": "https://www.example.org/",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org",
    "MAIL_FROM": "desk@example.org",
}
# What these make of the settings.
PRODUCTION = {
    "DEBUG": False,
    "ALLOWED_HOSTS": ["www.example.org", "example.org"],
    "WAGTAILADMIN_BASE_URL": "https://www.example.org",
    "CSRF_TRUSTED_ORIGINS": ["https://www.example.org"],
    "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
    "EMAIL_HOST": "mail.example.org",
    "EMAIL_PORT": 587,
    "EMAIL_USE_TLS": True,
    "DEFAULT_FROM_EMAIL": "desk@example.org",
    "SESSION_COOKIE_SECURE": True,
    "CSRF_COOKIE_SECURE": True,
    "SECURE_SSL_REDIRECT": True,
    "DEMO_ALLOWED": False,
}


@pytest.fixture
def load(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Load:
    """Read a group of settings anew, as a process with this environment and no other would."""

    def read(group: str, **environment: str) -> dict[str, Any]:
        for name in list(os.environ):
            monkeypatch.delenv(name)
        for name, value in ({"VAR_DIR": str(tmp_path)} | environment).items():
            monkeypatch.setenv(name, value)
        for name in [name for name in sys.modules if name.startswith("site_project.settings.")]:
            monkeypatch.delitem(sys.modules, name)
        return vars(importlib.import_module(f"site_project.settings.{group}"))

    return read


@pytest.fixture
def faults(load: Load) -> Callable[..., list[str]]:
    """What production says when it refuses to start."""

    def read(**environment: str) -> list[str]:
        with pytest.raises(ImproperlyConfigured) as refused:
            load("production", **environment)
        first, *told = str(refused.value).splitlines()
        assert first == "News Desk cannot start safely:"
        return [line.removeprefix("  - ") for line in told]

    return read


def test_production_without_anything_says_all_that_is_missing_at_once(tmp_path: Path) -> None:
    done = run("manage.py", "check", "--settings=site_project.settings.production", var=tmp_path)

    assert done.returncode != 0
    told = done.stderr.split("News Desk cannot start safely:\n")[-1].splitlines()
    names = ["SECRET_KEY", "ALLOWED_HOSTS", "BASE_URL", "EMAIL_URL", "MAIL_FROM"]
    assert [line.split()[1] for line in told[: len(names)]] == names
    assert all(" is missing: " in line for line in told[: len(names)])
    assert done.stderr.count("SECRET_KEY is missing") == 1


def test_production_says_all_that_is_unsafe_at_once(faults: Callable[..., list[str]]) -> None:
    unsafe = {
        "SECRET_KEY": "a" * 60,
        "ALLOWED_HOSTS": "www.example.org,*",
        "BASE_URL": "http://www.example.org",
        "EMAIL_URL": "mail.example.org",
        "TIME_ZONE": "Mars/Olympus",
        "HSTS_SECONDS": "many",
        "SSL_REDIRECT": "perhaps",
        "DATABASE_URL": "nonsense",
    }

    told = "\n".join(faults(**(COMPLETE | unsafe)))

    for name in unsafe:
        assert name in told, name
    assert "MAIL_FROM" not in told


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", f"django-insecure-{KEY}"),
        ("ALLOWED_HOSTS", ","),
        ("BASE_URL", "https://www.example.org/desk"),
    ],
)
def test_production_refuses_this_alone(
    faults: Callable[..., list[str]], name: str, value: str
) -> None:
    [fault] = faults(**(COMPLETE | {name: value}))

    assert fault.startswith(name)
    assert KEY not in fault


def test_complete_production_passes_djangos_checks_for_deployment(tmp_path: Path) -> None:
    done = run(
        "manage.py",
        "check",
        "--deploy",
        "--fail-level",
        "WARNING",
        "--settings=site_project.settings.production",
        var=tmp_path,
        **COMPLETE,
    )

    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


def test_production_is_what_the_environment_says(load: Load, tmp_path: Path) -> None:
    got = load("production", **COMPLETE)

    database = got["DATABASES"]["default"]
    assert database["NAME"] == tmp_path / "db.sqlite3"
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert got["CACHES"]["default"]["BACKEND"].endswith("DatabaseCache")
    assert got["MEDIA_ROOT"] == tmp_path / "media"
    assert {name: got[name] for name in PRODUCTION} == PRODUCTION
    assert "SECURE_PROXY_SSL_HEADER" not in got


def test_production_asks_staff_for_a_second_factor_and_takes_passkeys_over_https_only(
    load: Load,
) -> None:
    got = load("production", **COMPLETE)
    assert got["STAFF_NEED_SECOND_FACTOR"] is True
    assert not got.get("MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN")
    assert load("local")["MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN"] is True
    assert (
        load("production", **COMPLETE, STAFF_NEED_SECOND_FACTOR="false")["STAFF_NEED_SECOND_FACTOR"]
        is False
    )


@pytest.mark.parametrize(
    ("environment", "count"),
    [({}, 0), ({"BEHIND_PROXY": "true"}, 1), ({"BEHIND_PROXY": "true", "PROXY_COUNT": "2"}, 2)],
)
def test_visitors_network_is_read_past_as_many_proxies_as_there_are(
    load: Load, environment: dict[str, str], count: int
) -> None:
    assert load("production", **COMPLETE, **environment)["ALLAUTH_TRUSTED_PROXY_COUNT"] == count


def test_production_takes_larger_services(load: Load) -> None:
    got = load(
        "production",
        **COMPLETE,
        DATABASE_URL="postgres://desk:secret@db:5433/desk",
        CACHE_URL="redis://cache:6379/1",
        BEHIND_PROXY="true",
        HSTS_SUBDOMAINS="true",
    )

    database = got["DATABASES"]["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db", 5433, "desk")
    assert database["CONN_HEALTH_CHECKS"] is True
    assert got["CACHES"]["default"]["LOCATION"] == "redis://cache:6379/1"
    assert "renditions" in got["CACHES"]
    assert got["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert got["SECURE_HSTS_INCLUDE_SUBDOMAINS"] is True


def test_local_site_needs_nothing_and_answers_to_this_machine_only(
    load: Load, tmp_path: Path
) -> None:
    got = load("local", PORT="8123")

    assert got["SECRET_KEY"] == (tmp_path / "secret_key").read_text()
    assert got["ALLOWED_HOSTS"] == ["localhost", "127.0.0.1", "[::1]"]
    assert got["DEBUG"] is False
    assert got["DATABASES"]["default"]["NAME"] == tmp_path / "db.sqlite3"
    assert got["WAGTAILADMIN_BASE_URL"] == "http://localhost:8123"


@pytest.mark.parametrize("group", ["local", "dev", "test"])
def test_settings_take_another_database_by_its_address(load: Load, group: str) -> None:
    got = load(group, DATABASE_URL="postgres://desk@db/desk")

    assert got["DATABASES"]["default"]["HOST"] == "db"
    assert got["DEBUG"] is (group == "dev")


def test_developers_settings_work_without_the_toolbar(
    load: Load, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "debug_toolbar" in load("dev")["INSTALLED_APPS"]

    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    got = load("dev")

    assert "debug_toolbar" not in got["INSTALLED_APPS"]
    assert got["CONTENT_SECURITY_POLICY"]["DIRECTIVES"]["style-src"] == ["'self'"]


def test_servers_start_production_unless_told_otherwise(tmp_path: Path) -> None:
    code = (
        "from site_project.wsgi import application; from site_project.asgi import application; "
        "from django.conf import settings; print(settings.SETTINGS_MODULE, callable(application))"
    )

    (tmp_path / "static").mkdir()
    done = run("-c", code, var=tmp_path, **COMPLETE)

    assert done.stdout.split() == ["site_project.settings.production", "True"], done.stderr


def test_applications_for_both_kinds_of_server_are_there() -> None:
    assert isinstance(wsgi.application, WSGIHandler)
    assert isinstance(asgi.application, ASGIHandler)


def test_debug_toolbar_has_an_address_for_developers_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def addresses() -> set[str]:
        patterns = runpy.run_path(str(CHECKOUT / "site_project" / "urls.py"))["urlpatterns"]
        return {str(pattern.pattern) for pattern in patterns}

    assert "__debug__/" not in addresses()

    debug = path("__debug__/", RedirectView.as_view())
    toolbar = SimpleNamespace(debug_toolbar_urls=lambda: [debug])
    monkeypatch.setitem(sys.modules, "debug_toolbar", SimpleNamespace(toolbar=toolbar))
    monkeypatch.setitem(sys.modules, "debug_toolbar.toolbar", toolbar)
    monkeypatch.setattr(django_settings, "DEBUG", True)
    monkeypatch.setattr(apps, "is_installed", lambda _name: True)
    assert "__debug__/" in addresses()
