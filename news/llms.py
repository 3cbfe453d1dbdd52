"""`/llms.txt`: what the site is and where its texts are, for language models and other programs.

The form is that of llmstxt.org: a name, what it is, and lists of links with a word about each.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext as _
from wagtail.models import Site

from core.organisations import identity_of
from core.sites import address_maker
from news.models import ArticlePage, NewsDeskPage
from news.plain_version import one_line

LENGTH = 20


def llms_text(site: Site) -> str:
    """The whole text: what everybody may read of the site."""
    identity = identity_of(site)
    parts = [f"# {one_line(identity.name)}"]
    if identity.description:
        parts.append(f"> {one_line(identity.description)}")
    parts.append(
        _(
            "Articles from outside sources, chosen by the site's editors. Each names its source; "
            "with index.md behind its address it is plain text."
        )
    )
    for heading, links in (
        (_("News Desks"), list(_desks(site))),
        (_("Newest articles"), list(_articles(site))),
    ):
        if links:
            parts.append("\n".join([f"## {heading}", "", *links]))
    return "\n\n".join(parts) + "\n"


def _desks(site: Site) -> Iterator[str]:
    address = address_maker(site)
    desks = NewsDeskPage.objects.filter(path__startswith=site.root_page.path).published()
    # By key: by path, SQLite would walk all pages to find the few desks among them.
    shown = desks.visible_to(AnonymousUser()).order_by("pk")
    for title, url_path, told in shown.values_list("title", "url_path", "introduction"):
        yield _link(title, address(url_path), told)


def _articles(site: Site) -> Iterator[str]:
    address = address_maker(site)
    articles = ArticlePage.objects.filter(path__startswith=site.root_page.path).published()
    shown = articles.visible_to(AnonymousUser()).newest_first()
    for title, url_path, told in shown.values_list("title", "url_path", "summary")[:LENGTH]:
        yield _link(title, f"{address(url_path)}index.md", told)


def _link(title: str, url: str, told: str) -> str:
    label = re.sub(r"[\[\]\\]", lambda match: f"\\{match[0]}", " ".join(title.split()))
    return f"- [{label}]({url})" + (f": {one_line(told)}" if told.strip() else "")
