"""What is held about a person, as a file to take along."""

from __future__ import annotations

import io
import json
import zipfile
from typing import Any

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry
from wagtail.users.models import UserProfile

from members.addresses import prove
from members.membership.services import admit, suspend
from members.models import Membership, User
from members.own_account.holdings import holdings
from news.models import NewsDeskPage, PersonalFeed
from tests.core.sample_pictures import png_with_text
from tests.factories import ArticlePageFactory, UserFactory
from tests.members.membership.importing import imported

ADDRESS = "/account/data/"


def downloaded(client: Client, account: User) -> tuple[dict[str, Any], str]:
    """Both files of the ZIP: for programs, and for people."""
    client.force_login(account)
    answer = client.post(ADDRESS)
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    assert answer["Content-Disposition"].startswith('attachment; filename="my-data-')
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert archive.namelist() == ["data.json", "data.html"]
        return json.loads(archive.read("data.json")), archive.read("data.html").decode()


def test_all_that_is_held_is_told_in_both_forms(
    client: Client, desk: NewsDeskPage, member: User
) -> None:
    prove(member)
    Membership.objects.filter(account=member).delete()
    membership = admit(member, quietly=True)
    membership.notes = "Paid in <b>cash</b>"
    membership.number = "M-7"
    membership.save()
    ArticlePageFactory(parent=desk, title="My story", slug="mine").save_revision(user=member)
    PersonalFeed.objects.make_for(member)

    told, page = downloaded(client, member)

    assert told["account"][0]["E-mail address"] == member.email
    assert told["membership"][0]["Member number"] == "M-7"
    assert told["versions"][0]["Of what"] == "My story"
    assert len(told["personal_feed"]) == 1
    for words in (member.display_name, member.email, "M-7", "My story"):
        assert words in page
    assert "Paid in &lt;b&gt;cash&lt;/b&gt;" in page


def test_nothing_of_others_and_no_secret_is_told(client: Client, member: User) -> None:
    other = UserFactory.create(display_name="Otto Other", email="otto@example.org")
    member.set_password("a long password of mine")
    member.save()
    token = PersonalFeed.objects.make_for(member)

    told, page = downloaded(client, member)
    whole = json.dumps(told) + page

    for secret in (other.display_name, other.email, member.password, token):
        assert secret not in whole


def test_what_an_administrator_did_to_others_is_told_without_their_names(
    client: Client, administrator: User
) -> None:
    other = UserFactory.create(display_name="Otto Other", groups=["Members"])
    suspend(other.membership, administrator)
    log(other, "wagtail.edit", user=administrator)
    log(administrator, "wagtail.edit", user=administrator)

    told, page = downloaded(client, administrator)

    assert "Otto" not in json.dumps(told) + page
    assert [(row["What"], row["Of what"]) for row in told["log"]] == [
        *(("Edited", str(administrator)), ("Edit", "account"), ("Suspended", "member")),
    ]


def test_log_asks_the_database_as_often_for_many_entries_as_for_few(
    desk: NewsDeskPage, administrator: User
) -> None:
    (holding,) = [each for each in holdings() if each.name == "log"]
    article = ArticlePageFactory(parent=desk)
    other = UserFactory.create()
    counts = []
    for more in (1, 9):
        for _time in range(more):
            log(article, "wagtail.edit", user=administrator)
            log(other, "wagtail.edit", user=administrator)
        holding.tell(administrator)
        with CaptureQueriesContext(connection) as queries:
            assert len(holding.tell(administrator)) == 2 * (1 if more == 1 else 10)
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_action_that_is_gone_is_told_by_its_name(administrator: User) -> None:
    entry = log(UserFactory.create(), "wagtail.edit", user=administrator)
    ModelLogEntry.objects.filter(pk=entry.pk).update(action="gone.action")
    (holding,) = [each for each in holdings() if each.name == "log"]

    assert [row["What"] for row in holding.tell(administrator)] == ["gone.action"]


def test_rows_of_lists_and_the_picture_are_told(
    client: Client, member: User, administrator: User
) -> None:
    rows = [[member.email, "Mina as listed", "7"], ["otto@example.org", "Otto Other", "8"]]
    imported(*rows, by=administrator, headings=("Email", "Name", "Number"))
    profile = UserProfile.get_for_user(member)
    profile.avatar = SimpleUploadedFile("mina.png", png_with_text())
    profile.save()
    client.force_login(member)

    with zipfile.ZipFile(io.BytesIO(client.post(ADDRESS).content)) as archive:
        told, names = json.loads(archive.read("data.json")), archive.namelist()
        assert archive.read(names[2]) == png_with_text()

    assert [row["Row"] for row in told["lists"]] == [
        f"Email: {member.email}\nName: Mina as listed\nNumber: 7"
    ]
    assert "Otto" not in json.dumps(told)
    assert names[2] == f"profile/{told['profile'][0]['Picture']}"


def test_it_is_not_a_link(client: Client, member: User) -> None:
    client.force_login(member)

    assert client.get(ADDRESS).status_code == 405


# Models with a row for a person, and where the download tells of it.
TOLD = {
    "account.EmailAddress": "account",
    "mfa.Authenticator": "second factors",
    "usersessions.UserSession": "devices",
    "members.Membership": "membership",
    "news.PersonalFeed": "personal feed",
    "wagtailcore.Revision": "versions",
    "wagtailcore.Comment": "remarks",
    "wagtailcore.CommentReply": "remarks",
    "wagtailcore.TaskState": "remarks",
    "wagtailcore.PageLogEntry": "log",
    "wagtailcore.ModelLogEntry": "log",
    "wagtailusers.UserProfile": "profile",
}
# Models that say who did something to what is the association's, or how somebody likes the admin.
NOT_ABOUT_THE_PERSON = {
    "core.DeskDocument",
    "core.DeskImage",
    "members.Departure",
    "members.MemberImport",
    "members.MembersChange",
    "members.User_groups",
    "members.User_user_permissions",
    "navigation.Menu",
    "news.Authorship",
    "news.BulkChange",
    "news.GuestInvitation",
    "news.Publishing",
    "news.ReviewedContent",
    "wagtailadmin.EditingSession",
    "wagtailadmin.FormState",
    "wagtailcore.APIToken",
    "wagtailcore.Page",
    "wagtailcore.PageSubscription",
    "wagtailcore.UploadedFile",
    "wagtailcore.WorkflowState",
    "wagtaildocs.Document",
    "wagtailimages.Image",
}


def test_every_model_that_names_accounts_is_known(db: None) -> None:
    naming = {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.local_fields
        if field.related_model is User
    }
    assert naming <= {*TOLD, *NOT_ABOUT_THE_PERSON}
    assert {each.name for each in holdings()} >= {"account", "membership", "log", "personal_feed"}


def test_account_page_leads_to_all_of_it(client: Client, member: User) -> None:
    client.force_login(member)

    page = client.get("/account/").content.decode()

    for address in ("/account/data/", "/account/delete/", "/account/feed/"):
        assert address in page


@pytest.mark.parametrize(
    ("status", "words"),
    [
        ("active", "You are a member."),
        ("pending", "waits for approval"),
        ("suspended", "is suspended"),
        ("declined", "could not take you"),
        ("ended", "has ended"),
    ],
)
def test_account_page_says_how_it_stands_with_the_membership(
    client: Client, member: User, status: str, words: str
) -> None:
    Membership.objects.filter(account=member).delete()
    Membership.objects.create(account=member, email=member.email, status=status, notes="Pays late")
    client.force_login(member)

    page = client.get("/account/").content.decode()

    assert words in page
    assert "Pays late" not in page


def test_account_without_membership_reads_of_none(client: Client, editor: User) -> None:
    client.force_login(editor)

    assert "<h2>Membership</h2>" not in client.get("/account/").content.decode()
