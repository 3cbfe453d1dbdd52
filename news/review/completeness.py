"""What an article lacks before it can be public; drafts need not be complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.text import capfirst

if TYPE_CHECKING:
    from news.models import ArticlePage


def faults_of(article: ArticlePage) -> str:
    """What this version lacks or has wrong, each with the name of its field; empty if nothing."""
    try:
        article.full_clean()
    except ValidationError as error:
        return " ".join(
            f"{_name_of(article, field)}: {' '.join(messages)}"
            for field, messages in error.message_dict.items()
        )
    return ""


def _name_of(article: ArticlePage, field: str) -> str:
    """The field as people know it; what concerns several is said of the article."""
    names = {each.name: each.verbose_name for each in article._meta.concrete_fields}
    return capfirst(str(names.get(field, article._meta.verbose_name)))
