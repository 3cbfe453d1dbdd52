"""Accounts, and who of them is a member."""

from members.models.accounts import User, UserManager
from members.models.departures import Departure
from members.models.imports import ImportedRow, MemberImport
from members.models.many import MembersChange
from members.models.memberships import Membership
from members.models.rules import MembershipRules

__all__ = [
    "Departure",
    "ImportedRow",
    "MemberImport",
    "MembersChange",
    "Membership",
    "MembershipRules",
    "User",
    "UserManager",
]
