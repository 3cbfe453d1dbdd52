"""`manage.py load_demo`: fill a local site with an invented association's content."""

from __future__ import annotations

import os
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from demo import content
from demo.accounts import write_accounts
from demo.services import DemoError, load
from site_project.launch.password import demo_password


class Command(BaseCommand):
    """Refuses on a real site, where accounts with a shared password would be open doors."""

    help = (
        "Load the demo content and its accounts. Makes what is missing and keeps what is there. "
        "The accounts' password comes from DEMO_PASSWORD, else from the settings' "
        "DEMO_PASSWORD_FILE, which is made if there is none."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        """Load it; doing so again changes nothing."""
        if not getattr(settings, "DEMO_ALLOWED", False):
            raise CommandError(
                "load_demo makes accounts with a shared password and is for local sites only: "
                "these settings do not say DEMO_ALLOWED."
            )
        given = os.environ.get("DEMO_PASSWORD")
        settings.DEMO_PASSWORD_FILE.parent.mkdir(parents=True, exist_ok=True)
        password = demo_password(settings.DEMO_PASSWORD_FILE, given)
        try:
            loaded = load(password, renew_passwords=bool(given))
        except DemoError as error:
            raise CommandError(str(error)) from error
        write_accounts(content.read("association")["accounts"], settings.DEMO_ACCOUNTS_FILE)
        if options["verbosity"]:
            self.stdout.write(
                f"Demo content made: articles {loaded.articles}, other pages {loaded.pages}; "
                "what was there is unchanged."
            )
