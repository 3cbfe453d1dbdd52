"""`python -m site_project.launch run|dev|install`: started by `bin/bootstrap`."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from .console import Console, wants_colours
from .places import Places
from .problems import LaunchError, from_os_error
from .start import Stopped, install_only, run_site

ROOT = Path(__file__).resolve().parent.parent.parent


def main(arguments: list[str], root: Path = ROOT) -> int:
    """Carry out one command; return the process's exit code."""
    console = Console(sys.stdout, colours=wants_colours(sys.stdout))
    try:
        match arguments:
            case ["run" | "dev" as mode]:
                run_site(Places(root), console, os.environ, dev=mode == "dev")
            case ["install"]:
                install_only(Places(root), console, os.environ)
            case _:
                raise LaunchError("Say run, dev or install; `make help` lists the commands.")
    except LaunchError as problem:
        print(f"News Desk: {problem}", file=sys.stderr)
        return 1
    except OSError as error:
        print(f"News Desk: {from_os_error(error)}", file=sys.stderr)
        return 1
    except Stopped:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
