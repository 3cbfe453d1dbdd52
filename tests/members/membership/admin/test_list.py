"""The list of members: searched, narrowed, given away as a file."""

from __future__ import annotations

import datetime
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from core import keys_first
from members.membership.deeds import today
from members.models import Membership
from tests.exports import csv_rows, xlsx_cells
from tests.members.membership.admin.addresses import IMPORTS, LIST
from tests.members.membership.people import Status, membership_of, noted
from tests.queries import queries_of

pytestmark = pytest.mark.django_db


def listed(client: Client, **query: Any) -> list[str]:
    """Who the list names, in its order."""
    response = client.get(LIST, query)
    assert response.status_code == 200
    return [str(each) for each in response.context["page_obj"].object_list]


def test_list_is_searched_by_parts_of_words_whatever_their_case(admin: Client) -> None:
    noted(name="Özlem Müller", email="oz@example.org", number="A-7")
    noted(name="Bob", email="bob@example.com")

    assert listed(admin, q="MÜLL özl") == ["Özlem Müller"]
    assert listed(admin, q="example.com") == ["Bob"]
    assert listed(admin, q="a-7") == ["Özlem Müller"]
    assert listed(admin, q="100%") == []


def test_list_is_narrowed(admin: Client) -> None:
    soon, later = (today() + datetime.timedelta(days=days) for days in (10, 60))
    noted(Status.INVITED, name="Ida", ends_on=soon)
    membership_of(Status.PENDING, name="Pia")
    membership_of(name="Mia", ends_on=later, since=datetime.date(2020, 5, 1))

    assert listed(admin, status=[Status.PENDING, Status.INVITED]) == ["Ida", "Pia"]
    assert listed(admin, ending="30") == ["Ida"]
    assert listed(admin, ending="90") == ["Ida", "Mia"]
    assert listed(admin, ending="never") == ["Pia"]
    assert listed(admin, account="no") == ["Ida"]
    assert listed(admin, since_from="2020-01-01", since_to="2020-12-31") == ["Mia"]
    assert listed(admin, ordering="-ends_on") == ["Mia", "Ida", "Pia"]
    assert listed(admin, ordering="ends_on") == ["Ida", "Mia", "Pia"]


def test_list_shows_what_can_be_done_as_things_stand(admin: Client) -> None:
    pending, invited = membership_of(Status.PENDING, name="Pia"), noted(Status.INVITED, name="Ida")

    page = admin.get(LIST).content.decode()

    back = urlencode({"next": LIST})
    for kind, membership, is_there in (
        ("approve", pending, True),
        ("suspend", pending, False),
        ("invite", pending, False),
        ("invite", invited, True),
    ):
        assert (
            f'/bulk/members/membership/{kind}/?{back}&amp;id={membership.pk}"' in page
        ) is is_there
    assert "no account yet" in page


def test_list_asks_no_more_for_more_members(admin: Client) -> None:
    def asked() -> int:
        return len(queries_of(admin, LIST))

    membership_of()
    asked()
    few = asked()
    for _each in range(10):
        membership_of()

    assert asked() <= few


def test_long_list_has_every_member_on_one_page_of_it(
    admin: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keys_first, "FEW", 60)
    Membership.objects.bulk_create(
        [
            Membership(name=f"Same {place % 3}", email=f"m{place}@example.org")
            for place in range(170)
        ]
    )

    keys = [
        each.pk
        for page in range(1, 5)
        for each in admin.get(LIST, {"p": page}).context["page_obj"].object_list
    ]

    assert sorted(keys) == sorted(Membership.objects.values_list("pk", flat=True))


def test_empty_list_helps_on(admin: Client) -> None:
    assert IMPORTS in admin.get(LIST).content.decode()


def test_list_is_given_away_as_it_is_narrowed(admin: Client) -> None:
    noted(Status.INVITED, name="=1+1", email="ida@example.org", ends_on=datetime.date(2030, 1, 31))
    membership_of(name="Mia", notes="<Choir> & more")

    headings, row = csv_rows(admin, LIST, status=Status.INVITED)
    assert headings[:3] == ["Name", "E-mail address", "Member number"]
    assert row == ["'=1+1", "ida@example.org", "", "Invited", "", "2030-01-31", "not yet", ""]

    cells = xlsx_cells(admin, LIST)
    values = [[cell.value for cell in row] for row in cells[1:]]
    assert [row[0] for row in values] == ["=1+1", "Mia"]
    assert all(cell.data_type != "f" for row in cells for cell in row)
    assert values[0][5].date() == datetime.date(2030, 1, 31)
    assert values[1][7] == "<Choir> & more"
