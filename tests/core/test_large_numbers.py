"""Numbers that no row can have find nothing, in an address as in a form."""

from __future__ import annotations

import pytest
from django.test import Client

from members.models import User

# More than 64 bits.
NUMBER = "99999999999999999999"


@pytest.mark.parametrize(
    "address",
    [
        f"/admin/articles/?source={NUMBER}",
        f"/admin/articles/?topics={NUMBER}",
        f"/admin/bulk/wagtailcore/page/publish/?id={NUMBER}",
    ],
)
def test_number_in_an_address_finds_nothing(client: Client, editor: User, address: str) -> None:
    client.force_login(editor)

    answer = client.get(address)

    # PostgreSQL compares such a number, and finds no row.
    assert answer.status_code in {200, 404}


def test_number_in_a_form_finds_nothing(client: Client, editor: User) -> None:
    client.force_login(editor)

    answer = client.post(f"/admin/bulk/wagtailcore/page/publish/?id={NUMBER}", {"id": NUMBER})

    assert answer.status_code == 404
