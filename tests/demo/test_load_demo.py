"""What `load_demo` does, refuses, and leaves alone."""

from __future__ import annotations

import json
import shutil
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django.fixtures import Settings
from wagtail.models import Page, Site

from home.models import HomePage, Organisation
from members.models import User
from news.models import ArticlePage, NewsDeskPage, Topic
from tests.demo.conftest import Folders
from tests.factories import PASSWORD, UserFactory

LETTER = "a-letter-about-silence"


def everything() -> dict[str, list[Any]]:
    """All rows of all models, also of those between them."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_models(include_auto_created=True)
    }


def files_in(folder: Path) -> set[Path]:
    """All files below a folder."""
    return {path for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def password_files(demo: Folders, tmp_path: Path, settings: Settings) -> Path:
    """The loaded demo's password file, as a copy that a test may change."""
    settings.DEMO_PASSWORD_FILE = Path(shutil.copy2(demo.password, tmp_path))
    return settings.DEMO_PASSWORD_FILE


def test_second_run_changes_nothing(demo: Folders) -> None:
    rows, files = everything(), files_in(demo.var)

    call_command("load_demo", verbosity=0)

    assert everything() == rows
    assert files_in(demo.var) == files


def test_worker_is_asked_for_the_pictures_of_what_is_live(demo: Folders) -> None:
    live = set(ArticlePage.objects.live().values_list("pk", flat=True))
    for path in ("news.tasks.share_image", "core.tasks.make_pictures"):
        asked = DBTaskResult.objects.filter(task_path=path)
        assert live <= {task.args_kwargs["args"][0] for task in asked}, path


def test_says_what_it_made(demo: Folders) -> None:
    ArticlePage.objects.get(slug=LETTER).delete()
    said = StringIO()

    call_command("load_demo", stdout=said)

    assert said.getvalue().startswith("Demo content made: articles 1, other pages 0;")


def test_what_people_changed_stays(demo: Folders) -> None:
    article = ArticlePage.objects.get(slug=LETTER)
    article.title = "Another headline"
    article.save_revision().publish()
    ArticlePage.objects.get(slug="what-the-door-counter-saw").unpublish()
    home = HomePage.objects.get()
    home.introduction = ""
    home.save_revision().publish()
    Organisation.objects.update(name="")
    Topic.objects.filter(name="Volunteers").update(name="Helpers")
    User.objects.filter(email="member@example.org").update(email="Member@Example.org")
    rows = everything()

    call_command("load_demo", verbosity=0)

    assert everything() == rows


def test_what_is_missing_comes_back(demo: Folders) -> None:
    ArticlePage.objects.get(slug=LETTER).delete()
    User.objects.get(email="member@example.org").delete()

    call_command("load_demo", verbosity=0)

    assert ArticlePage.objects.get(slug=LETTER).live
    member = User.objects.get(email="member@example.org")
    assert member.check_password(demo.password.read_text().strip())
    assert [group.name for group in member.groups.all()] == ["Members"]


def test_slug_that_another_page_took_is_left_to_it(demo: Folders) -> None:
    Page.objects.get(slug="privacy").delete()
    HomePage.objects.get().add_child(instance=NewsDeskPage(title="Privacy", slug="privacy"))

    call_command("load_demo", verbosity=0)

    assert Page.objects.get(slug="privacy").specific_class is NewsDeskPage


def test_refuses_where_it_is_not_allowed(db: None, settings: Settings) -> None:
    settings.DEMO_ALLOWED = False

    with pytest.raises(CommandError, match="DEMO_ALLOWED"):
        call_command("load_demo", verbosity=0)


def test_refuses_where_settings_do_not_speak_of_it(db: None, settings: Settings) -> None:
    del settings.DEMO_ALLOWED

    with pytest.raises(CommandError, match="DEMO_ALLOWED"):
        call_command("load_demo", verbosity=0)


def test_says_that_there_is_no_desk(demo: Folders) -> None:
    NewsDeskPage.objects.get().delete()

    with pytest.raises(CommandError, match="no News Desk"):
        call_command("load_demo", verbosity=0)


def test_says_that_there_is_no_home_page(demo: Folders) -> None:
    Site.objects.update(root_page=Page.objects.get(depth=1))

    with pytest.raises(CommandError, match="no home page"):
        call_command("load_demo", verbosity=0)


def test_accounts_share_the_password_kept_in_the_file(demo: Folders) -> None:
    password = demo.password.read_text().strip()

    assert demo.password.stat().st_mode & 0o777 == 0o600
    assert len(password) >= 12
    assert User.objects.count() == 5
    assert all(user.check_password(password) for user in User.objects.all())


def test_given_password_replaces_that_of_the_demo_accounts_only(
    password_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    somebody = UserFactory.create()
    monkeypatch.setenv("DEMO_PASSWORD", "a new and better one")

    call_command("load_demo", verbosity=0)

    demo_accounts = User.objects.exclude(pk=somebody.pk)
    assert all(user.check_password("a new and better one") for user in demo_accounts)
    somebody.refresh_from_db()
    assert somebody.check_password(PASSWORD)
    assert password_files.read_text().strip() == "a new and better one"


def test_given_password_that_holds_already_changes_nothing(
    password_files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEMO_PASSWORD", password_files.read_text().strip())
    rows = everything()

    call_command("load_demo", verbosity=0)

    assert everything() == rows


def test_password_somebody_changed_stays_when_none_is_given(demo: Folders) -> None:
    editor = User.objects.get(email="editor@example.org")
    editor.set_password("my own")
    editor.save()

    call_command("load_demo", verbosity=0)

    editor.refresh_from_db()
    assert editor.check_password("my own")


def test_list_of_accounts_names_each_role_and_no_password(demo: Folders) -> None:
    accounts = json.loads(demo.accounts.read_text())

    assert accounts == [
        {"role": "administrator", "email": "admin@example.org"},
        {"role": "editor", "email": "editor@example.org"},
        {"role": "contributor", "email": "contributor@example.org"},
        {"role": "member", "email": "member@example.org"},
        {"role": "visitor", "email": "visitor@example.org"},
    ]


def test_each_role_has_its_group_and_nobody_may_do_everything(demo: Folders) -> None:
    groups = {
        user.email.partition("@")[0]: [group.name for group in user.groups.all()]
        for user in User.objects.all()
    }

    assert groups == {
        "admin": ["Administrators"],
        "editor": ["Editors"],
        "contributor": ["Contributors"],
        "member": ["Members"],
        "visitor": [],
    }
    assert not User.objects.filter(is_superuser=True).exists()


@pytest.mark.parametrize(
    "address",
    ["", "settings/home/organisation/2/", "users/", "redirects/", "articles/", "reports/locked/"],
)
def test_administrator_reaches_what_an_administrator_looks_after(
    demo: Folders, client: Client, address: str
) -> None:
    client.force_login(User.objects.get(email="admin@example.org"))
    address = address.replace("/2/", f"/{Site.objects.get().pk}/")

    assert client.get(f"/admin/{address}").status_code == 200


def test_editor_may_publish_on_the_desk_and_not_the_home_page(demo: Folders) -> None:
    editor = User.objects.get(email="editor@example.org")

    assert NewsDeskPage.objects.get().permissions_for_user(editor).can_publish()
    assert not HomePage.objects.get().permissions_for_user(editor).can_edit()
