"""An import whose worker is killed in the middle goes on where it stopped."""

from __future__ import annotations

import os
import signal

from members.membership.imports import running, services
from members.models import MemberImport, Membership, User
from tests.core.processes import start_python
from tests.factories import UserFactory
from tests.members.membership.lists import csv_of

ROWS = 60
WORKER = """
import sys
from members.membership.imports import applying, running
running.TOGETHER = 10
apply = applying.apply
def slowly(plans, work):
    apply(plans, work)
    print("part", flush=True)
    if work.done >= 20:
        sys.stdin.readline()
running.apply = slowly
running.carry_on(int(sys.argv[1]))
"""


def test_killed_import_goes_on_and_doubles_nobody() -> None:
    user: User = UserFactory.create()
    rows = [["Email", "Name"], *([f"m{each}@example.org", "M"] for each in range(ROWS))]
    work = services.begin("list.csv", csv_of(rows), user)
    services.check(work, work.columns, is_month_first=False, invites=False)
    running.carry_on(work.pk)
    services.run(work)

    process = start_python(WORKER, str(work.pk))
    assert process.stdout
    for _part in range(3):
        assert process.stdout.readline() == "part\n"
    # In the third transaction, which has written its members and is not committed.
    os.kill(process.pid, signal.SIGKILL)
    process.communicate(timeout=30)

    stopped = MemberImport.objects.get(pk=work.pk)
    assert (stopped.done, stopped.step) == (20, MemberImport.Step.IMPORTING)
    assert Membership.objects.count() == 20
    running.carry_on(work.pk)
    assert MemberImport.objects.get(pk=work.pk).step == MemberImport.Step.DONE
    assert Membership.objects.count() == ROWS
