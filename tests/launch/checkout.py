"""A small checkout whose programs are stand-ins: real processes, up in milliseconds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from site_project.launch.install import mark_installed
from site_project.launch.places import Places

# `python -m pip` and `python -m venv` take a module of the current folder before any other, so
# these two stand in for the real ones.
PIP = """
import pathlib, sys
pathlib.Path("asked").open("a").write("pip\\n")
said = pathlib.Path("pip-says")
if said.exists():
    print(said.read_text())
    sys.exit(1)
"""
VENV = """
import os, pathlib, sys
pathlib.Path("asked").open("a").write("venv\\n")
if pathlib.Path("venv-fails").exists():
    sys.exit("No space left on device")
venv = pathlib.Path(sys.argv[-1])
pip = venv / "lib" / "python3" / "site-packages" / "pip"
for folder in (venv / "bin", pip):
    folder.mkdir(parents=True, exist_ok=True)
(pip / "__init__.py").touch()
version = ".".join(map(str, sys.version_info[:3]))
home = os.path.dirname(sys._base_executable)
(venv / "pyvenv.cfg").write_text(f"home = {home}\\nversion = {version}\\n")
(venv / "bin" / "python").unlink(missing_ok=True)
(venv / "bin" / "python").symlink_to(sys._base_executable)
"""
MANAGE = """
import os, pathlib, signal, sqlite3, sys
here = pathlib.Path.cwd()
arguments = sys.argv[1:]
with (here / "asked").open("a") as asked:
    asked.write(" ".join(arguments) + "\\n")
if arguments[0] == "prepare":
    if (here / "prepare-fails").exists():
        print((here / "prepare-fails").read_text())
        sys.exit(1)
    if arguments[1] == "static":
        (here / "var" / "static").mkdir(exist_ok=True)
        (here / "var" / "static" / "staticfiles.json").write_text("{}")
    else:
        with sqlite3.connect(here / "var" / "db.sqlite3") as database:
            database.execute(
                "CREATE TABLE IF NOT EXISTS django_migrations (id, app, name, applied)"
            )
            row = [1, "core", "0001", os.getpid()]
            database.execute("INSERT INTO django_migrations VALUES (?, ?, ?, ?)", row)
        accounts = '[{"role": "Editor", "email": "e@example.org"}]'
        (here / "var" / "demo_accounts.json").write_text(accounts)
else:
    (here / "pids" / str(os.getpid())).touch()
    print(arguments[0], "at work with", os.environ["DJANGO_SETTINGS_MODULE"])
    while True:
        signal.pause()
"""
# Like the real server it works in a child process, which must not outlive it.
GRANIAN = """
import http.server, os, pathlib, subprocess, sys
here = pathlib.Path.cwd()
(here / "pids" / str(os.getpid())).write_text("web")
if (here / "web-fails").exists():
    sys.exit("no such application")
child = subprocess.Popen([sys.executable, "-c", "import signal\\nwhile True: signal.pause()"])
(here / "pids" / str(child.pid)).touch()
class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
    def log_message(self, *arguments):
        pass
port = int(sys.argv[sys.argv.index("--port") + 1])
http.server.HTTPServer.allow_reuse_address = True
http.server.HTTPServer(("127.0.0.1", port), Handler).serve_forever()
"""


class Checkout:
    """The stand-in checkout and what its programs leave behind."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.places = Places(root)
        (root / "pids").mkdir()
        (root / "requirements.txt").write_text("wagtail==8.0.1\n")
        (root / "requirements-dev.txt").write_text("wagtail==8.0.1\npytest==9.2.0\n")
        for name, text in (("pip", PIP), ("venv", VENV), ("manage", MANAGE), ("granian", GRANIAN)):
            (root / f"{name}.py").write_text(text)
        for folder in ("news/migrations", "news/static/news", "site_project/settings"):
            (root / folder).mkdir(parents=True)
        for file in (
            "news/__init__.py",
            "news/migrations/0001_initial.py",
            "news/static/news/a.css",
        ):
            (root / file).touch()
        (root / "site_project/settings/local.py").touch()
        self.places.make()

    def install(self) -> None:
        """Make the environment as a complete installation leaves it, without waiting for one."""
        pip = self.places.venv / "lib" / "python3" / "site-packages" / "pip"
        for folder in (self.places.python.parent, pip):
            folder.mkdir(parents=True)
        (pip / "__init__.py").touch()
        (self.places.venv / "pyvenv.cfg").write_text("version = 3.11.0\n")
        # No configuration of a real environment: the stand-ins need the standard library only.
        self.places.python.symlink_to(Path(sys.executable).resolve())
        mark_installed(self.places, dev=True)

    def asked(self) -> list[str]:
        """What was asked of the stand-ins so far, in order; forgotten by asking."""
        path = self.root / "asked"
        lines = path.read_text().splitlines() if path.exists() else []
        path.unlink(missing_ok=True)
        return lines

    def web(self) -> int:
        """The server's process."""
        return next(pid for pid in self.running() if (self.root / f"pids/{pid}").read_text())

    def running(self) -> list[int]:
        """The stand-ins' processes that have not ended."""
        return [int(path.name) for path in (self.root / "pids").iterdir() if is_running(path.name)]


def is_running(pid: int | str) -> bool:
    """Whether there is such a process and it is not a zombie waiting to be noticed."""
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True)
    return bool(found.stdout.strip()) and not found.stdout.strip().startswith("Z")
