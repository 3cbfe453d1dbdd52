"""Lists of members that somebody uploads: the file, how it is read, and what came of each row."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from members.models.accounts import User
from members.models.memberships import Membership

# Rows shown while the columns are chosen, and looked at to guess them.
FIRST_ROWS = 20


class MemberImport(models.Model):
    """One list, from its upload to the report.

    The worker reads, tries and imports it in parts. `done` says how far it is with the present
    step; what a part changes and how far it is are written together, so that work that is
    interrupted goes on where it stopped.
    """

    class Step(models.TextChoices):
        """What happens to it next."""

        MAPPING = "mapping", _("Columns to be chosen")
        CHECKING = "checking", _("Being tried")
        CHECKED = "checked", _("Tried; nothing imported yet")
        IMPORTING = "importing", _("Being imported")
        DONE = "done", _("Imported")
        FAILED = "failed", _("Cannot be read")

    file_name = models.CharField(_("file"), max_length=255)
    # These two are gone once its rows are kept one by one.
    content = models.BinaryField(_("content"), default=bytes, editable=False)
    sample = models.JSONField(_("first rows"), default=list)
    headings = models.JSONField(_("headings"), default=list)
    # What each column means: the name of a field, or an empty text.
    columns = models.JSONField(_("columns"), default=list)
    is_month_first = models.BooleanField(_("months come before days"), default=False)
    invites = models.BooleanField(_("invites new members"), default=False)
    step = models.CharField(_("step"), max_length=10, choices=Step, default=Step.MAPPING)
    user = models.ForeignKey(
        User, verbose_name=_("uploaded by"), on_delete=models.CASCADE, related_name="+"
    )
    created_at = models.DateTimeField(_("uploaded"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False)
    total = models.PositiveIntegerField(_("rows"), default=0)
    done = models.PositiveIntegerField(_("rows looked at"), default=0)
    fault = models.TextField(_("why it cannot be read"), blank=True)

    class Meta:
        verbose_name = _("import of members")
        verbose_name_plural = _("imports of members")
        ordering: ClassVar[list[str]] = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.file_name

    @property
    def is_at_work(self) -> bool:
        """Whether the worker is at it, or will be."""
        return self.step in {self.Step.CHECKING, self.Step.IMPORTING}

    def first_rows(self) -> list[list[str]]:
        """The cells of some rows, for choosing columns."""
        kept = self.rows.order_by("number").values_list("cells", flat=True)
        return self.sample or list(kept[:FIRST_ROWS])


class ImportedRow(models.Model):
    """One row of a list, and what comes or came of it."""

    class Outcome(models.TextChoices):
        """What an import does with a row."""

        NEW = "new", _("New")
        CHANGED = "changed", _("Changed")
        UNCHANGED = "unchanged", _("Unchanged")
        PROBLEM = "problem", _("Not imported")

    member_import = models.ForeignKey(
        MemberImport, verbose_name=_("import"), on_delete=models.CASCADE, related_name="rows"
    )
    # As a spreadsheet program counts: the headings are in row 1.
    number = models.PositiveIntegerField(_("row"))
    # After an import those of the chosen columns alone; the others are empty.
    cells = models.JSONField(_("cells"), default=list)
    # By these the same member is found twice in one list; in small letters.
    address = models.CharField(_("e-mail address"), max_length=254, blank=True)
    member_number = models.CharField(_("member number"), max_length=50, blank=True)
    # Whom it is about, once that is known: the address in the list may be one of former days.
    membership = models.ForeignKey(
        Membership,
        verbose_name=_("membership"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome, blank=True)
    # What is changed, or what is wrong and what to do about it.
    remark = models.TextField(_("remark"), blank=True)

    class Meta:
        verbose_name = _("row of an import")
        verbose_name_plural = _("rows of imports")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("member_import", "number", name="one_row_of_import_and_number")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("member_import", "outcome", "number", name="imported_row_by_outcome"),
            # Looked for within one list by imports, in all lists where somebody is deleted.
            models.Index("address", "member_import", name="imported_row_by_address"),
            models.Index("member_number", "member_import", name="imported_row_by_number"),
        ]

    def __str__(self) -> str:
        return f"{self.member_import_id}: {self.number}"
