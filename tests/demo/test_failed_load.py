"""A load that fails in the middle."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from demo import services
from home.models import StandardPage
from members.models import User
from news.models import NewsDeskPage


def test_failed_load_leaves_nothing_and_the_next_one_works(
    desk: NewsDeskPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(entry: object, stock: object) -> None:
        raise OSError("disk full")

    with monkeypatch.context() as patched:
        patched.setattr(services, "add_article", fail)
        with pytest.raises(OSError, match="disk full"):
            call_command("load_demo", verbosity=0)

    assert not StandardPage.objects.exists()
    assert not User.objects.exists()
    assert not [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]

    call_command("load_demo", verbosity=0)

    desk.refresh_from_db()
    assert desk.get_children().live().count() == 14
