"""Deleting one's own account: confirmed by mail, done after a week, revocable until then."""

from __future__ import annotations

import datetime
import re

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from django.db import connection, transaction
from django.db.models.signals import pre_delete
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from members.addresses import prove
from members.administrators import LastAdministratorError, is_last_administrator
from members.membership.services import admit
from members.models import Departure, Membership, User
from members.own_account.leaving import WAIT, ask_for, delete_departed
from news.models import NewsDeskPage
from tests.factories import ArticlePageFactory, UserFactory

PAGE = "/account/delete/"


@pytest.fixture
def leaver(db: None) -> User:
    """A member who has had enough."""
    account = UserFactory.create(display_name="Lena Leaver", email="lena@example.org")
    prove(account)
    admit(account, quietly=True)
    return account


def mailed_code() -> str:
    """The code in the newest mail."""
    (code,) = re.findall(r"^ +(\d{6})$", str(mail.outbox[-1].body), re.MULTILINE)
    return str(code)


def confirm(client: Client, account: User) -> None:
    """Ask for the deletion and type the code."""
    client.force_login(account)
    client.post(PAGE)
    client.post(PAGE, {"code": mailed_code()})


def let_pass(account: User, time: datetime.timedelta = WAIT) -> None:
    """Move the deletion's moment into the past, as if so much time had passed."""
    departure = Departure.objects.get(account=account)
    departure.due_at -= time
    departure.save()


def test_account_is_deleted_a_week_after_it_was_confirmed(client: Client, leaver: User) -> None:
    confirm(client, leaver)

    assert Departure.objects.get(account=leaver).due_at > timezone.now() + datetime.timedelta(6)
    assert delete_departed() == 0
    assert User.objects.filter(pk=leaver.pk).exists()
    assert mail.outbox[-1].to == ["lena@example.org"]
    assert "will be deleted" in str(mail.outbox[-1].subject)

    let_pass(leaver)

    assert delete_departed() == 1
    assert not User.objects.filter(pk=leaver.pk).exists()
    assert not Membership.objects.filter(email__iexact="lena@example.org").exists()
    assert "was deleted" in str(mail.outbox[-1].subject)
    # Two schedulers, or one that was killed after it: nothing is left to do.
    assert delete_departed() == 0
    assert client.get("/account/").status_code == 302


def test_it_can_be_revoked_until_then(client: Client, leaver: User) -> None:
    confirm(client, leaver)
    page = client.get("/account/").content.decode()
    assert page.index("will be deleted on") < page.index("Profile")
    client.post(PAGE, {"keep": "1"})

    assert "will be deleted on" not in client.get("/account/").content.decode()
    assert not Departure.objects.exists()
    assert "stays" in str(mail.outbox[-1].subject)
    assert delete_departed() == 0
    assert User.objects.filter(pk=leaver.pk).exists()
    # Pressed in a second window.
    assert client.post(PAGE, {"keep": "1"}).status_code == 302


def test_wrong_code_deletes_nothing_and_the_third_ends_it(client: Client, leaver: User) -> None:
    client.force_login(leaver)
    client.post(PAGE)
    right = mailed_code()
    wrong = "000000" if right != "000000" else "111111"

    for _attempt in range(3):
        client.post(PAGE, {"code": wrong})
    client.post(PAGE, {"code": right})

    assert not Departure.objects.exists()


def test_code_runs_out(client: Client, leaver: User) -> None:
    client.force_login(leaver)
    client.post(PAGE)
    session = client.session
    kept = session["members_leaving"]
    kept["began"] = (timezone.now() - datetime.timedelta(minutes=16)).isoformat()
    session["members_leaving"] = kept
    session.save()

    client.post(PAGE, {"code": mailed_code()})

    assert not Departure.objects.exists()


def test_code_of_another_session_counts_for_nothing(client: Client, leaver: User) -> None:
    client.force_login(leaver)
    client.post(PAGE)
    other = Client()
    other.force_login(leaver)

    other.post(PAGE, {"code": mailed_code()})

    assert not Departure.objects.exists()


def test_asked_twice_the_day_stays(leaver: User) -> None:
    first = ask_for(leaver)

    assert ask_for(leaver).due_at == first.due_at


def test_last_administrator_cannot_leave(client: Client, administrator: User) -> None:
    assert is_last_administrator(administrator)
    client.force_login(administrator)

    page = client.post(PAGE)

    assert "last account of an administrator" in page.content.decode()
    assert not mail.outbox
    with pytest.raises(LastAdministratorError):
        ask_for(administrator)


def test_last_administrator_stays_who_was_not_the_last_when_asking(administrator: User) -> None:
    other = UserFactory.create(groups=["Administrators"])
    for account in (administrator, other):
        ask_for(account)
        let_pass(account)

    assert delete_departed() == 1

    assert User.objects.filter(groups__name="Administrators").count() == 1
    assert not Departure.objects.exists()


def test_last_administrator_is_deleted_by_nobody(client: Client, administrator: User) -> None:
    client.force_login(administrator)

    client.post(f"/admin/users/delete/{administrator.pk}/")
    with pytest.raises(LastAdministratorError), transaction.atomic():
        administrator.delete()

    assert User.objects.filter(pk=administrator.pk).exists()


def test_changes_to_many_are_locked_before_accounts(leaver: User) -> None:
    """As the worker does: each of the two would otherwise wait for the other."""
    ask_for(leaver)
    let_pass(leaver)

    with CaptureQueriesContext(connection) as queries:
        assert delete_departed() == 1

    def first(table: str) -> int:
        return next(place for place, each in enumerate(queries) if f'FROM "{table}"' in each["sql"])

    assert first("members_memberschange") < first("members_user")


def test_account_that_cannot_be_deleted_keeps_no_other(
    leaver: User, caplog: pytest.LogCaptureFixture
) -> None:
    stuck = UserFactory.create()
    for account in (stuck, leaver):
        ask_for(account)
        let_pass(account)

    def fail(instance: User, **kwargs: object) -> None:
        if instance.pk == stuck.pk:
            raise RuntimeError("the disk is full")

    pre_delete.connect(fail, sender=User)
    try:
        assert delete_departed() == 1
    finally:
        pre_delete.disconnect(fail, sender=User)

    assert not User.objects.filter(pk=leaver.pk).exists()
    assert Departure.objects.filter(account=stuck).exists()
    assert "will be tried again" in caplog.text


def test_names_and_remarks_go_and_the_association_keeps_its_history(
    desk: NewsDeskPage, leaver: User
) -> None:
    leaver.groups.add(Group.objects.get(name="Editors"))
    article = ArticlePageFactory(parent=desk, title="A story", slug="story")
    revision = article.save_revision(user=leaver, log_action=True)
    log(leaver, "wagtail.edit", user=leaver)
    log(article, "wagtail.workflow.reject", user=leaver, data={"comment": "Lena thinks not"})
    key = leaver.pk

    leaver.delete()

    assert Revision.objects.get(pk=revision.pk).user is None
    assert PageLogEntry.objects.filter(page=article.pk, user_id=key).count() >= 2
    told = [
        f"{entry.label} {entry.data}"
        for model in (PageLogEntry, ModelLogEntry)
        for entry in model.objects.all()
    ]
    assert told
    assert not [line for line in told if "Lena" in line or "lena" in line]


def test_visitor_is_sent_to_sign_in(client: Client, db: None) -> None:
    for address in (PAGE, "/account/data/"):
        answer = client.post(address)
        assert answer.status_code == 302
        assert "/account/login/" in answer["Location"]
