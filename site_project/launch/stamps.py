"""Stamps: small files that say from which inputs a step of the start was last completed."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


def fingerprint(root: Path, files: Iterable[Path], *more: str) -> str:
    """Return a hash of the files' names (below `root`), their contents, and further texts.

    Contents, not times of change: a checkout of another branch and back changes every time stamp
    and nothing else.
    """
    digest = hashlib.sha256()
    for path in sorted(set(files)):
        name, content = path.relative_to(root).as_posix().encode(), path.read_bytes()
        digest.update(b"%d %d " % (len(name), len(content)) + name + content)
    for text in more:
        digest.update(b"%d " % len(text.encode()) + text.encode())
    return digest.hexdigest()


@dataclass(frozen=True)
class Stamp:
    """The mark of a completed step, holding the fingerprint of what it was made from."""

    path: Path

    def matches(self, value: str) -> bool:
        """Whether the step was completed from exactly these inputs."""
        try:
            return self.path.read_text() == value
        except (OSError, UnicodeDecodeError):
            return False

    def remove(self) -> None:
        """Forget the step. Done before it begins, so that an interrupted one is done again."""
        self.path.unlink(missing_ok=True)

    def write(self, value: str) -> None:
        """Mark the step as completed: either the whole mark is there afterwards or none."""
        draft = self.path.with_name(f"{self.path.name}.{os.getpid()}")
        draft.write_text(value)
        draft.replace(self.path)
