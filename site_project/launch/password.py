"""The demo accounts' password."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

# Syllables a person can read aloud and type: no letter that looks or sounds like another.
_CONSONANTS = "bdfghkmnprstvz"
_VOWELS = "aeiou"
_WORDS = 4


def demo_password(path: Path, wanted: str | None) -> str:
    """Return the demo accounts' password, kept in the file `path` for later starts.

    `wanted` (from the environment) wins over what is kept; without either a random one is made.
    """
    kept = path.read_text().strip() if path.exists() else ""
    password = (wanted or "").strip() or kept or make_password()
    if password != kept:
        _keep(path, password)
    return password


def make_password() -> str:
    """Return a random password of about 49 bits, such as `kobu-rati-mefo-zuna`."""
    return "-".join(
        "".join(secrets.choice(letters) for letters in (_CONSONANTS, _VOWELS) * 2)
        for _ in range(_WORDS)
    )


def _keep(path: Path, password: str) -> None:
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    # Created for the owner alone from the first byte on, not made private afterwards.
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(password + "\n")
    draft.replace(path)
