"""What the worker does for articles."""

from __future__ import annotations

from django_tasks import task

from news.models import ArticlePage
from news.overview.changes.registry import ARTICLE_CHANGES
from news.review import mails
from news.share_images.making import make_share_image


@task(backend="jobs")
def share_image(article_id: int) -> bool:
    """Make the picture that other sites show beside a link to the article; whether one was made."""
    live = ArticlePage.objects.filter(pk=article_id, live=True)
    article = live.select_related("source").first()
    # Taken offline or deleted since.
    return article is not None and make_share_image(article)


@task(backend="jobs")
def send_review_mail(kind: str, task_state_id: int, account_id: int) -> bool:
    """Tell one person of a review; whether there was still somebody and something to tell."""
    return mails.send(kind, task_state_id, account_id)


@task(backend="jobs")
def carry_on_with_bulk_change(key: int) -> int:
    """Change some more of the articles somebody changes together; how many have been looked at."""
    return ARTICLE_CHANGES.work_off(key)
