"""Mails about memberships: their words, and that they are told what is so."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client, RequestFactory
from django.urls import reverse
from wagtail.models import Site

from home.models import Organisation
from members.membership import invitations, mails, services, words
from members.membership.deeds import today
from members.membership.words import BUILT_IN, Event
from members.models import Membership, MembershipRules, User
from tests.members.membership.people import Status, membership_of, noted

pytestmark = pytest.mark.django_db

Told = Callable[[], list[tuple[str, int]]]


@pytest.fixture(autouse=True)
def _association(site: Site) -> None:
    Organisation.objects.update_or_create(site=site, defaults={"name": "Quiet Harbour"})


def send_all(told: Told) -> list[mail.EmailMessage]:
    """Have everything mailed that the worker was given; the mails."""
    for event, key in told():
        mails.send(event, key)
    return list(mail.outbox)


@pytest.mark.parametrize("event", Event)
def test_built_in_words_can_be_sent_and_hold_nothing_that_is_not_filled_in(
    event: Event, rules: MembershipRules
) -> None:
    built_in = BUILT_IN[event]
    words.check(str(built_in.subject))
    words.check(str(built_in.text), needed="link" if event == Event.INVITED else "")
    status = min(mails._TRUE_FOR[event])
    membership = (
        noted(status, name="Anna")
        if event == Event.INVITED
        else membership_of(status, name="Anna", ends_on=today())
    )

    assert mails.send(event, membership.pk)

    (sent,) = mail.outbox
    assert sent.to == [membership.email]
    assert sent.subject == f"[Quiet Harbour] {built_in.subject}"
    assert sent.body.startswith("Hello Anna,")
    assert "{" not in sent.body
    assert sent.body.rstrip().endswith("-- \nQuiet Harbour")
    assert sent.extra_headers["Auto-Submitted"] == "auto-generated"


def test_the_associations_own_words_are_sent(
    rules: MembershipRules, administrator: User, told: Told
) -> None:
    rules.approved_subject = "{name}: yes"
    rules.approved_text = "No. {number} & <more> of {organisation}, until {end}"
    rules.save()
    membership = membership_of(Status.PENDING, name="Zoë\nEvil: header", number="7")

    services.approve(membership, administrator)

    (sent,) = send_all(told)
    assert sent.subject == "[Quiet Harbour] Zoë Evil: header: yes"
    assert sent.body.startswith("No. 7 & <more> of Quiet Harbour, until no end")


def test_what_a_member_is_called_is_not_taken_for_a_placeholder(
    rules: MembershipRules, administrator: User, told: Told
) -> None:
    membership = membership_of(Status.PENDING, name="{number}{link}")

    services.approve(membership, administrator)

    (sent,) = send_all(told)
    assert sent.body.startswith("Hello {number}{link},")


def test_what_was_taken_back_meanwhile_is_not_told(administrator: User, told: Told) -> None:
    membership = membership_of()
    services.suspend(membership, administrator)
    services.resume(membership, administrator)

    (sent,) = send_all(told)
    assert "in force again" in sent.subject


def test_nobody_left_to_tell() -> None:
    assert not mails.send(Event.ENDED, 0)


@pytest.mark.parametrize(
    ("field", "written"),
    [
        ("approved_text", "Hello {nmae}"),
        ("approved_subject", "{name.__class__}"),
        ("ended_text", "a { alone"),
        ("invited_text", "Come and join us."),
        ("ended_text", "{}"),
    ],
)
def test_words_that_cannot_be_filled_in_are_refused_at_their_field(
    rules: MembershipRules, admin: Client, field: str, written: str
) -> None:
    setattr(rules, field, written)
    with pytest.raises(ValidationError) as refusal:
        rules.full_clean()
    assert set(refusal.value.message_dict) == {field}

    address = reverse("wagtailsettings:edit", args=["members", "membershiprules", rules.pk])
    form = admin.get(address).context["form"]
    data = {name: form[name].value() or "" for name in form.fields}
    response = admin.post(address, data | {field: written})
    assert field in response.context["form"].errors


def test_words_left_as_they_are_stay_the_sites(rules: MembershipRules, admin: Client) -> None:
    address = reverse("wagtailsettings:edit", args=["members", "membershiprules", rules.pk])
    form = admin.get(address).context["form"]
    data = {name: str(form[name].value() or "") for name in form.fields}
    assert data["approved_text"] == str(BUILT_IN[Event.APPROVED].text)
    browsers = {name: value.replace("\n", "\r\n") for name, value in data.items()}

    response = admin.post(address, browsers | {"approved_subject": "Yes", "joining": "at_once"})

    assert response.status_code == 302
    rules = MembershipRules.load()
    assert (rules.joining, rules.approved_subject, rules.approved_text) == ("at_once", "Yes", "")
    assert rules.words_for(Event.APPROVED).subject == "Yes"


@pytest.mark.parametrize("event", [*Event, "nonsense"])
def test_each_mail_can_be_looked_at_before_it_is_saved(rules: MembershipRules, event: str) -> None:
    rules.welcome_text = "Hi {name} <b>"

    page = rules.make_preview_request(preview_mode=event).rendered_content

    assert "{" not in page
    if event in (Event.WELCOME, "nonsense"):
        assert "Hi Robin Sample &lt;b&gt;" in page


# --- Invitations ----------------------------------------------------------------------------------


def test_invitation_opens_the_sign_up_and_is_kept_as_a_hash(
    rules: MembershipRules, administrator: User, told: Told
) -> None:
    rules.joining = MembershipRules.Joining.INVITATION
    rules.save()
    membership = services.take_in(Membership(email="a@example.org"), administrator, invites=True)
    (sent,) = send_all(told)
    (link,) = re.findall(r"https?://\S+", str(sent.body))
    token = link.partition("invitation=")[2]

    def is_open(**query: str) -> bool:
        return invitations.may_join(RequestFactory().get("/", query))

    membership.refresh_from_db()
    assert token not in str(vars(membership))
    assert is_open(invitation=token)
    assert invitations.may_join(RequestFactory().post("/", {"invitation": token}))
    assert not is_open()
    assert not is_open(invitation=token[:-1] + ("a" if token[-1] != "a" else "b"))
    assert not is_open(invitation="x" * 5000)

    services.invite([membership.pk], administrator)
    send_all(told)
    assert not is_open(invitation=token)


def test_used_invitation_opens_nothing(
    rules: MembershipRules, administrator: User, told: Told
) -> None:
    rules.joining = MembershipRules.Joining.INVITATION
    rules.save()
    membership = services.take_in(Membership(email="a@example.org"), administrator, invites=True)
    (sent,) = send_all(told)
    token = sent.body.partition("invitation=")[2].split()[0]
    account = User.objects.create_user("a@example.org", display_name="A")

    services.account_verified(account)

    assert not invitations.may_join(RequestFactory().get("/", {"invitation": token}))
    assert Membership.objects.get().account == account
    assert not mails.send(Event.INVITED, membership.pk)


def test_sign_up_is_open_unless_only_invited_people_may(rules: MembershipRules) -> None:
    for joining in (MembershipRules.Joining.AT_ONCE, MembershipRules.Joining.APPROVAL):
        rules.joining = joining
        rules.save()
        assert invitations.may_join(RequestFactory().get("/"))
