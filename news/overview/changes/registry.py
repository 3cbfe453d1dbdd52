"""All kinds of changes, in the order of their buttons."""

from __future__ import annotations

from news.overview.changes.content import (
    ChangeDisclaimer,
    ChangeSharedOn,
    ChangeTeaser,
    ChangeTopics,
)
from news.overview.changes.kinds import Change
from news.overview.changes.publication import ChangeVisibility, Publish, Unpublish
from news.overview.changes.wordings import MoveToCurrentWording

KINDS: dict[str, type[Change]] = {
    change.kind: change
    for change in (
        Publish,
        ChangeTopics,
        ChangeDisclaimer,
        ChangeVisibility,
        ChangeTeaser,
        ChangeSharedOn,
        MoveToCurrentWording,
        Unpublish,
    )
}
