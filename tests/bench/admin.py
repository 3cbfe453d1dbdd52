"""How long editors wait for the list of articles with 100,000 of them: `make bench-admin`.

On each database there is, a site is made by `manage.py make_articles`, and a process serves it to
an editor who is signed in (tests.bench.worker). The table gives medians of the time by the clock,
warm; what breaks a bound makes the script fail.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench.article_cpu import OURS
from tests.bench.pages import COMMON_WORD, RARE_WORD
from tests.bench.sites import Environment, databases, filled_site
from tests.bench.workers import Worker, worker
from tests.kept import CHECKOUT

ARTICLES = 100_000
ROUNDS = 9
# Milliseconds: what an editor may wait for a page of the list.
BOUND = 400
# As far from both ends of the list as there is: half of all keys are read to get there.
FAR_BOUND = 800
LIST = "/admin/articles/"
EDITOR = "editor@bench.example"
# Prints the key of a session in which an editor is signed in.
SIGN_IN = f"""
from django.contrib.auth.models import Group
from django.test import Client
from members.models import User
user = User.objects.create_user(email="{EDITOR}", display_name="Edith Editor")
user.groups.add(Group.objects.get(name="Editors"))
client = Client()
client.force_login(user)
print(client.session.session_key)
"""


@dataclass(frozen=True)
class Screen:
    """A page of the admin and where it is."""

    name: str
    path: str
    bound: int = BOUND


SCREENS = (
    Screen("first page", LIST),
    Screen("last page", f"{LIST}?p={ARTICLES}"),
    Screen("middle page", f"{LIST}?p=1000", FAR_BOUND),
    Screen("by the day shared on, first page", f"{LIST}?ordering=-shared_on"),
    Screen("one source", f"{LIST}?source=3"),
    Screen("drafts", f"{LIST}?status=draft"),
    Screen("without topics or summary", f"{LIST}?lacks=topics&lacks=summary"),
    Screen("search, rare word", f"{LIST}?q={RARE_WORD}"),
    Screen("search, very common word", f"{LIST}?q={COMMON_WORD}"),
    Screen("dashboard", "/admin/"),
)


def signed_in(environment: Environment) -> str:
    """The key of an editor's session on the site."""
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", SIGN_IN],
        cwd=CHECKOUT,
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.split()[-1]


def measure(screen: Screen, site: Worker) -> float:
    """The median in milliseconds."""
    site.warm_up(screen.path)
    return median(site.wall(screen.path, ROUNDS)) * 1000


def row(screen: Screen, taken: float) -> str:
    """A row of the table."""
    verdict = "ok" if taken <= screen.bound else "FAILED"
    return f"| {screen.name} | {taken:.0f} | {screen.bound} ms | {verdict} |"


def main() -> int:
    """Measure on every database there is; 1 where a bound is broken."""
    failed = 0
    for kind in databases():
        with (
            TemporaryDirectory(prefix="news-desk-bench-") as folder,
            filled_site(kind, Path(folder), ARTICLES) as environment,
            worker(OURS, environment) as site,
        ):
            site.sign_in(signed_in(environment))
            print(
                f"| {kind}, {ARTICLES:,} articles | ms | bound | |", "|---|---|---|---|", sep="\n"
            )
            for screen in SCREENS:
                taken = measure(screen, site)
                failed += taken > screen.bound
                verdict = "ok" if taken <= screen.bound else "FAILED"
                print(
                    f"| {screen.name} | {taken:.0f} | {screen.bound} ms | {verdict} |", flush=True
                )
            print()
    print(f"{failed} FAILED" if failed else "All bounds hold.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
