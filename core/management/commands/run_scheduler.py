"""`manage.py run_scheduler`: carry out what is due, until told to stop."""

from __future__ import annotations

import logging
import os
import secrets
import signal
import socket
import threading
import time
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import Error as DatabaseError
from django.db import close_old_connections

from core.models import Lease
from core.scheduling import carry_out

logger = logging.getLogger("news_desk.scheduler")

ROLE = "scheduler"
TICK_SECONDS = 10
# A killed leader is succeeded after this; together with a tick it stays well under a minute.
LEASE_SECONDS = 30


class Command(BaseCommand):
    """One of any number of schedulers acts; the others stand by."""

    help = "Publish and expire pages on time and free dead tasks. Runs until stopped."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--once` for cron and tests."""
        parser.add_argument("--once", action="store_true", help="Carry out what is due and end.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Tick until SIGTERM or Ctrl-C."""
        holder = f"{socket.gethostname()[:60]}:{os.getpid()}:{secrets.token_hex(4)}"
        if options["once"]:
            tick(holder)
            leave(holder)
            return
        stop = threading.Event()

        def stop_soon(_signal: int, _frame: FrameType | None) -> None:
            stop.set()

        signal.signal(signal.SIGTERM, stop_soon)
        signal.signal(signal.SIGINT, stop_soon)
        logger.info("scheduler started")
        while not stop.is_set():
            tick(holder)
            # On the ten seconds of the clock: pages are scheduled for full minutes.
            stop.wait(TICK_SECONDS - time.time() % TICK_SECONDS)
        leave(holder)
        logger.info("scheduler stopped")


def tick(holder: str) -> dict[str, int]:
    """Carry out what is due if this scheduler leads; a database that is away is tried again."""
    close_old_connections()
    try:
        return carry_out() if Lease.take(ROLE, holder, LEASE_SECONDS) else {}
    except DatabaseError:
        logger.exception("the database did not answer; trying again at the next tick")
        return {}


def leave(holder: str) -> None:
    """Let another scheduler lead at once; where the database is away it has to wait a little."""
    try:
        Lease.give_up(ROLE, holder)
    except DatabaseError:
        logger.warning("the database did not answer; the next scheduler starts a little later")
