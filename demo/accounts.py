"""An account for each role."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group

from members.addresses import prove, with_address
from members.membership.services import admit
from members.models import User
from members.rights import MEMBERS


def ensure_accounts(
    entries: list[dict[str, Any]], password: str, *, renew: bool
) -> dict[str, User]:
    """The accounts by role; missing ones are made, and with `renew` all get the password."""
    known = {
        entry["role"]: user
        for entry in entries
        if (user := with_address(User.objects.all(), entry["email"]).first())
    }
    if renew:
        _renew(list(known.values()), password)
    missing = [entry for entry in entries if entry["role"] not in known]
    # Hashing is slow on purpose; one hash does for accounts that share a published password.
    hashed = make_password(password) if missing else ""
    return known | {entry["role"]: _make(entry, hashed) for entry in missing}


def write_accounts(entries: list[dict[str, Any]], path: Path) -> None:
    """Leave a list of the accounts for `make run`, which shows it."""
    accounts = [{"role": entry["role"], "email": entry["email"]} for entry in entries]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(accounts, indent=2) + "\n", encoding="utf-8")


def _renew(users: list[User], password: str) -> None:
    for user in users:
        if not user.check_password(password):
            user.set_password(password)
            user.save(update_fields=["password"])


def _make(entry: dict[str, Any], hashed: str) -> User:
    user = User.objects.create(
        email=entry["email"], display_name=entry["display_name"], password=hashed
    )
    prove(user)
    if entry["group"] == MEMBERS:
        admit(user, quietly=True)
    elif entry["group"]:
        user.groups.add(Group.objects.get(name=entry["group"]))
    return user
