"""Who is a member: what the association knows of each, whether they have an account yet or not."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from core.validators import no_hidden_characters
from members.addresses import with_address
from members.models.accounts import User

NAME_LENGTH, NUMBER_LENGTH, NOTES_LENGTH = 150, 50, 5_000


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships."""

    def in_force(self) -> MembershipQuerySet:
        """Those whose accounts are in the group Members."""
        return self.filter(status=Membership.Status.ACTIVE, account__isnull=False)

    def waiting_for(self, email: str) -> MembershipQuerySet:
        """What the association noted for an address that nobody has proven to be theirs yet."""
        return with_address(self, email).filter(account=None)


class Membership(models.Model):
    """One person's membership.

    Without an account it is what the association says of an address: whoever proves the address to
    be theirs gets it (members.membership.services). Change `status` and `ends_on` by the services
    alone: they keep the group Members equal to the memberships in force, note it in the audit log
    and tell the member.
    """

    class Status(models.TextChoices):
        """How it stands with the membership."""

        INVITED = "invited", _("Invited")
        PENDING = "pending", _("Waiting for approval")
        ACTIVE = "active", _("Active")
        SUSPENDED = "suspended", _("Suspended")
        DECLINED = "declined", _("Declined")
        ENDED = "ended", _("Ended")

    account = models.OneToOneField(
        User,
        verbose_name=_("account"),
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        editable=False,
        related_name="membership",
    )
    # With an account it is the account's, kept here as well: lists look at one table.
    email = models.EmailField(_("e-mail address"))
    name = models.CharField(
        _("name"),
        max_length=NAME_LENGTH,
        blank=True,
        validators=[no_hidden_characters],
        help_text=_("As the association knows the member; the member chooses what others see."),
    )
    number = models.CharField(
        _("member number"), max_length=NUMBER_LENGTH, blank=True, validators=[no_hidden_characters]
    )
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.ACTIVE, editable=False
    )
    since = models.DateField(_("member since"), null=True, blank=True)
    ends_on = models.DateField(
        _("ends on"),
        null=True,
        blank=True,
        help_text=_("The last day; the membership ends by itself when it is over."),
    )
    notes = models.TextField(
        _("notes"),
        max_length=NOTES_LENGTH,
        blank=True,
        help_text=_("For administrators; the member does not see them here."),
    )
    invited_at = models.DateTimeField(_("invited"), null=True, editable=False)
    # Of the link in the latest invitation (core.tokens).
    invitation_hash = models.CharField(
        _("hash of the invitation"), max_length=64, blank=True, editable=False
    )
    # The end that the member has been reminded of.
    reminded_of = models.DateField(_("reminded of"), null=True, editable=False)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    # What the list searches, in small letters: databases disagree about the case of umlauts.
    search_text = models.TextField(_("search text"), editable=False)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                Lower("email"),
                condition=Q(account=None),
                name="one_membership_waits_for_address",
                violation_error_message=_("There is a member with this address already."),
            ),
            models.UniqueConstraint(
                "number",
                condition=~Q(number=""),
                name="member_number_is_unique",
                violation_error_message=_("Another member has this number."),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            # With the words: a search goes through this index and touches no row.
            models.Index("name", "id", "search_text", name="membership_by_name"),
            models.Index("status", "ends_on", name="membership_by_end"),
            models.Index("status", "name", "id", name="membership_by_status"),
            models.Index("since", "id", name="membership_by_since"),
            models.Index("ends_on", "id", name="membership_by_ends_on"),
            models.Index(Lower("email"), name="membership_by_email"),
            models.Index(
                "invitation_hash",
                condition=~Q(invitation_hash=""),
                name="membership_by_invitation",
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the words that the list searches."""
        self.note_words()
        fields = kwargs.get("update_fields")
        if fields is not None and {"name", "email", "number"} & set(fields):
            kwargs["update_fields"] = {*fields, "search_text"}
        super().save(*args, **kwargs)

    def note_words(self) -> None:
        """Take the words from what is known of the member; for who saves many at once."""
        self.search_text = f"{self.name} {self.email} {self.number}".casefold()

    @property
    def is_in_force(self) -> bool:
        """Whether the account is in the group Members."""
        return self.status == self.Status.ACTIVE and self.account_id is not None
