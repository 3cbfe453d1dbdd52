"""How long those who are signed in wait for screens of the admin, and for files it gives away."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench.article_cpu import OURS
from tests.bench.sites import Environment, databases
from tests.bench.workers import Worker, worker
from tests.kept import CHECKOUT

# Signs somebody of the group in; prints the key of the session.
SIGN_IN = """
from django.contrib.auth.models import Group
from django.test import Client
from members.models import User
user = User.objects.create_user(email="bench@bench.example", display_name="Edith")
user.groups.add(Group.objects.get(name="{group}"))
client = Client()
client.force_login(user)
print(client.session.session_key)
"""

MakeSite = Callable[[str, Path], AbstractContextManager[Environment]]


@dataclass(frozen=True)
class Screen:
    """A page of the admin, or a file; at most so many milliseconds by the clock."""

    name: str
    path: str
    bound: int
    rounds: int = 9


def printed_by(environment: Environment, code: str) -> str:
    """What a piece of Python prints last that runs on the site."""
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", code],
        cwd=CHECKOUT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout.split()[-1]


def measure(
    screens: Iterable[Screen],
    what: str,
    group: str,
    make_site: MakeSite,
    further: Callable[[Environment], int] = lambda _environment: 0,
) -> int:
    """Print a table for every database there is; 1 where a bound is broken.

    `further` adds rows to the table and says how many bounds were broken by what it measured.
    """
    failed = 0
    for kind in databases():
        with (
            TemporaryDirectory(prefix="news-desk-bench-") as folder,
            make_site(kind, Path(folder)) as environment,
        ):
            session = printed_by(environment, SIGN_IN.format(group=group))
            print(f"| {kind}, {what} | ms | of the processor | bound | |")
            print("|---|---|---|---|---|")
            with worker(OURS, environment) as site:
                site.sign_in(session)
                for screen in screens:
                    failed += _measure(screen, site)
            failed += further(environment)
            print()
    print(f"{failed} FAILED" if failed else "All bounds hold.")
    return 1 if failed else 0


def _measure(screen: Screen, site: Worker) -> bool:
    """Medians, warm."""
    site.warm_up(screen.path)
    wall, cpu = (1000 * median(each(screen.path, screen.rounds)) for each in (site.wall, site.cpu))
    return row(screen.name, f"{wall:.0f} | {cpu:.0f}", f"{screen.bound} ms", wall > screen.bound)


def row(name: str, figures: str, bound: str, is_broken: bool) -> bool:
    """Print a row of the table; whether its bound is broken."""
    print(f"| {name} | {figures} | {bound} | {'FAILED' if is_broken else 'ok'} |", flush=True)
    return is_broken
