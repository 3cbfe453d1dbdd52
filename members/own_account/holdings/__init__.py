"""What the site holds about a person: told in a download, and let go with the account.

Each app says so for what it keeps:

    register(Subscriptions())      # in the ready() of the app

A row that a foreign key with CASCADE takes along needs no `forget`.
"""

from members.own_account.holdings.registry import Holding, Rows, holdings, register

__all__ = ["Holding", "Rows", "holdings", "register"]
