"""Images that others made, some of them to do harm: taken safely or refused with a reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.test import Client

from core.models import DeskImage
from members.models import User
from tests.core.uploads import WAYS, Send, assert_safe_and_shown

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = Path(os.environ.get("NEWSDESK_SHARED", ROOT.parent / "shared")) / "data" / "images"
FILES = sorted(path for path in FOLDER.glob("*") if path.suffix != ".md")

# Files of kinds that the site takes and that cannot be read; Wagtail knows no animated PNG.
UNREADABLE = {"apng-delay.png", "broken.png", "decompression_bomb.gif", "truncated_image.png"}
TAKEN_KINDS = {".avif", ".gif", ".jpeg", ".jpg", ".png", ".webp"}

pytestmark = [
    pytest.mark.acceptance,
    pytest.mark.django_db,
    # Some of the files are broken on purpose, and Pillow says so.
    pytest.mark.filterwarnings("ignore:(?i).*(exif|truncated|tag data):UserWarning"),
    pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning"),
]


def test_all_the_images_are_there() -> None:
    assert len(FILES) == 32


@pytest.mark.parametrize("send", WAYS)
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_image_is_taken_safely_or_refused_with_a_reason(
    client: Client, editor: User, path: Path, send: Send
) -> None:
    client.force_login(editor)

    reason = send(client, path.name, path.read_bytes())

    if path.suffix in TAKEN_KINDS and path.name not in UNREADABLE:
        assert reason == ""
        assert_safe_and_shown(client, DeskImage.objects.get())
    else:
        assert len(reason) > 20
        assert not DeskImage.objects.exists()
