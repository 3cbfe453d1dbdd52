"""`manage.py prepare database|static`: what `make run` needs done before it can start the site."""

from __future__ import annotations

import json
import logging
import os
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """One process for several commands: setting Django up takes longer than most of them."""

    help = "Prepare a local site: its database with demo content, or its static files."
    # migrate and collectstatic run the checks that matter to them.
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the name of what to prepare."""
        parser.add_argument("step", choices=["database", "static"])
        parser.add_argument(
            "--new-password",
            action="store_true",
            help="give the demo accounts the password in DEMO_PASSWORD",
        )

    def handle(self, *, step: str, new_password: bool, **options: Any) -> None:
        """Prepare it; doing so again changes nothing."""
        if not getattr(settings, "DEMO_ALLOWED", False):
            raise CommandError(
                "prepare is for local sites; a real one runs migrate and collectstatic."
            )
        if step == "static":
            call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        else:
            self._prepare_database(new_password=new_password)
        self.stdout.write("ready")

    def _prepare_database(self, *, new_password: bool) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if not get_user_model().objects.exists():
            self._load_demo()
        elif new_password:
            self._renew_demo_passwords(os.environ.get("DEMO_PASSWORD", ""))

    def _load_demo(self) -> None:
        self.stdout.write("loading the demo content")
        # Wagtail logs every page it makes: news about a site's work, not about its first minute.
        logging.disable(logging.INFO)
        try:
            # It loads all or nothing: an interrupted load leaves no account, and is done again.
            call_command("load_demo", stdout=self.stdout)
        finally:
            logging.disable(logging.NOTSET)

    def _renew_demo_passwords(self, password: str) -> None:
        # Not left to load_demo, which would also make again what somebody has deleted.
        if not password or not settings.DEMO_ACCOUNTS_FILE.is_file():
            return
        accounts = json.loads(settings.DEMO_ACCOUNTS_FILE.read_text(encoding="utf-8"))
        emails = [account["email"] for account in accounts]
        for user in get_user_model().objects.filter(email__in=emails):
            user.set_password(password)
            user.save(update_fields=["password"])
            self.stdout.write(f"new password for {user}")
