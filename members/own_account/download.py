"""All that is held about a person, as a file to keep: for people to read and for programs."""

from __future__ import annotations

import io
import json
import zipfile
from typing import TYPE_CHECKING

from django.template.loader import render_to_string
from django.utils import timezone

from members.own_account.holdings import holdings

if TYPE_CHECKING:
    from members.models import User

JSON_NAME, HTML_NAME = "data.json", "data.html"


def packed(account: User, organisation: str) -> bytes:
    """A ZIP file with both forms of the same, and the files that belong to it."""
    told = [(each.name, str(each.heading), each.tell(account)) for each in holdings()]
    whole = {
        "organisation": organisation,
        "made_at": timezone.now().isoformat(timespec="seconds"),
        **{name: rows for name, _heading, rows in told},
    }
    page = render_to_string(
        "members/data/data.html",
        {"organisation": organisation, "account": account, "parts": told, "now": timezone.now()},
    )
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(JSON_NAME, json.dumps(whole, ensure_ascii=False, indent=2))
        archive.writestr(HTML_NAME, page)
        for each in holdings():
            for name, content in each.files(account):
                archive.writestr(f"{each.name}/{name}", content)
    return packed.getvalue()
