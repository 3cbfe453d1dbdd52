"""Settings from the environment: what is taken, what is a fault, and what is said about it."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from site_project.env import Environment


def read(kind: str, **options: Any) -> tuple[Any, str]:
    """Read NAME as this kind; return the value and what the operator is told."""
    env = Environment()
    value = getattr(env, kind)("NAME", **options)
    try:
        env.refuse_if_unsafe()
    except ImproperlyConfigured as error:
        return value, str(error)
    return value, ""


@pytest.mark.parametrize(
    ("kind", "given", "default", "value"),
    [
        ("text", "a b", None, "a b"),
        ("text", "a", "d", "a"),
        ("text", None, "d", "d"),
        ("text", "", "d", "d"),
        ("text", "  ", "d", "d"),
        ("texts", "a.example, b.example,,", None, ["a.example", "b.example"]),
        ("texts", None, ["d"], ["d"]),
        ("texts", "", [], []),
        ("number", "80", 8000, 80),
        ("number", None, 8000, 8000),
        ("number", "", 8000, 8000),
        ("number", "-1", 8000, -1),
        ("flag", "true", False, True),
        ("flag", "1", False, True),
        ("flag", "on", False, True),
        ("flag", "False", True, False),
        ("flag", "no", True, False),
        ("flag", None, True, True),
        ("flag", "", True, True),
    ],
)
def test_value_is_read(
    monkeypatch: pytest.MonkeyPatch, kind: str, given: str | None, default: Any, value: Any
) -> None:
    monkeypatch.delenv("NAME", raising=False)
    if given is not None:
        monkeypatch.setenv("NAME", given)
    options = {} if default is None else {"default": default}

    assert read(kind, why="a reason", **options) == (value, "")


@pytest.mark.parametrize(
    ("kind", "given", "fault"),
    [
        ("text", None, "NAME is missing: a reason"),
        ("text", "", "NAME is missing: a reason"),
        ("text", "  ", "NAME is missing: a reason"),
        ("texts", None, "NAME is missing: a reason"),
        ("texts", " , ,", "NAME is missing: a reason"),
        ("mail", None, "NAME is missing: a reason"),
        ("mail", "nonsense", "NAME cannot be used: it must look like smtp+tls://"),
        ("mail", "http://secret@host", "NAME cannot be used: it must look like smtp+tls://"),
        ("mail", "smtp://", "NAME cannot be used: it must look like smtp+tls://"),
        ("mail", "smtp://u:secret/s@host", "NAME cannot be used: it must look like smtp+tls://"),
        ("mail", "smtp+tls://[secret", "NAME cannot be used: it must look like smtp+tls://"),
    ],
)
def test_fault_is_named_without_quoting_secrets(
    monkeypatch: pytest.MonkeyPatch, kind: str, given: str | None, fault: str
) -> None:
    monkeypatch.delenv("NAME", raising=False)
    if given is not None:
        monkeypatch.setenv("NAME", given)

    _, told = read(kind, why="a reason")

    assert fault in told
    assert "secret" not in told


@pytest.mark.parametrize(("kind", "default"), [("number", 8000), ("flag", True)])
def test_value_of_another_kind_is_a_fault_and_not_the_default_in_silence(
    monkeypatch: pytest.MonkeyPatch, kind: str, default: Any
) -> None:
    monkeypatch.setenv("NAME", "many")

    value, told = read(kind, why="", default=default)

    assert value == default
    assert "NAME cannot be used" in told


SQLITE = {
    "ENGINE": "django.db.backends.sqlite3",
    "NAME": "/default.sqlite3",
    "OPTIONS": {"timeout": 20},
}


@pytest.mark.parametrize("given", ["nonsense", "http://secret@host/"])
def test_what_is_no_database_is_a_fault(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv("NAME", given)

    _, told = read("database", sqlite=SQLITE)

    assert "NAME cannot be used" in told
    assert "secret" not in told


def test_sqlite_file_of_ones_own_keeps_the_options(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAME", "sqlite:////srv/desk.sqlite3")

    database, _ = read("database", sqlite=SQLITE)

    assert database["OPTIONS"] == SQLITE["OPTIONS"]


@pytest.mark.parametrize(
    ("given", "engine", "name"),
    [
        ("sqlite:////srv/desk.sqlite3", "django.db.backends.sqlite3", "/srv/desk.sqlite3"),
        ("postgres://u:p%40ss@db:5433/desk", "django.db.backends.postgresql", "desk"),
        ("postgresql://u@db/desk", "django.db.backends.postgresql", "desk"),
        ("", "django.db.backends.sqlite3", "/default.sqlite3"),
        (None, "django.db.backends.sqlite3", "/default.sqlite3"),
    ],
)
def test_database_is_read(
    monkeypatch: pytest.MonkeyPatch, given: str | None, engine: str, name: str
) -> None:
    monkeypatch.delenv("NAME", raising=False)
    if given is not None:
        monkeypatch.setenv("NAME", given)

    database, told = read("database", sqlite=SQLITE)

    assert (database["ENGINE"], database["NAME"], told) == (engine, name, "")
    if given and "p%40ss" in given:
        assert (database["USER"], database["PASSWORD"]) == ("u", "p@ss")
        assert (database["HOST"], database["PORT"]) == ("db", 5433)


@pytest.mark.parametrize("given", [None, "", " "])
def test_cache_is_optional(monkeypatch: pytest.MonkeyPatch, given: str | None) -> None:
    monkeypatch.delenv("NAME", raising=False)
    if given is not None:
        monkeypatch.setenv("NAME", given)

    assert read("cache") == (None, "")


def test_cache_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NAME", "redis://cache:6379/1")
    cache, told = read("cache")
    assert cache["BACKEND"] == "django.core.cache.backends.redis.RedisCache"
    assert not told

    monkeypatch.setenv("NAME", "nonsense://cache")
    assert "NAME cannot be used" in read("cache")[1]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("smtp+tls://user:p%40ss@mail:2525", ("mail", 2525, "user", "p@ss", True, False)),
        ("smtp+tls://user:pass@mail", ("mail", 587, "user", "pass", True, False)),
        ("smtp+ssl://user:pass@mail", ("mail", 465, "user", "pass", False, True)),
        ("smtp://127.0.0.1", ("127.0.0.1", 25, "", "", False, False)),
        ("smtp://[::1]:1025", ("::1", 1025, "", "", False, False)),
    ],
)
def test_mail_server_is_read(
    monkeypatch: pytest.MonkeyPatch, given: str, expected: tuple[Any, ...]
) -> None:
    monkeypatch.setenv("NAME", given)

    mail, told = read("mail", why="")

    names = ("HOST", "PORT", "HOST_USER", "HOST_PASSWORD", "USE_TLS", "USE_SSL")
    assert tuple(mail[f"EMAIL_{name}"] for name in names) == expected
    assert mail["EMAIL_BACKEND"] == "django.core.mail.backends.smtp.EmailBackend"
    assert not told


def test_all_faults_are_told_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECOND", "many")
    env = Environment()
    env.text("FIRST", why="the first reason")
    env.number("SECOND", why="", default=1)
    env.require(False, "third is wrong")
    env.require(True, "fourth is wrong")

    with pytest.raises(ImproperlyConfigured) as refused:
        env.refuse_if_unsafe()

    lines = str(refused.value).splitlines()
    assert lines[0] == "News Desk cannot start safely:"
    assert lines[1] == "  - FIRST is missing: the first reason"
    assert lines[2].startswith("  - SECOND cannot be used")
    assert lines[3:] == ["  - third is wrong"]
