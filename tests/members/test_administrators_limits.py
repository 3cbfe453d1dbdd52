"""Nobody who may edit accounts gets more rights by it than they have."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from members import viewsets
from members.authority import Authority
from members.forms import AccountEditForm
from members.models import User
from members.rights import FOUND_BY_NAME
from tests.factories import PASSWORD, UserFactory

NOBODY_CHANGED = {"display_name": "Taken over", "is_active": "on", "email": "taken@example.org"}
OURS = {"Members", "Contributors", "Editors", "Membership", "Moderators", "Administrators"}


@pytest.fixture
def admin(client: Client, administrator: User) -> Client:
    """An administrator's browser."""
    client.force_login(administrator)
    return client


@pytest.fixture
def stronger_group(db: None) -> Group:
    """A group with a right administrators do not have: to change groups."""
    group = Group.objects.create(name="Owners")
    group.permissions.add(Permission.objects.get(codename="change_group"))
    return group


def user_url(action: str, account: User) -> str:
    """A page of an account's administration."""
    return reverse(f"wagtailusers_users:{action}", args=[account.pk])


def sent_as_shown(page: Any) -> dict[str, str]:
    """The hidden fields of a form, which count its parts."""
    hidden = r'<input type="hidden" name="([^"]+)" value="([^"]*)"'
    return dict(re.findall(hidden, page.content.decode()))


def in_bulk(client: Client, action: str, *accounts: User, **form: Any) -> Any:
    """Do something to many accounts at once."""
    url = reverse("wagtail_bulk_action", args=["members", "user", action])
    keys = "&".join(f"id={account.pk}" for account in accounts)
    return client.post(f"{url}?{keys}&next=/admin/users/", form)


@pytest.mark.parametrize("with_others", [False, True])
def test_it_is_told_why_the_last_administrators_stay_active(
    admin: Client,
    administrator: User,
    member: User,
    monkeypatch: pytest.MonkeyPatch,
    with_others: bool,
) -> None:
    last = UserFactory.create(display_name="Lea <Last>", groups=["Administrators"])

    def taken_away_meanwhile() -> None:
        User.objects.filter(pk=administrator.pk).update(is_active=False)

    monkeypatch.setattr(viewsets, "lock_administrators", taken_away_meanwhile)
    chosen = [last, member] if with_others else [last]
    answer = in_bulk(admin, "set_active_state", *chosen, mark_as_active=False)

    told = [(each.level_tag, str(each)) for each in get_messages(answer.wsgi_request)]
    (error,) = [text for tag, text in told if "error" in tag]
    assert "Nobody could look after the site" in error
    assert str(last) in error
    assert len([tag for tag, _text in told if "success" in tag]) == with_others
    assert User.objects.get(pk=last.pk).is_active
    assert User.objects.get(pk=member.pk).is_active != with_others


def test_administrator_cannot_make_a_superuser(
    admin: Client, administrator: User, member: User
) -> None:
    secret = {"password1": "a long enough secret", "password2": "a long enough secret"}
    new = {"email": "new@example.org", "display_name": "New", "is_superuser": "on", **secret}
    assert admin.post(reverse("wagtailusers_users:add"), new).status_code == 302
    for account in (administrator, member):
        groups = [group.pk for group in account.groups.exclude(name="Members")]
        form = {"email": account.email, "display_name": "X", "is_active": "on", "groups": groups}
        response = admin.post(user_url("edit", account), {**form, "is_superuser": "on"})
        assert response.status_code == 302

    assert User.objects.filter(display_name="X").count() == 2
    assert User.objects.filter(email="new@example.org").exists()
    assert not User.objects.filter(is_superuser=True).exists()


def test_not_even_a_superuser_makes_one_in_the_admin(
    client: Client, superuser: User, member: User
) -> None:
    client.force_login(superuser)
    form = {"email": member.email, "display_name": "M", "is_active": "on", "is_superuser": "on"}

    assert client.post(user_url("edit", member), form).status_code == 302

    assert not User.objects.get(pk=member.pk).is_superuser


@pytest.mark.parametrize("kind", ["superuser", "in a stronger group", "with a right of its own"])
def test_account_with_more_rights_is_out_of_reach(
    admin: Client, stronger_group: Group, kind: str
) -> None:
    account = UserFactory.create(is_superuser=kind == "superuser")
    if kind == "in a stronger group":
        account.groups.add(stronger_group)
    if kind == "with a right of its own":
        account.user_permissions.add(Permission.objects.get(codename="change_group"))
    secret = {"password1": "a long enough secret", "password2": "a long enough secret"}

    for action, form in (("edit", NOBODY_CHANGED | secret), ("delete", {})):
        for response in (
            admin.get(user_url(action, account)),
            admin.post(user_url(action, account), form),
        ):
            assert (response.status_code, response.headers["Location"]) == (302, "/admin/")
    in_bulk(admin, "set_active_state", account, mark_as_active=False)
    in_bulk(admin, "delete", account)
    in_bulk(admin, "assign_role", account, role=Group.objects.get(name="Moderators").pk)

    after = User.objects.get(pk=account.pk)
    assert (after.email, after.display_name) == (account.email, account.display_name)
    assert after.is_active
    assert after.check_password(PASSWORD)
    assert not after.groups.filter(name="Moderators").exists()
    page = admin.get(reverse("wagtailusers_users:index")).content.decode()
    assert account.display_name in page
    assert user_url("edit", account) not in page


def test_superuser_reaches_every_account(
    client: Client, superuser: User, stronger_group: Group
) -> None:
    client.force_login(superuser)
    account = UserFactory.create(groups=["Owners"])
    other_superuser = UserFactory.create(is_superuser=True)

    for each in (account, other_superuser):
        assert client.get(user_url("edit", each)).status_code == 200
        in_bulk(client, "set_active_state", each, mark_as_active=False)
        assert not User.objects.get(pk=each.pk).is_active


def test_stronger_group_is_neither_offered_nor_taken(
    admin: Client, administrator: User, member: User, stronger_group: Group
) -> None:
    page = admin.get(user_url("edit", administrator))
    offered = {group.name for group in page.context["form"].fields["groups"].queryset}
    assert offered == OURS - {"Members"}  # Who is a member is no box to tick.

    form = {"email": member.email, "display_name": "M", "is_active": "on"}
    for account in (member, administrator):
        refused = admin.post(user_url("edit", account), {**form, "groups": [stronger_group.pk]})
        assert refused.status_code == 200
        assert refused.context["form"].errors["groups"]
    refused = in_bulk(admin, "assign_role", member, role=stronger_group.pk)
    assert refused.status_code == 200
    assert refused.context["form"].errors["role"]

    assert not stronger_group.user_set.exists()


def test_many_accounts_are_changed_at_once_within_reach_only(
    admin: Client, superuser: User, administrator: User
) -> None:
    accounts = UserFactory.create_batch(3)
    everybody = [*accounts, superuser, administrator]

    in_bulk(admin, "assign_role", *everybody, role=Group.objects.get(name="Moderators").pk)
    in_bulk(admin, "set_active_state", *everybody, mark_as_active=False)

    found = {account.pk: account for account in User.objects.prefetch_related("groups")}
    for account in accounts:
        assert [group.name for group in found[account.pk].groups.all()] == ["Moderators"]
        assert not found[account.pk].is_active
    assert found[superuser.pk].is_active
    assert not found[superuser.pk].groups.all()
    assert found[administrator.pk].is_active

    in_bulk(admin, "delete", *everybody)
    assert set(User.objects.all()) == {superuser, administrator}


@pytest.mark.parametrize(
    ("is_active", "groups", "field"),
    [("on", ["Editors"], "groups"), ("", ["Administrators"], "is_active")],
)
def test_last_administrator_stays_one(
    administrator: User, is_active: str, groups: list[str], field: str
) -> None:
    keys = list(Group.objects.filter(name__in=groups).values_list("pk", flat=True))
    data = {"email": "a@example.org", "display_name": "A", "is_active": is_active, "groups": keys}

    def errors() -> dict[str, Any]:
        authority = Authority(administrator)
        return AccountEditForm(data, instance=administrator, authority=authority).errors

    assert "last administrator" in str(errors()[field])
    UserFactory.create(groups=["Administrators"])
    assert not errors()


def test_everybody_found_means_what_the_search_found(admin: Client) -> None:
    found = UserFactory.create(display_name="Nora North", email="n@example.org")
    other = UserFactory.create(display_name="Sue South", email="s@example.org")

    url = reverse("wagtail_bulk_action", args=["members", "user", "set_active_state"])
    admin.post(f"{url}?id=all&q=north&next=/admin/users/", {"mark_as_active": False})

    assert not User.objects.get(pk=found.pk).is_active
    assert User.objects.get(pk=other.pk).is_active


def test_group_may_be_given_where_all_its_rights_are_ones_own(
    administrator: User, editor: User, home_page: Page
) -> None:
    change_page = Permission.objects.get(codename="change_page")
    add_image = Permission.objects.get(codename="add_image")
    names = ("Readers", "Helpers", "Uploaders", "Elsewhere")
    _, helpers, uploaders, elsewhere = (Group.objects.create(name=name) for name in names)
    GroupPagePermission.objects.create(group=helpers, page=home_page, permission=change_page)
    GroupCollectionPermission.objects.create(
        group=uploaders, collection=Collection.get_first_root_node(), permission=add_image
    )
    GroupPagePermission.objects.create(
        group=elsewhere, page=Page.get_first_root_node(), permission=change_page
    )

    def given_by(account: User) -> set[str]:
        return {group.name for group in Authority(account).groups_to_give}

    assert given_by(administrator) == OURS | {"Readers", "Helpers", "Uploaders"}
    # Moderators hold the right to enter the admin and no other.
    of_editor = {"Members", "Contributors", "Editors", "Moderators", "Readers", "Uploaders"}
    assert given_by(editor) == of_editor
    assert given_by(UserFactory.create()) == {"Members", "Readers"}
    assert given_by(UserFactory.create(is_superuser=True)) >= OURS | {"Elsewhere"}


@pytest.mark.parametrize("name", sorted(FOUND_BY_NAME))
def test_group_that_the_site_finds_by_its_name_stays(
    client: Client, superuser: User, name: str
) -> None:
    group = Group.objects.get(name=name)
    client.force_login(superuser)
    page = client.get(reverse("wagtailusers_groups:edit", args=[group.pk]))
    assert "finds this group by its name" in page.content.decode()

    form = type(page.context["form"])({"name": "Friends"}, instance=group)
    assert form.is_valid()
    form.save()
    refused = client.post(reverse("wagtailusers_groups:delete", args=[group.pk]), follow=True)

    assert "finds this group by its name" in refused.content.decode()
    assert Group.objects.get(pk=group.pk).name == name


def test_other_groups_are_renamed_and_deleted(
    client: Client, superuser: User, stronger_group: Group
) -> None:
    client.force_login(superuser)
    url = reverse("wagtailusers_groups:edit", args=[stronger_group.pk])

    client.post(url, sent_as_shown(client.get(url)) | {"name": "Friends"})
    stronger_group.refresh_from_db()
    assert stronger_group.name == "Friends"
    client.post(reverse("wagtailusers_groups:delete", args=[stronger_group.pk]))

    assert not Group.objects.filter(pk=stronger_group.pk).exists()


@pytest.mark.parametrize("who", ["editor", "member"])
def test_nobody_but_administrators_reaches_the_accounts(
    client: Client, who: str, stranger: User, request: pytest.FixtureRequest
) -> None:
    client.force_login(request.getfixturevalue(who))
    before = User.objects.count()

    for path in (
        reverse("wagtailusers_users:index"),
        reverse("wagtailusers_users:add"),
        user_url("edit", stranger),
        user_url("delete", stranger),
    ):
        assert client.get(path).status_code in {302, 403}
        assert client.post(path, NOBODY_CHANGED).status_code in {302, 403}
    in_bulk(client, "delete", stranger)
    in_bulk(client, "assign_role", stranger, role=Group.objects.get(name="Administrators").pk)

    assert User.objects.count() == before
    assert not User.objects.get(pk=stranger.pk).groups.exists()
