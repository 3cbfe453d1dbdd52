"""Read settings from the environment and report everything that is missing or wrong at once.

An operator who sets up a site should not have to start it six times to learn six names. So each
reader here notes what it could not use and goes on with a stand-in; `Environment.refuse_if_unsafe`
then says all of it in one message.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.core.exceptions import ImproperlyConfigured
from environs import Env, EnvError

T = TypeVar("T")


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
        return [value.strip() for value in values if value.strip()]

    def number(self, name: str, *, why: str, default: int) -> int:
        """A whole number."""
        return self._read(self._env.int, name, why, default, stand_in=default)

    def flag(self, name: str, *, why: str, default: bool) -> bool:
        """True or false, in any of the usual spellings."""
        return self._read(self._env.bool, name, why, default, stand_in=default)

    def database(self, name: str, *, why: str, default: str | None = None) -> dict[str, Any]:
        """A database as Django's DATABASES wants it, from an address such as postgres://…"""
        parsed = self._read(
            self._env.dj_db_url, name, why, default, stand_in={"ENGINE": "", "NAME": ""}
        )
        return dict(parsed)

    def cache(self, name: str) -> dict[str, Any] | None:
        """A cache from an address such as redis://…, or None where none is named."""
        if not self.text(name, why="", default=""):
            return None
        return self._read(self._env.dj_cache_url, name, "address of the cache", None, stand_in={})

    def mail(self, name: str, *, why: str) -> dict[str, Any]:
        """Django's EMAIL_… settings from an address such as smtp+tls://user:password@host:587."""
        return dict(self._read(self._env.dj_email_url, name, why, None, stand_in={}))

    def require(self, holds: bool, fault: str) -> None:
        """Note a fault unless the condition holds."""
        if not holds:
            self._faults.append(fault)

    def refuse_if_unsafe(self) -> None:
        """Raise ImproperlyConfigured with every fault noted so far, one a line."""
        if self._faults:
            lines = "\n".join(f"  - {fault}" for fault in self._faults)
            raise ImproperlyConfigured(f"News Desk cannot start safely:\n{lines}")

    def _read(
        self, reader: Callable[..., T], name: str, why: str, default: Any, *, stand_in: T
    ) -> T:
        try:
            # environs counts an empty value as given; to an operator it is missing.
            if default is None and not self._env.str(name, default="").strip():
                self._faults.append(f"{name} is missing: {why}")
                return stand_in
            return reader(name) if default is None else reader(name, default=default)
        except (EnvError, ValueError) as error:
            self._faults.append(f"{name} cannot be used: {error}")
            return stand_in


def merged(*parts: Mapping[str, Any]) -> dict[str, Any]:
    """One dictionary from several; later ones win."""
    result: dict[str, Any] = {}
    for part in parts:
        result.update(part)
    return result
