"""Asking the site whether it answers, and telling the person where it is."""

from __future__ import annotations

import http.client
import json
import threading
from pathlib import Path


def wait_until_it_answers(port: int, given_up: threading.Event, pause: float = 0.1) -> int | None:
    """Ask for the home page until there is an answer; return its status, None if given up."""
    while not given_up.is_set():
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        try:
            connection.request("GET", "/", headers={"Host": f"localhost:{port}"})
            with connection.getresponse() as response:
                # Read to its end: a server logs a reader that hangs up as a fault.
                response.read()
                return response.status
        except (OSError, http.client.HTTPException):
            given_up.wait(pause)
        finally:
            connection.close()
    return None


def welcome(port: int, password: str, accounts: list[tuple[str, str]], status: int) -> str:
    """The block of text that says where to look and who to be."""
    site = f"http://localhost:{port}/"
    state = "News Desk is running."
    if status >= 500:
        state = f"News Desk answers, but with an error ({status}); see the lines above."
    lines = ["", f"  {state}", "", f"    Site   {site}", f"    Admin  {site}admin/", ""]
    if accounts:
        width = max(len(role) for role, _ in accounts)
        lines.append(f"    Demo accounts, all with the password {password}")
        lines += [f"      {role:<{width}}  {email}" for role, email in accounts]
        lines.append("")
    lines += ["  Ctrl-C stops everything.", "", ""]
    return "\n".join(lines)


def read_accounts(path: Path) -> list[tuple[str, str]]:
    """The demo accounts as (role, e-mail), as load_demo left them; none if it did not."""
    try:
        entries = json.loads(path.read_text(encoding="utf-8"))
        return [(str(entry["role"]), str(entry["email"])) for entry in entries]
    except (OSError, ValueError, KeyError, TypeError):
        return []
