"""A collection is open to everybody or closed to groups, whatever writes it."""

from __future__ import annotations

from io import StringIO

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Collection, CollectionViewRestriction, ModelLogEntry

from core.memory import forget
from members.files.access import may_read_collection
from members.models import User
from tests.members.files.library import close, collection

pytestmark = pytest.mark.django_db

LOGIN, PASSWORD, GROUPS = "login", "password", "groups"


@pytest.fixture
def papers() -> Collection:
    """A collection for everybody."""
    return collection("Papers")


@pytest.fixture
def office(administrator: User) -> Client:
    """The browser of an administrator."""
    client = Client()
    client.force_login(administrator)
    return client


def dialog(to: Collection) -> str:
    """Where its dialog is."""
    return f"/admin/collections/{to.pk}/privacy/"


def key_of(name: str) -> int:
    """The key of a group."""
    return Group.objects.get(name=name).pk


def restriction_on(closed: Collection) -> tuple[str, str, set[str]]:
    """Kind, password, groups of the one restriction."""
    found = CollectionViewRestriction.objects.get(collection=closed)
    names = set(found.groups.values_list("name", flat=True))
    return found.restriction_type, found.password, names


def test_dialog_offers_everybody_and_groups(office: Client, papers: Collection) -> None:
    html = office.get(dialog(papers)).json()["html"]

    assert 'value="none"' in html
    assert 'value="groups"' in html
    assert 'value="login"' not in html
    assert 'value="password"' not in html


def test_groups_are_let_in_and_everybody_again(office: Client, papers: Collection) -> None:
    fields = {"restriction_type": GROUPS, "groups": [key_of("Members"), key_of("Editors")]}

    answer = office.post(dialog(papers), fields).json()
    assert answer == {"step": "set_privacy_done", "is_public": False}
    assert restriction_on(papers) == (GROUPS, "", {"Members", "Editors"})
    shown = office.get(dialog(papers)).json()["html"]
    assert shown.count(" checked") == 3

    answer = office.post(dialog(papers), {"restriction_type": "none"}).json()
    assert answer == {"step": "set_privacy_done", "is_public": True}
    assert not CollectionViewRestriction.objects.exists()

    told = ModelLogEntry.objects.filter(action="members.collection_privacy")
    words = [entry.message for entry in told.order_by("pk")]
    assert "Members" in words[0]
    assert words[1] == "Let everybody have its files"


def test_any_account_means_members(office: Client, papers: Collection) -> None:
    answer = office.post(dialog(papers), {"restriction_type": LOGIN}).json()

    assert answer["step"] == "set_privacy_done"
    assert restriction_on(papers) == (GROUPS, "", {"Members"})


def test_password_is_refused_with_the_reason(office: Client, papers: Collection) -> None:
    fields = {"restriction_type": PASSWORD, "password": "open sesame"}

    answer = office.post(dialog(papers), fields).json()

    assert answer["step"] == "set_privacy"
    assert "A shared password cannot close a collection" in answer["html"]
    assert not CollectionViewRestriction.objects.exists()


def test_nobody_is_not_a_choice(office: Client, papers: Collection) -> None:
    answer = office.post(dialog(papers), {"restriction_type": GROUPS}).json()

    assert "Please select at least one group." in answer["html"]
    assert not CollectionViewRestriction.objects.exists()


def test_what_is_closed_further_up_is_said_there(office: Client, papers: Collection) -> None:
    inner = collection("Inner", parent=papers)
    close(papers, "Members")

    assert "Papers" in office.get(dialog(inner)).json()["html"]
    office.post(dialog(inner), {"restriction_type": "none"})

    assert restriction_on(papers)[2] == {"Members"}


def test_dialog_is_for_those_who_may_change_the_collection(
    client: Client, editor: User, papers: Collection
) -> None:
    fields = {"restriction_type": GROUPS, "groups": [key_of("Members")]}
    assert client.post(dialog(papers), fields).status_code == 302
    client.force_login(editor)
    assert client.post(dialog(papers), fields).status_code == 302

    assert not CollectionViewRestriction.objects.exists()


def test_script_that_writes_any_account_writes_members(papers: Collection, member: User) -> None:
    made = CollectionViewRestriction.objects.create(collection=papers, restriction_type=LOGIN)

    assert restriction_on(papers) == (GROUPS, "", {"Members"})
    assert may_read_collection(member, papers)

    made.restriction_type = LOGIN
    made.save()
    assert restriction_on(papers) == (GROUPS, "", {"Members"})


def test_script_that_writes_a_password_lets_nobody_in(
    papers: Collection, member: User, superuser: User
) -> None:
    made = close(papers, "Members")
    assert may_read_collection(member, papers)

    made.restriction_type, made.password = PASSWORD, "open sesame"
    made.save()

    assert restriction_on(papers) == (GROUPS, "", set())
    assert not may_read_collection(member, papers)
    assert may_read_collection(superuser, papers)


def test_what_was_written_past_everything_lets_nobody_in_until_it_is_tidied(
    papers: Collection, member: User
) -> None:
    others = collection("Others")
    rows = [
        CollectionViewRestriction(collection=papers, restriction_type=LOGIN),
        CollectionViewRestriction(
            collection=others, restriction_type=PASSWORD, password="open sesame"
        ),
    ]
    CollectionViewRestriction.objects.bulk_create(rows)
    forget()
    assert not may_read_collection(member, papers)
    assert not may_read_collection(member, others)

    for _ in range(2):  # the second time there is nothing left to do
        call_command("migrate", "members", stdout=StringIO())

    assert restriction_on(papers) == (GROUPS, "", {"Members"})
    assert restriction_on(others) == (GROUPS, "", set())
    assert may_read_collection(member, papers)
    assert not may_read_collection(member, others)


def test_many_closed_collections_cost_what_one_costs(papers: Collection, member: User) -> None:
    for number in range(30):
        collection(f"Closed {number}", "Members", "Board")
    closed = collection("Below", parent=Collection.objects.get(name="Closed 29"))
    assert may_read_collection(member, closed)

    with CaptureQueriesContext(connection) as captured:
        assert may_read_collection(member, closed)
    asked = [query["sql"] for query in captured.captured_queries]
    # The person's groups, and whether memory holds.
    assert sum("core_generation" not in sql for sql in asked) == 1
