"""The organisation's identity as an administrator writes it down."""

from __future__ import annotations

import html

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from wagtail.models import Site

from core.validators import telephone
from home.models import Organisation
from members.models import User
from tests.home.organisation_form import save

PHONE_MESSAGE = "Please write the number with digits, spaces and a leading + only."


@pytest.mark.parametrize(
    "number",
    ["+44 20 7946 0018", "020 7946 0018", "(020) 7946-0018", "+49/30/123", "112", "0123.456.789"],
)
def test_telephone_number_is_taken_as_people_write_it(number: str) -> None:
    telephone(number)


@pytest.mark.parametrize(
    "number",
    ["call us", "12", "+", "++44 20", "44+20", "123 ext. 4", "<b>123</b>", "123;456", "tel:123"],
)
def test_what_is_no_telephone_number_is_refused(number: str) -> None:
    with pytest.raises(ValidationError, match="digits, spaces"):
        telephone(number)


@pytest.fixture
def adam(client: Client, administrator: User) -> Client:
    """An administrator's browser."""
    client.force_login(administrator)
    return client


def test_identity_is_saved_and_shown_on_the_next_page(adam: Client, site: Site) -> None:
    contact = {"telephone": "+44 20 7946 0018", "email": "office@example.org"}
    assert "Reading Rooms" not in Client().get("/").content.decode()

    assert save(adam, site, name="Reading Rooms", **contact).status_code == 302

    for path in ("/", "/news-desk/", "/nowhere/", "/account/login/"):
        source = Client().get(path).content.decode()
        page = html.unescape(source)
        assert "– Reading Rooms</title>" in page
        assert page.count('href="tel:+442079460018"') == 2
        assert page.count('href="mailto:office@example.org">office@example.org</a>') == 2
        assert "mailto" not in source
        assert "office@" not in source


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("telephone", "call us", PHONE_MESSAGE),
        ("email", "no address", "Enter a valid email address."),
        ("name", "x" * 256, "Ensure this value has at most 255 characters (it has 256)."),
        ("name", "a\0b", "Null characters are not allowed."),
    ],
)
def test_fault_is_named_at_the_field(
    adam: Client, site: Site, field: str, value: str, message: str
) -> None:
    response = save(adam, site, **{field: value})

    assert response.status_code == 200
    assert response.context["form"].errors == {field: [message]}
    assert message in html.unescape(response.content.decode())
    assert not Organisation.objects.filter(**{field: value.replace("\0", "")}).exists()


def test_everything_may_stay_empty(adam: Client, site: Site) -> None:
    assert save(adam, site).status_code == 302

    page = Client().get("/").content.decode()
    assert "– News Desk</title>" in page
    assert "contact-strip" not in page


def test_organisation_is_called_by_its_name(site: Site) -> None:
    assert str(Organisation(site=site, name="Reading Rooms")) == "Reading Rooms"
