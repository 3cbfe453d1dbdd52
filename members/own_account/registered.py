"""What the app itself tells of accounts and lets go with them; ready once this is imported."""

from __future__ import annotations

from django.db.models.signals import pre_delete

from members.administrators import keep_last
from members.membership.panel import MembershipPanel
from members.models import User
from members.own_account import holdings
from members.own_account.holdings.editing import EDITING
from members.own_account.holdings.lists import ListsHolding
from members.own_account.holdings.own import OWN
from members.own_account.leaving import let_go
from members.own_account.panels import DataPanel, DeparturePanel
from members.panels import register_account_panel

for holding in (*OWN, ListsHolding(), *EDITING):
    holdings.register(holding)
register_account_panel(DeparturePanel())
register_account_panel(MembershipPanel())
register_account_panel(DataPanel())
# Before anything is let go of.
pre_delete.connect(keep_last, sender=User, dispatch_uid="members.administrators")
pre_delete.connect(let_go, sender=User, dispatch_uid="members.own_account.leaving")
