"""How long administrators wait with 100,000 members: `make bench-members`.

On each database there is, a site with the demo content gets that many members, and a process serves
their list and the files made of it to an administrator (tests.bench.worker). Then a list of 10,000
rows is tried and imported by what the worker runs. The table gives medians, warm; what breaks a
bound by the clock makes the script fail.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.bench.screens import Screen, measure, printed_by, row
from tests.bench.sites import Environment, demo_site, start

MEMBERS, ROWS = 100_000, 10_000
ROUNDS_OF_FILES = 3
# Milliseconds for every page and file; seconds for the import.
BOUND, IMPORT_BOUND = 1_000, 60
LIST = "/admin/members/"

# Fills the list: every second member has an account.
FILL = f"""
import datetime
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
user = User.objects.get(email="bench@bench.example")
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


# Each under the same bound.
page = partial(Screen, bound=BOUND)
file = partial(page, rounds=ROUNDS_OF_FILES)

SCREENS = (
    page("list, first page", LIST),
    page("list, middle page", f"{LIST}?p=1000"),
    page("list, last page", f"{LIST}?p=2000"),
    page("by end, first page", f"{LIST}?ordering=ends_on"),
    page("by day joined, newest first", f"{LIST}?ordering=-since"),
    page("waiting for approval", f"{LIST}?status=pending"),
    page("with an account, second half", f"{LIST}?account=yes&p=900"),
    page("ending within a year", f"{LIST}?ending=365"),
    page("joined within some years", f"{LIST}?since_from=2012-01-01&since_to=2014-12-31"),
    page("search, a rare address", f"{LIST}?q=m77777@"),
    page("search, two common words", f"{LIST}?q=anna+silva"),
    page("search, what nobody has", f"{LIST}?q=qqqqqq"),
    page("search in those active, by end", f"{LIST}?q=silva&status=active&ordering=ends_on"),
    file("all as CSV, to the last byte", f"{LIST}?export=csv"),
    file("all as XLSX, to the last byte", f"{LIST}?export=xlsx"),
    file("active as CSV, to the last byte", f"{LIST}?export=csv&status=active"),
)


@contextmanager
def site_with_members(kind: str, var: Path) -> Iterator[Environment]:
    """The demo site with so many members."""
    with demo_site(kind, var) as environment:
        start(environment, "manage.py", "shell", "--verbosity", "0", "-c", FILL)
        yield environment


def import_list(environment: Environment) -> int:
    """Try a list and import it; how many of both took too long."""
    taken = zip(("tried", "imported"), printed_by(environment, IMPORT).split(","), strict=True)
    return sum(
        row(
            f"{ROWS:,} rows {name}",
            f"{float(seconds):.1f} s |",
            f"{IMPORT_BOUND} s",
            float(seconds) > IMPORT_BOUND,
        )
        for name, seconds in taken
    )


if __name__ == "__main__":
    members = f"{MEMBERS:,} members"
    sys.exit(measure(SCREENS, members, "Administrators", site_with_members, import_list))
