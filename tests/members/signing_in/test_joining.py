"""Joining: an account, and the proof that its address is one's own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django import forms
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from home.models import HomePage
from members import joining, panels
from members.addresses import is_proven
from members.models import User
from members.signing_in.forms import JoinForm
from tests.factories import UserFactory
from tests.mailbox import Mailbox
from tests.members.signing_in.walks import (
    ASK_CODE,
    ENTER_CODE,
    JOIN,
    LOGIN,
    PROVE,
    STRONG,
    ask_code,
    enter,
    is_signed_in,
    join,
    where,
    wrong,
)

NORA = "nora@example.org"


def test_who_joins_proves_the_address_and_is_signed_in(
    client: Client, home_page: HomePage, mailbox: Mailbox
) -> None:
    assert where(join(client, "Nora@Example.org")) == PROVE
    account = User.objects.get()
    assert not is_proven(account)
    assert not is_signed_in(client)

    [letter] = mailbox.to(NORA)
    assert "Your code to join" in letter["Subject"]
    assert letter["Auto-Submitted"] == "auto-generated"
    done = enter(client, PROVE, mailbox.code(NORA))

    assert where(done) == "/account/"
    assert is_signed_in(client)
    assert is_proven(account)
    assert (account.display_name, account.has_usable_password()) == ("Nora New", False)
    assert "Nora New" in client.get("/account/").content.decode()


def test_password_given_at_the_sign_up_signs_in_later(
    client: Client, db: None, mailbox: Mailbox
) -> None:
    join(client, NORA, STRONG)
    enter(client, PROVE, mailbox.code(NORA))

    other = Client()
    assert where(other.post(LOGIN, {"username": NORA, "password": STRONG})) == "/"


def test_form_leads_to_where_the_visitor_was_going(
    client: Client, db: None, mailbox: Mailbox
) -> None:
    join(client, NORA, next="/news-desk/")
    assert where(enter(client, PROVE, mailbox.code(NORA))) == "/news-desk/"


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"email": "no address"}, "email"),
        ({"email": ""}, "email"),
        ({"display_name": ""}, "display_name"),
        ({"display_name": "x" * 151}, "display_name"),
        ({"display_name": "a\0b"}, "display_name"),
        ({"password1": "12345678"}, "password1"),
        ({"password1": "short"}, "password1"),
    ],
)
def test_faulty_form_says_at_the_field_what_is_wrong(
    client: Client, db: None, mailbox: Mailbox, changed: dict[str, str], field: str
) -> None:
    response = client.post(JOIN, {"display_name": "N", "email": NORA, "password1": "", **changed})

    assert response.status_code == 200
    assert response.context["form"].errors[field]
    assert not User.objects.exists()
    assert not mailbox.letters


def test_wrong_code_proves_nothing_and_the_third_ends_it(
    client: Client, db: None, mailbox: Mailbox
) -> None:
    join(client, NORA)
    code = mailbox.code(NORA)

    for _attempt in range(2):
        page = enter(client, PROVE, wrong(code))
        assert "not the code we mailed" in page.content.decode()
    assert where(enter(client, PROVE, wrong(code))) == LOGIN
    assert "Three wrong codes" in client.get(LOGIN).content.decode()

    assert where(enter(client, PROVE, code)) == LOGIN
    assert not is_signed_in(client)
    assert not is_proven(User.objects.get())


def test_code_runs_out(
    client: Client, db: None, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    join(client, NORA)
    code = mailbox.code(NORA)
    later = (timezone.now() + timedelta(minutes=16)).timestamp()
    monkeypatch.setattr("time.time", lambda: later)

    assert where(enter(client, PROVE, code)) == LOGIN
    assert not is_signed_in(client)


def test_code_serves_once_and_in_the_browser_that_asked_for_it(
    client: Client, db: None, mailbox: Mailbox
) -> None:
    join(client, NORA)
    code = mailbox.code(NORA)

    assert where(enter(Client(), PROVE, code)) == LOGIN
    enter(client, PROVE, code)
    client.post("/account/logout/")
    assert where(enter(client, PROVE, code)) == LOGIN
    assert not is_signed_in(client)


def test_who_lost_the_code_joins_by_one_that_signs_in(
    client: Client, db: None, mailbox: Mailbox
) -> None:
    join(client, NORA)
    other = Client()

    join(other, NORA)
    assert "There is an account with it already" in mailbox.text(NORA)
    ask_code(other, NORA)
    enter(other, ENTER_CODE, mailbox.code(NORA))

    assert is_signed_in(other)
    assert is_proven(User.objects.get())


def test_password_of_whoever_used_a_strangers_address_opens_nothing(
    client: Client, db: None, mailbox: Mailbox
) -> None:
    thief = Client()
    join(thief, NORA, STRONG)

    ask_code(client, NORA)
    enter(client, ENTER_CODE, mailbox.code(NORA))

    assert is_signed_in(client)
    assert "no longer counts" in client.get("/account/").content.decode()
    page = Client().post(LOGIN, {"username": NORA, "password": STRONG})
    assert "do not belong together" in page.content.decode()
    thief.post(LOGIN, {"username": NORA, "password": STRONG})
    assert not is_signed_in(thief)
    assert not User.objects.get().has_usable_password()


def test_two_tabs_make_one_account(
    db: None, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = Client(), Client()
    join(first, NORA)
    # As if the other tab had not been through yet when this one looked.
    monkeypatch.setattr(JoinForm, "validate_unique_email", lambda _form, value: value)

    assert where(join(second, NORA)) == PROVE

    assert User.objects.count() == 1
    assert EmailAddress.objects.count() == 1
    assert "There is an account with it already" in mailbox.text(NORA)


def test_newest_of_two_tabs_codes_counts(client: Client, db: None, mailbox: Mailbox) -> None:
    UserFactory.create(email=NORA)
    ask_code(client, NORA)
    old = mailbox.code(NORA)
    client.post("/account/logout/", {"next": ASK_CODE})
    ask_code(client, NORA)
    new = mailbox.code(NORA)

    if old != new:
        enter(client, ENTER_CODE, old)
        assert not is_signed_in(client)
    enter(client, ENTER_CODE, new)
    assert is_signed_in(client)


def test_closed_sign_up_says_so_and_makes_nothing(
    client: Client, home_page: HomePage, mailbox: Mailbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(joining, "_policies", [])
    joining.register_policy(lambda _request: False)

    for page in (client.get(JOIN), join(client, NORA)):
        assert "by invitation" in page.content.decode()
    assert "Join" not in client.get(LOGIN).content.decode()
    assert not User.objects.exists()
    assert not mailbox.letters


class TickForm(forms.Form):
    """A tick box of another app."""

    tick = forms.BooleanField(label="I tick this")


class TickPanel(panels.JoiningPanel):
    """Its section."""

    name = "tick"
    heading = "Something more"
    form_class = TickForm
    saved: list[tuple[str, Any]]

    def save(self, request: HttpRequest, user: User, form: forms.Form) -> None:
        """Remember who ticked."""
        self.saved.append((user.email, form.cleaned_data["tick"]))


@pytest.fixture
def tick(monkeypatch: pytest.MonkeyPatch) -> TickPanel:
    """The sign-up with a section of another app."""
    monkeypatch.setattr(panels, "_joining", [])
    panel = TickPanel()
    panel.saved = []
    panels.register_joining_panel(panel)
    return panel


def test_section_of_another_app_is_asked_checked_and_kept(
    client: Client, db: None, mailbox: Mailbox, tick: TickPanel
) -> None:
    page = client.get(JOIN).content.decode()
    assert "Something more" in page
    assert 'name="tick-tick"' in page

    refused = join(client, NORA)
    assert "This field is required" in refused.content.decode()
    assert not User.objects.exists()

    join(client, NORA, **{"tick-tick": "on"})
    assert tick.saved == [(NORA, True)]

    join(Client(), NORA, **{"tick-tick": "on"})
    assert tick.saved == [(NORA, True)]


def test_account_is_not_made_when_a_section_cannot_be_kept(
    client: Client, db: None, mailbox: Mailbox, tick: TickPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr(tick, "save", fail)
    with pytest.raises(RuntimeError):
        join(client, NORA, **{"tick-tick": "on"})
    assert not User.objects.exists()


def test_mail_server_that_refuses_is_told_of_and_nothing_is_lost(
    client: Client, home_page: HomePage, settings: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    for answer in (join(client, NORA), ask_code(Client(), NORA), ask_code(Client(), "x@y.org")):
        assert answer.status_code == 503
        assert "We could not send you the mail" in answer.content.decode()
