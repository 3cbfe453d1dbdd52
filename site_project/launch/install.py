"""The virtual environment and the pinned packages in it."""

from __future__ import annotations

import importlib.util
import os
import re
import sys
import time
from pathlib import Path

from .console import Console
from .crew import Crew, Program
from .lock import one_after_another
from .places import Places
from .problems import LaunchError, from_pip, from_step, relative
from .stamps import Stamp, fingerprint

OLDEST_PYTHON = (3, 11)
_VERSION = re.compile(r"^version(?:_info)? *= *(\d+)\.(\d+)", re.MULTILINE)


def install(places: Places, crew: Crew, console: Console, *, dev: bool) -> None:
    """Make the virtual environment hold what is pinned; LaunchError if that cannot be done."""
    if is_installed(places, dev=dev):
        return
    # Two commands in one checkout (`make -j check test`) take turns, and the second finds it done.
    with one_after_another(places.var / "install.lock"):
        if is_installed(places, dev=dev):
            return
        log = places.log / "install.log"
        log.unlink(missing_ok=True)
        if not is_usable(places.venv):
            _make_venv(places, crew, console, log)
        _install_packages(places, crew, console, log, dev=dev)


def is_installed(places: Places, *, dev: bool) -> bool:
    """Whether the last complete installation was of just these pins in just this environment.

    The developers' packages include those to run the site.
    """
    if not is_usable(places.venv):
        return False
    kinds = (True,) if dev else (False, True)
    return any(_stamp(places, dev=kind).matches(_inputs(places, dev=kind)) for kind in kinds)


def mark_installed(places: Places, *, dev: bool) -> None:
    """Note that the environment now holds all that is pinned."""
    _stamp(places, dev=dev).write(_inputs(places, dev=dev))


def is_usable(venv: Path) -> bool:
    """Whether this is a virtual environment of a Python new enough, still there, and with pip."""
    try:
        version = _VERSION.search((venv / "pyvenv.cfg").read_text())
    except OSError:
        return False
    return (
        version is not None
        and (int(version[1]), int(version[2])) >= OLDEST_PYTHON
        and os.access(venv / "bin" / "python", os.X_OK)
        and any(venv.glob("lib/python3*/site-packages/pip/__init__.py"))
    )


def _stamp(places: Places, *, dev: bool) -> Stamp:
    # Inside the environment it speaks of, so that both go together.
    return Stamp(places.venv / ("installed-dev" if dev else "installed"))


def _inputs(places: Places, *, dev: bool) -> str:
    files = {places.requirements(), places.requirements(dev=dev)}
    environment = places.venv / "pyvenv.cfg"
    return fingerprint(places.root, files, environment.read_text())


def _make_venv(places: Places, crew: Crew, console: Console, log: Path) -> None:
    if importlib.util.find_spec("ensurepip") is None:
        raise missing_venv_module()
    console.say("setup", f"making .venv with Python {sys.version.split()[0]}")
    command = [sys.executable, "-m", "venv", "--clear", str(places.venv)]
    outcome = crew.run([Program("venv", command, log=log, quiet=True)])["venv"]
    if outcome.code:
        raise from_step("virtual environment", outcome.output, relative(log, places.root))


def missing_venv_module() -> LaunchError:
    """The line for a Python that Debian has split into packages, of which one is missing."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    return LaunchError(
        f"Python {version} here cannot make virtual environments; install the package "
        f"python{version}-venv (Debian and Ubuntu: apt install python{version}-venv), "
        "then run the same command again."
    )


def _install_packages(
    places: Places, crew: Crew, console: Console, log: Path, *, dev: bool
) -> None:
    began = time.monotonic()
    requirements = places.requirements(dev=dev)
    count = sum(line[:1].isalnum() for line in requirements.read_text().splitlines())
    log_name = relative(log, places.root)
    console.say("setup", f"installing {count} packages, about a minute (details: {log_name})")
    for kind in (False, True):
        _stamp(places, dev=kind).remove()
    pip = [str(places.python), "-m", "pip", "install", "--no-input", "--progress-bar=off"]
    command = [*pip, "--disable-pip-version-check", "--requirement", str(requirements)]
    # PIP_USER (also from a configuration file) would send the packages past the environment.
    program = Program("pip", command, env={"PIP_USER": "0"}, log=log, quiet=True)
    outcome = crew.run([program])["pip"]
    if outcome.code:
        raise from_pip(outcome.output, log_name)
    mark_installed(places, dev=dev)
    console.say("setup", f"installed in {time.monotonic() - began:.0f} s")
