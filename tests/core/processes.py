"""Real second processes on the database of the test that is running."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parent.parent.parent

# The test settings make a new database each time they are read; these processes want the test's.
BEGINNING = """
import os
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["DATABASE_OF_THE_TEST"]
settings.MEDIA_ROOT = os.environ["MEDIA_OF_THE_TEST"]
import django
django.setup()
"""
MANAGE = """
import sys
from django.core.management import execute_from_command_line
execute_from_command_line(["manage.py", *sys.argv[1:]])
"""


def start_python(code: str, *arguments: str) -> subprocess.Popen[str]:
    """Run the code, with Django set up on the test's database, in a process of its own."""
    from django.conf import settings

    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "site_project.settings.test",
        "DATABASE_OF_THE_TEST": str(connection.settings_dict["NAME"]),
        "MEDIA_OF_THE_TEST": str(settings.MEDIA_ROOT),
        "PYTHONUNBUFFERED": "1",
    }
    return subprocess.Popen(
        [sys.executable, "-c", BEGINNING + code, *arguments],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def start_manage(*arguments: str) -> subprocess.Popen[str]:
    """Run a management command in a process of its own."""
    return start_python(MANAGE, *arguments)


def end_of(process: subprocess.Popen[str], seconds: float = 30) -> str:
    """Wait for the process to end well; return all it wrote."""
    output, _ = process.communicate(timeout=seconds)
    assert process.returncode == 0, output
    return output
