"""Where things lie in a checkout."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .stamps import Stamp


@dataclass(frozen=True)
class Places:
    """The paths of one checkout. Everything the site writes is under `var`."""

    root: Path

    @property
    def venv(self) -> Path:
        """The virtual environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The virtual environment's interpreter."""
        return self.venv / "bin" / "python"

    @property
    def var(self) -> Path:
        """All that a running site writes."""
        return self.root / "var"

    @property
    def log(self) -> Path:
        """The folder for the output of the steps of a start."""
        return self.var / "log"

    @property
    def database(self) -> Path:
        """The SQLite file of the settings `local` and `dev`."""
        return self.var / "db.sqlite3"

    @property
    def manifest(self) -> Path:
        """What collectstatic writes last: static files without it are incomplete."""
        return self.var / "static" / "staticfiles.json"

    def requirements(self, *, dev: bool = False) -> Path:
        """The file of pinned packages."""
        return self.root / ("requirements-dev.txt" if dev else "requirements.txt")

    def stamp(self, name: str) -> Stamp:
        """The stamp of a step that prepares `var`."""
        return Stamp(self.var / "stamps" / name)

    def make(self) -> None:
        """Create the folders a start writes to."""
        self.var.mkdir(parents=True, exist_ok=True)
        # It holds sessions, password hashes and mails: nobody else on the machine needs to read it.
        self.var.chmod(0o700)
        for folder in (self.log, self.var / "stamps"):
            folder.mkdir(parents=True, exist_ok=True)
