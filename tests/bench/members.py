"""How long administrators wait with 100,000 members: `make bench-members`.

On each database there is, a site with the demo content gets that many members, and a process serves
their list and the files made of it to an administrator (tests.bench.worker). Then a list of 10,000
rows is tried and imported by what the worker runs. The table gives medians, warm; what breaks a
bound by the clock makes the script fail.
"""

from __future__ import annotations

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench.article_cpu import OURS
from tests.bench.sites import Environment, databases, demo_site
from tests.bench.workers import Worker, worker
from tests.kept import CHECKOUT

MEMBERS, ROWS = 100_000, 10_000
ROUNDS, ROUNDS_OF_FILES = 9, 3
# Milliseconds for every page and file; seconds for the import.
BOUND, IMPORT_BOUND = 1_000, 60
LIST = "/admin/members/"

# Fills the list: every second member has an account. Prints the key of an administrator's session.
FILL = f"""
import datetime
from django.contrib.auth.models import Group
from django.test import Client
from members.membership.group import keep_equal
from members.models import Membership, User
first = ("Anna", "Björn", "Chloé", "Dilek", "Emil", "Fatma", "Greta", "Hugo", "Ines", "Jonas")
last = ("Müller", "Okafor", "Silva", "Novak", "Yılmaz", "Smith", "Rossi", "Andersson", "Moreau")
status = ("active",) * 7 + ("pending", "suspended", "ended")
day = datetime.date(2010, 1, 1)
for start in range(0, {MEMBERS}, 5_000):
    places = range(start, start + 5_000)
    accounts = User.objects.bulk_create(
        [User(email=f"m{{n}}@bench.example", display_name=f"Member {{n}}") for n in places[::2]]
    )
    kept = Membership.objects.bulk_create([
        Membership(
            account=accounts[(n - start) // 2] if n % 2 == 0 else None,
            email=f"m{{n}}@bench.example",
            name=f"{{first[n % 10]}} {{last[n % 9]}} {{n % 977}}",
            number=f"N{{n}}",
            status=status[n % 10],
            since=day + datetime.timedelta(days=n % 5000),
            ends_on=None if n % 3 else datetime.date(2040, 1, 1) + datetime.timedelta(days=n % 900),
        )
        for n in places
    ])
    for each in kept:
        each.note_words()
    Membership.objects.bulk_update(kept, ["search_text"], batch_size=200)
    keep_equal(kept)
user = User.objects.create_user(email="admin@bench.example", display_name="Adam")
user.groups.add(Group.objects.get(name="Administrators"))
client = Client()
client.force_login(user)
print(client.session.session_key)
"""
# Tries a list and imports it, as the worker does: half of its rows are of known members.
IMPORT = f"""
import time
from members.membership.imports import running, services
from members.models import MemberImport, User
rows = ["Vorname;Nachname;E-Mail;Mitgliedsnummer;Eintritt;Austritt"]
for n in range({ROWS}):
    known = n % 2
    address = f"m{{n * 7}}@bench.example" if known else f"new{{n}}@bench.example"
    number = f"N{{n * 7}}" if known else f"X{{n}}"
    rows.append(f"Anna;Müller {{n}};{{address}};{{number}};01.02.2020;31.12.2041")
user = User.objects.get(email="admin@bench.example")
work = services.begin("list.csv", "\\n".join(rows).encode("cp1252"), user)
def carry_on():
    began = time.perf_counter()
    while running.carry_on(work.pk).is_at_work:
        pass
    return time.perf_counter() - began
services.check(work, work.columns, is_month_first=False, invites=False)
tried = carry_on()
services.run(work)
imported = carry_on()
assert MemberImport.objects.get(pk=work.pk).step == "done"
assert services.numbers(work) == {{"new": {ROWS // 2}, "changed": {ROWS // 2}}}
print(f"{{tried}},{{imported}}")
"""


@dataclass(frozen=True)
class Screen:
    """A page of the admin, or a file it gives away."""

    name: str
    path: str
    rounds: int = ROUNDS


SCREENS = (
    Screen("list, first page", LIST),
    Screen("list, middle page", f"{LIST}?p=1000"),
    Screen("list, last page", f"{LIST}?p=2000"),
    Screen("by end, first page", f"{LIST}?ordering=ends_on"),
    Screen("by day joined, newest first", f"{LIST}?ordering=-since"),
    Screen("waiting for approval", f"{LIST}?status=pending"),
    Screen("with an account, second half", f"{LIST}?account=yes&p=900"),
    Screen("ending within a year", f"{LIST}?ending=365"),
    Screen("joined within some years", f"{LIST}?since_from=2012-01-01&since_to=2014-12-31"),
    Screen("search, a rare address", f"{LIST}?q=m77777@"),
    Screen("search, two common words", f"{LIST}?q=anna+silva"),
    Screen("search, what nobody has", f"{LIST}?q=qqqqqq"),
    Screen("search in those active, by end", f"{LIST}?q=silva&status=active&ordering=ends_on"),
    Screen("all as CSV, to the last byte", f"{LIST}?export=csv", ROUNDS_OF_FILES),
    Screen("all as XLSX, to the last byte", f"{LIST}?export=xlsx", ROUNDS_OF_FILES),
    Screen("active as CSV, to the last byte", f"{LIST}?export=csv&status=active", ROUNDS_OF_FILES),
)


def run(environment: Environment, code: str) -> str:
    """What a piece of Python prints that runs on the site."""
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--verbosity", "0", "-c", code],
        cwd=CHECKOUT,
        env=environment,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout.split()[-1]


def measure(screen: Screen, site: Worker) -> tuple[float, float]:
    """The medians in milliseconds, by the clock and of the processor."""
    site.warm_up(screen.path)
    wall, cpu = (median(each(screen.path, screen.rounds)) for each in (site.wall, site.cpu))
    return wall * 1000, cpu * 1000


def main() -> int:
    """Measure on every database there is; 1 where a bound is broken."""
    failed = 0
    for kind in databases():
        with (
            TemporaryDirectory(prefix="news-desk-bench-") as folder,
            demo_site(kind, Path(folder)) as environment,
        ):
            session = run(environment, FILL)
            print(f"| {kind}, {MEMBERS:,} members | ms | of the processor | bound | |")
            print("|---|---|---|---|---|")
            with worker(OURS, environment) as site:
                site.sign_in(session)
                for screen in SCREENS:
                    taken, cpu = measure(screen, site)
                    failed += taken > BOUND
                    verdict = "ok" if taken <= BOUND else "FAILED"
                    figures = f"{taken:.0f} | {cpu:.0f} | {BOUND} ms"
                    print(f"| {screen.name} | {figures} | {verdict} |", flush=True)
            tried, imported = (float(each) for each in run(environment, IMPORT).split(","))
            for name, seconds in (("tried", tried), ("imported", imported)):
                failed += seconds > IMPORT_BOUND
                verdict = "ok" if seconds <= IMPORT_BOUND else "FAILED"
                print(
                    f"| {ROWS:,} rows {name} | {seconds:.1f} s | | {IMPORT_BOUND} s | {verdict} |"
                )
            print()
    print(f"{failed} FAILED" if failed else "All bounds hold.")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
