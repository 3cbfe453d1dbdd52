"""Keep an article's picture as it should be: made once for what it shows, the old one removed."""

from __future__ import annotations

import secrets
from functools import partial

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from core.memory import forget
from core.organisations import identity_of
from news.models import ArticlePage, ShareImage
from news.share_images.drawing import Content, draw


def content_of(article: ArticlePage) -> Content:
    """What the article's picture shows today."""
    identity = identity_of(article.get_site())
    return Content(
        headline=article.title,
        source=article.source.name if article.source else "",
        date=article.source_date_in_words,
        organisation=identity.name,
        logo=identity.logo.file if identity.logo else "",
    )


def make_share_image(article: ArticlePage) -> bool:
    """Make the article's picture, unless there is one of the same; whether one was made.

    Safe to run twice, and by two workers at once: the later one's picture stays.
    """
    content = content_of(article)
    known = ShareImage.objects.filter(article=article).first()
    if known and known.made_of == content.digest and default_storage.exists(str(known.file)):
        return False
    picture, suffix = draw(content)
    # Never used twice and not to be guessed: the address stands for this picture for ever. The key
    # at its beginning is how the picture is found (news.views).
    name = default_storage.save(
        f"share/{article.pk}-{secrets.token_hex(16)}.{suffix}", ContentFile(picture)
    )
    try:
        _keep(article, name, content.digest)
    except BaseException:
        default_storage.delete(name)
        raise
    return True


@transaction.atomic
def _keep(article: ArticlePage, name: str, digest: str) -> None:
    # The article's row is there also when this is its first picture: two workers wait for it.
    ArticlePage.objects.select_for_update(of=("self",)).filter(pk=article.pk).values("pk").first()
    known = ShareImage.objects.filter(article=article).first()
    if known:
        # A storage that fails must not take the new picture, which is kept by then.
        transaction.on_commit(partial(default_storage.delete, str(known.file)), robust=True)
    ShareImage.objects.update_or_create(article=article, defaults={"file": name, "made_of": digest})
    # The article's page now names another picture.
    forget()
