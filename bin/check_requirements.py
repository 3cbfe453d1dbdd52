"""Checks, offline, that the pinned packages are those pyproject.toml asks for, and installed.

pip falls back to other versions without a word when one package caps another: a single careless
addition can turn Wagtail 8 into Wagtail 7. So the pins are compared with the ranges, and the
environment with the pins.
"""

from __future__ import annotations

import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
# What the whole project is written for; another version is never a detail.
FIXED = {"wagtail": "8.0.1"}


def read_pins(text: str) -> tuple[dict[str, str], list[str]]:
    """Return the pins of a requirements file by name, and what is wrong with its other lines."""
    pins: dict[str, str] = {}
    faults = []
    for line in (line.split("#")[0].strip() for line in text.splitlines()):
        if line.startswith("-"):
            faults.append(f"an option does not belong here: {line}")
        elif line:
            requirement = Requirement(line)
            exact = [part.version for part in requirement.specifier if part.operator == "=="]
            if len(exact) == len(requirement.specifier) == 1:
                pins[canonicalize_name(requirement.name)] = exact[0]
            else:
                faults.append(f"not pinned to one version: {line}")
    return pins, faults


def unmet(wanted: Iterable[str], pins: Mapping[str, str]) -> Iterator[str]:
    """Say which of the ranges the pins leave unmet."""
    for requirement in map(Requirement, wanted):
        pinned = pins.get(canonicalize_name(requirement.name))
        if requirement.marker and not requirement.marker.evaluate():
            continue
        if pinned is None:
            yield f"{requirement} has no pin"
        elif not requirement.specifier.contains(pinned, prereleases=True):
            yield f"{requirement} is pinned to {pinned}"


def not_installed(pins: Mapping[str, str]) -> Iterator[str]:
    """Say which pins this environment does not hold."""
    for name, pinned in pins.items():
        try:
            found = version(name)
        except PackageNotFoundError:
            found = "absent"
        if found != pinned:
            yield f"{name} is {found} here, pinned is {pinned}"


def faults_of(root: Path) -> list[str]:
    """Return everything that is wrong with the checkout's requirements, a line each."""
    project = tomllib.loads((root / "pyproject.toml").read_text())["project"]
    run, faults = read_pins((root / "requirements.txt").read_text())
    dev, dev_faults = read_pins((root / "requirements-dev.txt").read_text())
    faults += dev_faults
    faults += unmet(project["dependencies"], run)
    faults += unmet(project["dependencies"] + project["optional-dependencies"]["dev"], dev)
    faults += [
        f"{name} is {pinned} in requirements.txt and {dev.get(name)} in requirements-dev.txt"
        for name, pinned in run.items()
        if dev.get(name) != pinned
    ]
    faults += [
        f"{name} must be {fixed}, not {run.get(name)}"
        for name, fixed in FIXED.items()
        if run.get(name) != fixed
    ]
    return faults + list(not_installed(dev))


def main() -> int:
    """Print the faults; return 1 if there are any."""
    faults = faults_of(ROOT)
    for fault in faults:
        print(fault, file=sys.stderr)
    if not faults:
        print("The requirements agree with pyproject.toml, and all of them are installed.")
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main())
