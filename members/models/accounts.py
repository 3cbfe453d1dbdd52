"""The account: an e-mail address is the login, a display name is what others see."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from members.addresses import with_address


class UserManager(BaseUserManager["User"]):
    """Makes accounts; addresses are compared without regard to case."""

    use_in_migrations = True

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make an account; without a password nobody can sign in. ValueError without e-mail."""
        if not email:
            raise ValueError("An account needs an e-mail address.")
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Make an account that may do everything."""
        return self.create_user(email, password, **fields, is_superuser=True)

    def get_by_natural_key(self, username: str | None) -> User:
        """The account with this address, whatever its case."""
        return with_address(self.all(), username or "").get()


class User(AbstractBaseUser, PermissionsMixin):
    """An account: a member's, an editor's or an administrator's."""

    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("There is an account with this address already.")},
    )
    display_name = models.CharField(
        _("display name"),
        max_length=150,
        help_text=_("Shown to other people instead of the address."),
    )
    is_active = models.BooleanField(
        _("active"),
        default=True,
        help_text=_("Untick this instead of deleting an account that must not sign in any more."),
    )
    date_joined = models.DateTimeField(_("joined"), default=timezone.now, editable=False)
    # How often all sessions of the account were ended at once: each of them knows the number.
    sessions_ended = models.PositiveIntegerField(
        _("times signed out everywhere"), default=0, editable=False
    )

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering: ClassVar[list[str]] = ["display_name", "email"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                Lower("email"),
                name="account_email_whatever_case",
                violation_error_message=_("There is an account with this address already."),
            )
        ]

    def __str__(self) -> str:
        return self.display_name or self.email

    def clean(self) -> None:
        """Store addresses in one spelling of their domain."""
        super().clean()
        self.email = type(self).objects.normalize_email(self.email)

    def get_full_name(self) -> str:
        """The name Wagtail's admin shows."""
        return str(self)

    def get_short_name(self) -> str:
        """The name Wagtail's admin greets with."""
        return str(self)

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """What a session must know to stay one of this account's; Django asks at every request.

        It changes with the password, as Django's own does, and with `sessions_ended`.
        """
        return salted_hmac(
            "members.User.get_session_auth_hash",
            f"{self.sessions_ended}:{self.password}",
            secret=secret,
            algorithm="sha256",
        ).hexdigest()

    @property
    def is_staff(self) -> bool:
        """Whether the account may enter the admin at all."""
        return self.has_perm("wagtailadmin.access_admin")
