"""What the dashboard says of people who wait for approval, and to whom."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.utils import timezone

from core.dashboard import COUNTED, SHOWN, DashboardPanel
from members.models import Membership
from tests.members.membership.people import Status, membership_of, noted
from tests.members.people import ACCOUNTS, STAFF, browser_of
from tests.queries import queries_of

pytestmark = pytest.mark.django_db

HOME = "/admin/"


def shown_to(client: Client) -> DashboardPanel | None:
    """The panel, as this person's dashboard has it."""
    response = client.get(HOME)
    assert response.status_code == 200
    panels = (each for each in response.context["panels"] if isinstance(each, DashboardPanel))
    return next((panel for panel in panels if panel.name == "members.pending"), None)


def waiting(name: str, days: int) -> Membership:
    """Somebody who signed up so many days ago."""
    membership = membership_of(Status.PENDING, name=name)
    membership.created_at = timezone.now() - datetime.timedelta(days=days)
    membership.save()
    return membership


@pytest.mark.parametrize("who", sorted(STAFF))
def test_who_may_approve_is_told_who_waits_and_nobody_else(who: str) -> None:
    waiting("Wanda", 1)

    assert (shown_to(browser_of(who)) is not None) == (who in ACCOUNTS)


def test_longest_waiting_come_first_and_lead_to_their_forms_and_the_list(admin: Client) -> None:
    people = [waiting(f"Person {days}", days) for days in range(1, SHOWN + 3)]
    membership_of(Status.ACTIVE, name="Not waiting")

    panel = shown_to(admin)

    assert panel
    names = [line.title for line in panel.content.lines]
    assert names == [person.name for person in reversed(people)][:SHOWN]
    assert people[-1].email in panel.content.lines[0].note
    assert "since" in panel.content.lines[0].note
    assert admin.get(panel.content.lines[0].url).status_code == 200
    assert panel.content.more_in_words == f"Show all {len(people)}"
    listed = admin.get(panel.content.more).context["page_obj"].object_list
    assert {each.pk for each in listed} == {person.pk for person in people}


def test_nameless_person_is_told_by_the_address_alone(admin: Client) -> None:
    nameless = waiting("", 1)

    panel = shown_to(admin)

    assert panel
    assert panel.content.lines[0].title == nameless.email
    assert nameless.email not in panel.content.lines[0].note


def test_nothing_is_said_where_nobody_waits(admin: Client) -> None:
    noted(Status.ACTIVE)

    assert shown_to(admin) is None


def test_costs_one_query_however_many_wait(admin: Client) -> None:
    def of_members() -> int:
        return sum('FROM "members_membership"' in sql for sql in queries_of(admin, HOME))

    waiting("Wanda", 1)
    assert of_members() == 1

    for number in range(COUNTED + 1):
        noted(Status.PENDING, name=f"Person {number}")
    assert of_members() == 1
    panel = shown_to(admin)
    assert panel
    assert panel.content.more_in_words == f"Show all {COUNTED}+"
