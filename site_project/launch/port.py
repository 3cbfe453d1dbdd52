"""The port the site answers on."""

from __future__ import annotations

import errno
import re
import socket

from .problems import LaunchError

DEFAULT_PORT = 8000


def parse_port(text: str | None) -> int:
    """Return the port named by the environment, or the default where none is named."""
    wanted = (text or "").strip()
    if not wanted:
        return DEFAULT_PORT
    # Not left to int(), which also takes other scripts' digits and refuses very many of any.
    if not (re.fullmatch(r"[0-9]{1,5}", wanted) and 1 <= int(wanted) <= 65535):
        raise LaunchError(f"PORT must be a number from 1 to 65535, not {wanted[:20]!r}.")
    return int(wanted)


def require_free(port: int) -> None:
    """Raise LaunchError unless a server of ours could have this port on this machine."""
    if any(_answers(family, port) for family in (socket.AF_INET, socket.AF_INET6)):
        raise in_use(port)
    with socket.socket(socket.AF_INET) as probe:
        # Connections of a server just stopped linger for a minute; they do not hold the port.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise _refused(port, error) from error


def in_use(port: int) -> LaunchError:
    """The line for a port that belongs to another program."""
    return LaunchError(
        f"Port {port} is in use by another program; stop that one, "
        f"or choose another port: PORT={port % 65535 + 1} make run"
    )


def _answers(family: socket.AddressFamily, port: int) -> bool:
    # Asked first, and on both loopbacks: a server on ::1 alone leaves 127.0.0.1 free, but is what
    # a browser reaches under the name localhost. And some servers share a port without an error.
    host = "127.0.0.1" if family == socket.AF_INET else "::1"
    try:
        with socket.socket(family) as probe:
            probe.settimeout(2)
            return probe.connect_ex((host, port)) == 0
    except OSError:
        return False  # No IPv6 on this machine.


def _refused(port: int, error: OSError) -> LaunchError:
    if error.errno == errno.EADDRINUSE:
        return in_use(port)
    if error.errno in (errno.EACCES, errno.EPERM):
        return LaunchError(f"Port {port} is for administrators; choose one from 1024: PORT=8000")
    return LaunchError(f"Port {port} cannot be used: {error.strerror}.")
