"""What stands above an article's form about its way to being public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from wagtail.admin.panels import Panel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from news.models import ArticlePage


class ReviewNotes(Panel):
    """Says beforehand why an article cannot be published yet, and what a review is to look at."""

    class BoundPanel(Panel.BoundPanel):
        """The notes for one article and one person; not there where there is nothing to say."""

        template_name = "news/admin/review/notes.html"

        def __init__(self, **kwargs: Any) -> None:
            super().__init__(**kwargs)
            notes = _notes(self.instance, self.request.user) if self.request else ()
            self.notes = [note for note in notes if note]

        def is_shown(self) -> bool:
            """Whether there is a note."""
            return bool(self.notes) and super().is_shown()


def _notes(article: ArticlePage, user: Any) -> Iterator[str]:
    from news.review import embargo, four_eyes  # They know the models.

    if not four_eyes.may_make_public(user, article):
        yield (
            _(
                "You wrote or edited this version. “Publish” asks you for a reason, which stands "
                "in the article's history; or submit it for review."
            )
            if user.is_superuser
            else _(
                "You wrote or edited this version, so a colleague publishes it: submit it for "
                "review when it is ready."
            )
        )
    if embargo.is_under_embargo(article):
        yield _("Under embargo until %(until)s; nothing makes it public before.") % {
            "until": embargo.end_in_words(article)
        }
    if article.pk:
        yield _instruction(article, user)


def _instruction(article: ArticlePage, user: Any) -> str:
    """What the desk tells reviewers while a review is on, and before it whoever has to submit."""
    from news.review.four_eyes import may_make_public  # It knows the models.

    task = article.current_workflow_task
    if task is not None:
        actions = task.get_actions(article, user)
        may_approve = any(name == "approve" for name, _label, _asks in actions)
        return getattr(task, "for_reviewers", "") if may_approve else ""
    may_publish = article.permissions_for_user(user).can_publish()
    workflow = article.get_workflow()
    if not workflow or not article.has_unpublished_changes:
        return ""
    if may_publish and (user.is_superuser or may_make_public(user, article)):
        return ""
    first = workflow.tasks.first()
    return getattr(first.specific, "for_writers", "") if first else ""
