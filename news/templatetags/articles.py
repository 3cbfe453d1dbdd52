"""Template tags of articles."""

from __future__ import annotations

from django import template
from django.template import Context
from django.utils.safestring import SafeString

from core.templatetags.desk import json_ld
from news.models import ArticlePage
from news.structured_data import article_as_json_ld

register = template.Library()


@register.simple_tag(takes_context=True)
def structured_data(context: Context, article: ArticlePage) -> SafeString:
    """The article as search engines read it."""
    organisation = context.get("organisation")
    publisher = organisation.name if organisation else ""
    return json_ld(article_as_json_ld(article, context.get("request"), publisher))
