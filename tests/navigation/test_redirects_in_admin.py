"""Redirects in the admin: messages, numbers, and the import of whole files."""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, Site

from home.models import HomePage
from members.models import User
from navigation.models import RedirectUse
from navigation.redirects import imports
from news.models import NewsDeskPage
from tests.factories import StandardPageFactory

LIST = "/admin/redirects/"
ADD = "/admin/redirects/add/"
IMPORT = "/admin/redirects/import/"


@pytest.fixture
def admin(client: Client, administrator: User) -> Client:
    """An administrator's browser."""
    client.force_login(administrator)
    return client


def messages_after(client: Client, url: str, data: dict[str, Any]) -> list[str]:
    """What somebody is told after sending a form."""
    response = client.post(url, data, follow=True)
    assert response.status_code == 200
    return [str(message).strip() for message in response.context["messages"]]


def test_numbers_of_uses_are_listed_and_sorted_by(admin: Client, site: Site) -> None:
    today = timezone.localdate()
    for path, uses in {"/a": {0: 2, 5: 3, 30: 90}, "/b": {1: 9}, "/c": {}, "/d": {40: 1}}.items():
        redirect = Redirect.objects.create(old_path=path, redirect_link="/search/")
        for days, hits in uses.items():
            day = today - datetime.timedelta(days=days)
            RedirectUse.objects.create(redirect=redirect, day=day, hits=hits)

    listed = admin.get(f"{LIST}?ordering=-recent_uses").context["object_list"]

    assert [(each.old_path, each.recent_uses) for each in listed] == [
        *(("/b", 9), ("/a", 5), ("/c", 0), ("/d", 0))
    ]
    assert [(today - each.last_use).days if each.last_use else None for each in listed] == [
        *(1, 0, None, 40)
    ]
    assert "Used in the last 30 days" in admin.get(LIST).content.decode()
    assert admin.get(f"{LIST}results/?q=/a").status_code == 200
    exported = b"".join(admin.get(f"{LIST}?export=csv").streaming_content)  # type: ignore[attr-defined]  # a download
    assert b"Used in the last 30 days" in exported


def test_leading_on_is_told(admin: Client, site: Site) -> None:
    redirect = Redirect.objects.create(old_path="/first", redirect_link="/second")

    told = messages_after(admin, ADD, {"old_path": "/second", "redirect_link": "/third"})

    assert any("1 other redirect led to this one" in text for text in told)
    redirect.refresh_from_db()
    assert redirect.redirect_link == "/third"


def test_what_may_not_be_meant_is_told(admin: Client, home_page: HomePage) -> None:
    page = StandardPageFactory(parent=home_page, slug="draft", live=False)
    StandardPageFactory(parent=home_page, slug="there")

    told = messages_after(admin, ADD, {"old_path": "/there", "redirect_page": page.pk})

    assert any("not published" in text for text in told)
    assert any("There is a page at “/there”" in text for text in told)


def test_redirect_is_changed_and_the_change_is_in_the_history(
    admin: Client, desk: NewsDeskPage
) -> None:
    redirect = Redirect.objects.create(old_path="/old", redirect_link="/search/")

    messages_after(admin, f"{LIST}{redirect.pk}/", {"old_path": "/old", "redirect_page": desk.pk})

    redirect.refresh_from_db()
    assert (redirect.redirect_page_id, redirect.redirect_link) == (desk.pk, "")
    assert ModelLogEntry.objects.for_instance(redirect).get().action == "wagtail.edit"


def csv(rows: list[list[Any]]) -> SimpleUploadedFile:
    """A file as it comes from an old site."""
    text = "\n".join(",".join(str(cell or "") for cell in row) for row in rows)
    return SimpleUploadedFile("old.csv", text.encode(), content_type="text/csv")


def xlsx(rows: list[list[Any]]) -> SimpleUploadedFile:
    """The same as a spreadsheet."""
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    content = BytesIO()
    book.save(content)
    return SimpleUploadedFile("old.xlsx", content.getvalue())


def import_file(client: Client, file: SimpleUploadedFile, **chosen: Any) -> Any:
    """Send a file and confirm its columns."""
    response = client.post(IMPORT, {"import_file": file})
    form = response.context["form"]
    signed = {name: form[name].value() for name in ("import_file_name", "input_format")}
    data = {**signed, "from_index": "0", "to_index": "1", "permanent": "on", **chosen}
    return client.post(f"{IMPORT}process/", data)


GOOD = [["from", "to"], ["/old/", "/news-desk/"], ["https://old.example/2015/?p=1", "/search/"]]
BAD = [
    ["/a", "/b"],
    ["/b", "/c"],
    ["/c", "https://example.org/"],
    ["/l1", "/l2"],
    ["/l2", "/l1"],
    ["/self", "/self/"],
    ["/old", "/twice"],
    ["/x", "javascript:alert(1)"],
    ["/only-one-cell"],
    [None, "/nothing"],
    ["", ""],
    [2015, "/number"],
]


@pytest.mark.parametrize("kind", [csv, xlsx])
def test_file_with_good_rows_is_imported(admin: Client, desk: NewsDeskPage, kind: Any) -> None:
    response = import_file(admin, kind(GOOD))

    assert response["Location"] == LIST
    assert [(each.old_path, each.link) for each in Redirect.objects.order_by("pk")] == [
        ("/old", "/news-desk/"),
        ("/2015?p=1", "/search/"),
    ]
    user = User.objects.get(groups__name="Administrators")
    assert ModelLogEntry.objects.filter(action="wagtail.create", user=user).count() == 2


@pytest.mark.parametrize("kind", [csv, xlsx])
def test_bad_rows_are_refused_with_their_reasons_and_the_others_kept(
    admin: Client, desk: NewsDeskPage, kind: Any
) -> None:
    Redirect.objects.create(old_path="/there", redirect_link="/old")
    response = import_file(admin, kind(GOOD + BAD))

    assert response.status_code == 200
    summary = response.context["import_summary"]
    assert (summary["total"], summary["successes"]) == (14, 4)
    reasons = {row[0]: row[2] for row in summary["errors"]}
    assert "where it ends: https://example.org/" in reasons["/a"]
    assert "where it ends: https://example.org/" in reasons["/b"]
    assert "circle" in reasons["/l1"]
    assert "circle" in reasons["/l2"]
    assert "already exists" in reasons["/old"]
    assert "whole address" in reasons["/x"]
    assert "whole address" in reasons["/only-one-cell"]
    page = response.content.decode()
    assert "javascript:alert(1)" in page
    assert [str(each).strip() for each in response.context["messages"]] == [
        "1 redirect that there was led to a new one; now it leads on."
    ]
    assert set(Redirect.objects.values_list("old_path", flat=True)) == {
        *("/there", "/old", "/2015?p=1", "/c", "/2015")
    }


def test_file_is_imported_for_a_site_and_for_now(
    admin: Client, site: Site, second_site: Site
) -> None:
    import_file(admin, csv(GOOD), site=second_site.pk, permanent="")

    assert set(Redirect.objects.values_list("site", "is_permanent")) == {(second_site.pk, False)}


def test_confirmation_without_columns_is_asked_again(admin: Client, site: Site) -> None:
    response = import_file(admin, csv(GOOD), from_index="")

    assert response.status_code == 200
    assert response.context["form"].errors["from_index"]
    assert not Redirect.objects.exists()


def test_file_that_is_gone_is_asked_for_again(admin: Client, site: Site) -> None:
    form = admin.post(IMPORT, {"import_file": csv(GOOD)}).context["form"]
    data = {name: form[name].value() for name in ("import_file_name", "input_format")}
    data |= {"from_index": "0", "to_index": "1"}
    assert admin.post(f"{IMPORT}process/", data).status_code == 302
    Redirect.objects.all().delete()

    told = messages_after(admin, f"{IMPORT}process/", data)

    assert told[-1] == "The file is no longer there. Please upload it again."


def test_too_long_file_is_refused(
    admin: Client, site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "MOST_ROWS", 1)

    response = import_file(admin, csv(GOOD))

    assert response["Location"] == IMPORT
    assert not Redirect.objects.exists()


def test_tampered_confirmation_is_refused(admin: Client, site: Site) -> None:
    data = {"import_file_name": "/etc/passwd", "input_format": "0"}

    assert admin.post(f"{IMPORT}process/", data).status_code == 400
    assert admin.get(f"{IMPORT}process/").status_code == 405
