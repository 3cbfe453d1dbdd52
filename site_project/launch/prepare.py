"""The database and the static files: what has to be done before the site can start."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .console import Console
from .crew import Crew, Program
from .database import migrations_recorded
from .places import Places
from .problems import from_step, relative
from .stamps import Stamp, fingerprint

DATABASE = "database"
STATIC = "static"
_SAYS = {
    DATABASE: "preparing the database (the first time with demo content: half a minute)",
    STATIC: "collecting and compressing the static files",
}


@dataclass(frozen=True)
class Preparation:
    """What one start has to prepare.

    `password` is the demo accounts'; with `external_database` (DATABASE_URL) the database is not
    the file under `var`, so nothing is known of it and it is prepared at every start.
    """

    places: Places
    password: str
    external_database: bool = False
    with_static: bool = True

    def due(self) -> list[str]:
        """The names of the steps that are necessary now."""
        ready = self._is_database_ready() and not self._is_password_new()
        names = [] if ready else [DATABASE]
        if self.with_static and not self._are_static_files_ready():
            names.append(STATIC)
        return names

    def run(self, crew: Crew, console: Console) -> None:
        """Do what is necessary, side by side; LaunchError if a step fails.

        Each step's stamp goes before it begins and comes back once it is complete, so that an
        interrupted start is repaired by the next.
        """
        names = self.due()
        for name in names:
            console.say(name, _SAYS[name])
            self.places.stamp(name).remove()
            self._log(name).unlink(missing_ok=True)
        outcomes = crew.run([self._program(name) for name in names])
        for name in names:
            if outcomes[name].code:
                log_name = relative(self._log(name), self.places.root)
                raise from_step(name, outcomes[name].output, log_name)
            self.places.stamp(name).write(self._inputs(name))
        if DATABASE in names:
            self._password_stamp.write(self._password_inputs)

    @property
    def _password_stamp(self) -> Stamp:
        return self.places.stamp("password")

    @property
    def _password_inputs(self) -> str:
        return fingerprint(self.places.root, (), self.password)

    def _is_password_new(self) -> bool:
        # Asked apart from the rest: what somebody changed in the admin since is theirs to keep,
        # unless this start names another password than the last one.
        return not self._password_stamp.matches(self._password_inputs)

    def _program(self, name: str) -> Program:
        command = [str(self.places.python), "manage.py", "prepare", name]
        if name == DATABASE and self._is_password_new():
            command.append("--new-password")
        return Program(name, command, env={"DEMO_PASSWORD": self.password}, log=self._log(name))

    def _log(self, name: str) -> Path:
        return self.places.log / f"prepare-{name}.log"

    def _is_database_ready(self) -> bool:
        return (
            not self.external_database
            and migrations_recorded(self.places.database) is not None
            and self.places.stamp(DATABASE).matches(self._inputs(DATABASE))
        )

    def _are_static_files_ready(self) -> bool:
        return self.places.manifest.is_file() and self.places.stamp(STATIC).matches(
            self._inputs(STATIC)
        )

    def _inputs(self, name: str) -> str:
        root = self.places.root
        files = {self.places.requirements(), *(root / "site_project" / "settings").glob("*.py")}
        if name == STATIC:
            files.update(_ours(root, "**/static/**/*"))
            return fingerprint(root, files)
        files.update(_ours(root, "**/migrations/*.py"))
        recorded = migrations_recorded(self.places.database) or ""
        return fingerprint(root, files, recorded)


def _ours(root: Path, pattern: str) -> Iterator[Path]:
    """The files of our own packages that match: not those of `.venv` or `var`."""
    for package in root.glob("*/__init__.py"):
        yield from (path for path in package.parent.glob(pattern) if path.is_file())
