"""Static files and the demo's data, made once and kept from one run of the tests to the next."""

from __future__ import annotations

import datetime
import fcntl
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkdtemp

from tests import kept, migrated
from tests.kept import CACHE, CHECKOUT

APPS = ("core", "demo", "home", "members", "navigation", "news", "site_project")
# What the worker has to do, once and to the end.
WORK = ("db_worker", "--backend", "jobs", "--queue-name", "*", "--batch")
# It says with which password the accounts are made.
SITE = Path(__file__).with_name("site.py")
Environment = dict[str, str]


def run(environment: Environment, *arguments: str) -> None:
    """Run a command of manage.py to its end; an error shows what it printed."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def copy_static(environment: Environment, var: Path) -> None:
    """Put the static files where a site looks for them."""
    with _only_one():
        shutil.copytree(_static(environment), var, dirs_exist_ok=True)


def copy_all(environment: Environment, var: Path) -> None:
    """Put there a SQLite database with the demo content as well, and its pictures in all sizes."""
    with _only_one(), ThreadPoolExecutor() as pool:
        # Both at once where both are to be made.
        static = pool.submit(_static, environment)
        for place in (_data(environment, static), static.result()):
            shutil.copytree(place, var, dirs_exist_ok=True)


def _static(environment: Environment) -> Path:
    made_of = [*_files("static/**/*"), *_settings(), CHECKOUT / "requirements.txt"]
    place = kept.place("static", made_of)
    if not place.exists():
        with _new(place) as var:
            run(environment | {"VAR_DIR": str(var)}, "prepare", "static")
            # Each site makes a key of its own.
            (var / "secret_key").unlink()
    return place


def _data(environment: Environment, static: Future[Path]) -> Path:
    # The demo's dates are some days from now.
    made_of = [*_files("**/*"), CHECKOUT / "requirements.txt", SITE]
    place = kept.place("demo", made_of, f"-{datetime.datetime.now(datetime.UTC):%Y%m%d}")
    if not place.exists():
        with _new(place) as var:
            if migrated.place().exists():
                shutil.copyfile(migrated.place(), var / "db.sqlite3")
            run(environment | {"VAR_DIR": str(var)}, "prepare", "database")
            # Pages, whose pictures the worker makes, are not rendered without static files.
            (var / "static").symlink_to(static.result() / "static")
            run(environment | {"VAR_DIR": str(var)}, *WORK)
            (var / "static").unlink()
    return place


def _files(pattern: str) -> Iterable[Path]:
    found = {file for app in APPS for file in CHECKOUT.glob(f"{app}/{pattern}")}
    return sorted(file for file in found if file.is_file() and "__pycache__" not in file.parts)


def _settings() -> Iterable[Path]:
    return sorted(CHECKOUT.glob("site_project/settings/*.py"))


@contextmanager
def _new(place: Path) -> Iterator[Path]:
    """A folder that comes to this place when all went well, and those of former states go."""
    made = Path(mkdtemp(dir=CACHE))
    try:
        yield made
    except BaseException:
        shutil.rmtree(made)
        raise
    for former in CACHE.glob(f"{place.name.partition('-')[0]}-*"):
        shutil.rmtree(former)
    made.rename(place)


@contextmanager
def _only_one() -> Iterator[None]:
    """Processes that start at the same time make it once."""
    CACHE.mkdir(exist_ok=True)
    with (CACHE / "e2e.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
