"""What can go wrong on somebody else's machine, each said in one line that names the way out."""

from __future__ import annotations

import errno
import re
from pathlib import Path


class LaunchError(Exception):
    """The start cannot go on; the text is the one line shown to the person at the keyboard."""


COMPILER_HELP = (
    "install a C compiler (Debian and Ubuntu: apt install build-essential python3-dev; "
    "macOS: xcode-select --install)"
)

# The first pattern that matches names the cause: a network fault also makes pip say that it found
# no version, and a full disk also makes a build fail, so the more specific ones stand first.
_PIP_FAULTS: tuple[tuple[str, str], ...] = (
    (
        r"No space left on device|Errno 28",
        "The disk is full; make room for about 400 MB",
    ),
    (
        r"Permission denied|Errno 13\b|Read-only file system|Errno 30",
        "The folder .venv cannot be written to; make it yours",
    ),
    (
        # Stands before the network's fault: such a build then tries to fetch Rust by itself.
        r"Rust not found|can't find Rust compiler|Cargo, the Rust package manager",
        "{package} has no ready-made build for this machine and could not be compiled; "
        "install Rust (Debian and Ubuntu: apt install cargo build-essential)",
    ),
    (
        r"CERTIFICATE_VERIFY_FAILED|SSLCertVerificationError",
        "The package index's certificate is not trusted here (a proxy in between?); set PIP_CERT",
    ),
    (
        r"NewConnectionError|Failed to establish a new connection|Connection(?:Reset|Refused)Error"
        r"|name resolution|Name or service not known|nodename nor servname|Network is unreachable"
        r"|(?:Connect|Read)Timeout(?:Error)?|Max retries exceeded|ProxyError"
        r"|Connection (?:broken|aborted|refused|reset)",
        "The package index cannot be reached; connect to the network (or set PIP_INDEX_URL)",
    ),
    (
        r"error: command '[^']*(?:cc|g\+\+|clang)[^']*' failed|[Nn]o such file.*'(?:g?cc|clang)'"
        r"|fatal error: Python\.h|unable to execute '(?:gcc|cc|clang)|[Nn]o acceptable C compiler"
        r"|linker `cc` not found",
        "{package} has no ready-made build for this machine and could not be compiled; "
        + COMPILER_HELP,
    ),
    (
        r"No matching distribution found for (?P<package>\S+)",
        "The package index has no {package} that fits this Python; try another Python by PYTHON=…",
    ),
    (
        r"Failed (?:building wheel for |to build '?)(?P<package>[\w.-]+)",
        "{package} could not be built on this machine",
    ),
)
_PACKAGE = re.compile(r"(?:Failed building wheel for|Building wheel for|Collecting) ([\w.-]+)")


def from_pip(log: str, log_name: str) -> LaunchError:
    """Say why pip failed, judging by all it wrote; `log_name` is where that can be read."""
    retry = f"then the same command goes on where it stopped (all pip said: {log_name})"
    for pattern, text in _PIP_FAULTS:
        if match := re.search(pattern, log):
            package = match.groupdict().get("package") or _last_named(log)
            return LaunchError(f"{text.format(package=package)}; {retry}.")
    return LaunchError(f"The packages could not be installed; pip's reasons are in {log_name}.")


def _last_named(log: str) -> str:
    named = _PACKAGE.findall(log)
    return named[-1] if named else "a package"


def from_step(name: str, output: str, log_name: str) -> LaunchError:
    """Say why a step of the preparation failed, judging by all it wrote."""
    if re.search(r"No space left on device|database or disk is full", output):
        return LaunchError("The disk is full; make room, then run the same command again.")
    if re.search(r"readonly database|Permission denied|Read-only file system", output):
        return LaunchError("The folder var cannot be written to; make it yours, then try again.")
    return LaunchError(f"Preparing the {name} failed; the reasons stand above and in {log_name}.")


def from_os_error(error: OSError) -> LaunchError:
    """Say in one line what the operating system refused."""
    place = f" ({error.filename})" if error.filename else ""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return LaunchError(f"The disk is full{place}; make room, then run the same command again.")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return LaunchError(f"This cannot be written to{place}; make it yours, then try again.")
    return LaunchError(f"The operating system refused: {error.strerror or error}{place}.")


def relative(path: Path, root: Path) -> str:
    """The path as a person standing in `root` would type it."""
    return str(path.relative_to(root)) if path.is_relative_to(root) else str(path)
