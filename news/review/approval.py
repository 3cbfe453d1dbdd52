"""Whether a person may approve a step of a review, asked before they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail.models import Page, TaskState

from news.review import four_eyes, reviewed

if TYPE_CHECKING:
    from members.models import User


def obstacle_to_approval(page: Page, task_state: TaskState, user: User) -> str:
    """Why this person cannot approve the article as it stands, in words; empty where they can."""
    try:
        four_eyes.check(user, page)
        reviewed.check(task_state, page.get_latest_revision(), user)
    except (four_eyes.FourEyesError, reviewed.ChangedSinceReviewError) as error:
        return str(error)
    return ""
