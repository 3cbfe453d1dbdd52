"""Who looks at a page, as far as what the page shows around its text depends on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import Group
from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.models import GroupPagePermission

from core.closures import closures, paths_from_root
from core.file_closures import file_closures
from core.memory import remember
from members.rights import MEMBERS

if TYPE_CHECKING:
    from members.access import Reader


class Audience(models.TextChoices):
    """For whom an entry of a menu, a notice and the like is meant."""

    EVERYONE = "everyone", _("Everyone")
    SIGNED_OUT = "signed_out", _("Visitors who are not signed in")
    SIGNED_IN = "signed_in", _("Everyone who is signed in")
    MEMBERS = "members", _("Members")
    GROUP = "group", _("A group")


@dataclass(frozen=True)
class Visitor:
    """A person to what is remembered: whoever equals another is shown the same.

    Asking it costs no query. `account` is its key where the person may have pages of their own,
    which they may read because they may edit them.
    """

    is_signed_in: bool = False
    is_member: bool = False
    sees_everything: bool = False
    groups: frozenset[int] = frozenset()
    account: int | None = None

    def is_meant_by(self, audience: str, group: int | None = None) -> bool:
        """Whether something for this audience is for this person; a group that is gone has none."""
        match audience:
            case Audience.EVERYONE:
                return True
            case Audience.SIGNED_OUT:
                return not self.is_signed_in
            case Audience.SIGNED_IN:
                return self.is_signed_in
            case Audience.MEMBERS:
                return self.is_member
            case Audience.GROUP:
                return group in self.groups
        return False

    def may_read(self, path: str, owner: int | None) -> bool:
        """The access rule (members.access) for a page known by its tree path and owner alone."""
        is_open = closures().closed_to(self.groups).isdisjoint(paths_from_root(path))
        return is_open or self.may_edit(path, owner)

    def may_edit(self, path: str, owner: int | None) -> bool:
        """Whether this person may change the page, known in the same way."""
        if self.sees_everything or not self.groups:
            return self.sees_everything
        above = set(paths_from_root(path))
        grants = remember("editing rights", _read_editing_rights)
        return any(
            granted in above and (action == "change_page" or owner == self.account is not None)
            for group in self.groups
            for action, granted in grants.get(group, ())
        )

    def may_have_files_of(self, collection: int) -> bool:
        """The rule for files (members.files.access) for a collection known by its key."""
        return self.sees_everything or collection not in file_closures().closed_to(self.groups)


NOBODY = Visitor()


def visitor_of(request: HttpRequest) -> Visitor:
    """Whoever made the request; looked up once for each request."""
    known: Any = request
    if not hasattr(known, "_visitor"):
        known._visitor = as_visitor(request.user) if hasattr(request, "user") else NOBODY
    visitor: Visitor = known._visitor
    return visitor


def as_visitor(user: Reader) -> Visitor:
    """The account as a visitor. Costs one query for its groups; for somebody signed out, none.

    Superusers count as members of every group.
    """
    if not (user.is_authenticated and user.is_active):
        return NOBODY
    groups = Group.objects.all() if user.is_superuser else user.groups.all()
    named = dict(groups.values_list("pk", "name"))
    grants = remember("editing rights", _read_editing_rights)
    may_own = any(action == "add_page" for key in named for action, _path in grants.get(key, ()))
    return Visitor(
        is_signed_in=True,
        is_member=MEMBERS in named.values(),
        sees_everything=user.is_superuser,
        groups=frozenset(named),
        account=user.pk if may_own else None,
    )


def _read_editing_rights() -> dict[int, list[tuple[str, str]]]:
    """By group: on which tree paths it may add pages (and edit its own) or change all."""
    granted = GroupPagePermission.objects.filter(
        permission__codename__in=["add_page", "change_page"]
    ).values_list("group_id", "permission__codename", "page__path")
    rights: dict[int, list[tuple[str, str]]] = {}
    for group, action, path in granted:
        rights.setdefault(group, []).append((action, path))
    return rights
