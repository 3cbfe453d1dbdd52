"""Tools that exist only as npm packages: installed below `var`, never into the repository."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tests.kept import CHECKOUT

TOOLS = Path(os.environ.get("VAR_DIR") or CHECKOUT / "var") / "npm"


def installed(package: str, version: str) -> Path:
    """The folder of this package in this version; installs it the first time."""
    home = TOOLS / f"{package}-{version}"
    folder = home / "node_modules" / package
    # Written last, so that an interrupted installation is done again.
    done = home / "done"
    if not done.exists():
        npm = program("npm", "to install it")
        home.mkdir(parents=True, exist_ok=True)
        command = [npm, "install", "--prefix", str(home), "--no-audit", "--no-fund"]
        subprocess.run(
            [*command, "--loglevel", "error", f"{package}@{version}"], cwd=home, check=True
        )
        done.touch()
    return folder


def program(name: str, why: str) -> str:
    """Where a program of the machine is; says what to install where it is missing."""
    found = shutil.which(name)
    if found is None:
        raise SystemExit(f"{name} is needed {why} (Debian and Ubuntu: apt install {name})")
    return found
