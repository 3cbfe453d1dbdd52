"""What Wagtail holds about people who work in the admin and about those whose accounts it lists."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TypeAlias

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import (
    Comment,
    CommentReply,
    ModelLogEntry,
    PageLogEntry,
    Revision,
    TaskState,
)

from members.models import Membership, User
from members.own_account.holdings.own import moment
from members.own_account.holdings.registry import Holding, Rows

LogEntry: TypeAlias = PageLogEntry | ModelLogEntry

# What the audit log says of people who are gone, instead of their names.
SOMEBODY_GONE = gettext_lazy("deleted account")
# An entry keeps these of what a person wrote.
WRITTEN = ("comment", "reason")


class LogHolding(Holding):
    """The audit log: what the person did, and what was done to the account and the membership."""

    name = "log"
    heading = gettext_lazy("What the log says")

    def tell(self, account: User) -> Rows:
        """One row for each entry, the newest first; of what concerns others not who they are."""
        own = set(_about(account))
        entries = [
            *PageLogEntry.objects.filter(user_id=account.pk),
            *ModelLogEntry.objects.filter(user_id=account.pk),
            *own,
        ]
        by_key = {(type(entry), entry.pk): entry for entry in entries}
        return [
            {
                _("When"): moment(entry.timestamp),
                **_what(entry, own),
                _("By whom"): _("you") if entry.user_id == account.pk else _("somebody else"),
            }
            for entry in sorted(by_key.values(), key=lambda each: each.timestamp, reverse=True)
        ]

    def forget(self, account: User) -> None:
        """Entries stay, since they are the association's; names and what was written go."""
        _about(account).update(label=str(SOMEBODY_GONE), data={})
        for entry in _written_by(account):
            for name in WRITTEN:
                entry.data.pop(name, None)
            entry.save(update_fields=["data"])


def _what(entry: LogEntry, own: Collection[LogEntry]) -> dict[str, str]:
    """What was done to what; of other people's accounts and memberships no name."""
    kind = None
    if entry.content_type_id:
        # From the process's memory: `entry.content_type` would ask the database for each entry.
        kind = ContentType.objects.get_for_id(entry.content_type_id).model_class()
    if entry not in own and kind is not None and issubclass(kind, (User, Membership)):
        # An action may be gone together with the app that had it.
        action = entry.formatter.label if entry.formatter else entry.action
        return {_("What"): str(action), _("Of what"): str(kind._meta.verbose_name)}
    return {_("What"): str(entry.message), _("Of what"): entry.label}


def _about(account: User) -> QuerySet[ModelLogEntry]:
    """Entries on the account and on its membership."""
    own = ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(User), object_id=str(account.pk)
    )
    keys = map(str, Membership.objects.filter(account=account).values_list("pk", flat=True))
    return own | ModelLogEntry.objects.filter(
        content_type=ContentType.objects.get_for_model(Membership), object_id__in=list(keys)
    )


def _written_by(account: User) -> Iterator[LogEntry]:
    for model in (PageLogEntry, ModelLogEntry):
        for entry in model.objects.filter(user_id=account.pk).iterator():
            if any(name in entry.data for name in WRITTEN):
                yield entry


class WritingHolding(Holding):
    """Versions the person saved, and remarks the person made on them."""

    name = "versions"
    heading = gettext_lazy("Versions you saved")

    def tell(self, account: User) -> Rows:
        """Of each version what it is of; its text is the association's."""
        saved = Revision.objects.filter(user_id=account.pk).order_by("-created_at")
        return [
            {_("When"): moment(each.created_at), _("Of what"): each.object_str}
            for each in saved.only("created_at", "object_str")
        ]


class RemarksHolding(Holding):
    """What the person wrote about pages: remarks on tasks, comments beside the text."""

    name = "remarks"
    heading = gettext_lazy("Remarks on pages")

    def tell(self, account: User) -> Rows:
        """Every remark."""
        rows = [
            {_("When"): moment(task.finished_at), _("Text"): task.comment}
            for task in TaskState.objects.filter(finished_by=account).exclude(comment="")
        ]
        for model in (Comment, CommentReply):
            rows += [
                {_("When"): moment(each.created_at), _("Text"): each.text}
                for each in model.objects.filter(user=account).order_by("-created_at")
            ]
        return rows

    def forget(self, account: User) -> None:
        """Decisions stay, their remarks go; comments go with the account."""
        TaskState.objects.filter(finished_by=account).update(comment="")


EDITING = (LogHolding(), WritingHolding(), RemarksHolding())
