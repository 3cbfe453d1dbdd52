"""Read settings from the environment and report everything that is missing or wrong at once.

An operator who sets up a site should not have to start it six times to learn six names. So each
reader here notes what it could not use and goes on with a stand-in; `Environment.refuse_if_unsafe`
then says all of it in one message.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

T = TypeVar("T")

# The ways to reach a mail server, with their usual ports: in clear, STARTTLS, TLS from the start.
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}
MAIL_EXAMPLE = "smtp+tls://user:password@host:587"


class Environment:
    """The process's environment, typed, with its faults collected instead of raised one by one."""

    def __init__(self) -> None:
        self._env = Env()
        self._faults: list[str] = []

    def text(self, name: str, *, why: str, default: str | None = None) -> str:
        """A text; required unless it has a default. `why` is what the operator is told."""
        return self._read(self._env.str, name, why, default, stand_in="")

    def texts(self, name: str, *, why: str, default: list[str] | None = None) -> list[str]:
        """A list of texts separated by commas, without blanks and empty entries."""
        values: list[str] = self._read(self._env.list, name, why, default, stand_in=[])
        texts = [value.strip() for value in values if value.strip()]
        if values and not texts:
            self._faults.append(f"{name} is missing: {why}")
        return texts

    def number(self, name: str, *, why: str, default: int) -> int:
        """A whole number."""
        return self._read(self._env.int, name, why, default, stand_in=default)

    def flag(self, name: str, *, why: str, default: bool) -> bool:
        """True or false, in any of the usual spellings."""
        return self._read(self._env.bool, name, why, default, stand_in=default)

    def database(self, name: str, *, sqlite: Mapping[str, Any]) -> dict[str, Any]:
        """A database as Django's DATABASES wants it, from an address such as postgres://…

        Without an address it is the given SQLite database, and an SQLite file named by an address
        is used with the same options.
        """
        if not self._is_given(name):
            return dict(sqlite)
        parsed = dict(self._read(self._env.dj_db_url, name, "", None, stand_in=dict(sqlite)))
        if parsed["ENGINE"] == sqlite["ENGINE"]:
            return {**sqlite, "NAME": parsed["NAME"]}
        return parsed

    def cache(self, name: str) -> dict[str, Any] | None:
        """A cache from an address such as redis://…, or None where none is named."""
        if not self._is_given(name):
            return None
        return self._read(self._env.dj_cache_url, name, "address of the cache", None, stand_in={})

    def mail(self, name: str, *, why: str) -> dict[str, Any]:
        """Django's EMAIL_… settings from an address such as smtp+tls://user:password@host:587.

        What cannot be read is a fault: any other way mail would be lost without a word.
        """
        address = self.text(name, why=why)
        if not address:
            return {}
        try:
            return _mail_settings(address)
        except ValueError:
            # Not what the parser says: it may quote the password.
            self._faults.append(
                f"{name} cannot be used: it must look like {MAIL_EXAMPLE}, "
                "special characters in user and password written as %XX"
            )
            return {}

    def require(self, holds: bool, fault: str) -> None:
        """Note a fault unless the condition holds."""
        if not holds:
            self._faults.append(fault)

    def refuse_if_unsafe(self) -> None:
        """Raise ImproperlyConfigured with every fault noted so far, one a line.

        Django may read settings once more after they failed; each reading tells its own faults.
        """
        faults, self._faults = self._faults, []
        if faults:
            lines = "\n".join(f"  - {fault}" for fault in faults)
            raise ImproperlyConfigured(f"News Desk cannot start safely:\n{lines}")

    def _is_given(self, name: str) -> bool:
        """Whether there is a value. One left empty counts as none, as it does to an operator."""
        return bool(self._env.str(name, default="").strip())

    def _read(
        self, reader: Callable[[str], T], name: str, why: str, default: T | None, *, stand_in: T
    ) -> T:
        if not self._is_given(name):
            if default is None:
                self._faults.append(f"{name} is missing: {why}")
                return stand_in
            return default
        try:
            return reader(name)
        except (EnvError, ValueError) as error:
            self._faults.append(f"{name} cannot be used: {error}")
            return stand_in


def _mail_settings(address: str) -> dict[str, Any]:
    parts = urlsplit(address)
    if parts.scheme not in MAIL_PORTS or not parts.hostname:
        raise ValueError(address)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        # Seconds; a mail server that does not answer must not hold a web process for ever.
        "EMAIL_TIMEOUT": 10,
        "EMAIL_PORT": parts.port or MAIL_PORTS[parts.scheme],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_USE_SSL": parts.scheme == "smtp+ssl",
    }
