"""Edits of pages: the admin's own views, and what the scheduler does."""

from __future__ import annotations

import random

from django.contrib.auth.models import Group
from wagtail.models import Page
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from home.models import StandardPage
from news.models import ArticlePage
from tests.factories import StandardPageFactory
from tests.navigation.races.edits import (
    MOST_PAGES,
    Done,
    Post,
    Scheduled,
    an_hour_ago,
    kind,
    number,
    one_of,
    parents_for,
    possible_parents,
)
from tests.navigation.races.menus import pages_in_menus

BULK = "/admin/bulk/wagtailcore/page"


def _saved(page: StandardPage, rng: random.Random, **more: str) -> dict[str, str]:
    fields = {
        "title": f"Title {number(rng)}",
        "introduction": "",
        "body": streamfield([]),
        "slug": f"slug-{number(rng)}",
        "seo_title": "",
        "search_description": "",
        "go_live_at": "",
        "expire_at": "",
        "comments": inline_formset([]),
    }
    ticked = {"show_in_menus": "on"} if rng.random() < 0.5 else {}
    return {key: str(each) for key, each in nested_form_data(fields).items()} | ticked | more


def _page(rng: random.Random) -> StandardPage | None:
    """Mostly one that a menu leads to."""
    pages = StandardPage.objects.filter(alias_of=None)
    in_menus = pages.filter(pk__in=pages_in_menus())
    found: StandardPage | None = one_of(rng, in_menus if rng.random() < 0.7 else pages)
    return found or one_of(rng, pages)


def _any_page(rng: random.Random) -> Page | None:
    """Below the home page, of any kind, an alias as well."""
    found: Page | None = one_of(rng, Page.objects.filter(depth__gt=2))
    return found


@kind
def page_renamed(rng: random.Random) -> Done:
    if (page := _page(rng)) is None:
        return None
    fields = _saved(page, rng, **{"action-publish": "1"})
    return Post(f"/admin/pages/{page.pk}/edit/", fields, f"{page}: {fields['slug']}")


@kind
def page_drafted(rng: random.Random) -> Done:
    if (page := _page(rng)) is None:
        return None
    return Post(f"/admin/pages/{page.pk}/edit/", _saved(page, rng), str(page))


@kind
def page_made(rng: random.Random) -> Done:
    if StandardPage.objects.count() > MOST_PAGES:
        return None
    parent = one_of(rng, possible_parents())
    page = StandardPageFactory(
        parent=parent,
        title=f"Made {number(rng)}",
        slug=f"made-{number(rng)}",
        show_in_menus=rng.random() < 0.7,
        live=rng.random() < 0.8,
    )
    return f"{page} below {parent}"


@kind
def page_published(rng: random.Random) -> Done:
    page = one_of(rng, Page.objects.filter(depth__gt=2, live=False, alias_of=None))
    if page is None:
        return None
    fields = rng.choice([{}, {"include_descendants": "on"}])
    return Post(f"{BULK}/publish/?id={page.pk}", fields, f"{page} {fields}")


@kind
def page_unpublished(rng: random.Random) -> Done:
    page = one_of(rng, Page.objects.filter(depth__gt=2, live=True, alias_of=None))
    if page is None:
        return None
    fields = rng.choice([{}, {"include_descendants": "on"}])
    path = rng.choice([f"/admin/pages/{page.pk}/unpublish/", f"{BULK}/unpublish/?id={page.pk}"])
    return Post(path, fields, f"{page} {fields}")


@kind
def page_moved(rng: random.Random) -> Done:
    if (page := _page(rng)) is None or (parent := one_of(rng, parents_for(page))) is None:
        return None
    if parent.get_children().filter(slug=page.slug).exists():
        return None
    said = f"{page} below {parent}"
    if rng.random() < 0.4:
        path = f"{BULK}/move/?id={page.pk}"
        return Post(path, {"chooser": str(parent.pk)}, said)
    return Post(f"/admin/pages/{page.pk}/move/{parent.pk}/confirm/", {}, said)


@kind
def page_reordered(rng: random.Random) -> Done:
    if (page := _any_page(rng)) is None:
        return None
    position = rng.randint(0, page.get_parent().numchild)
    path = f"/admin/pages/{page.pk}/set_position/?position={position}"
    return Post(path, {}, f"{page} to {position}")


@kind
def page_deleted(rng: random.Random) -> Done:
    if StandardPage.objects.count() < 12 or (page := _page(rng)) is None:
        return None
    path = rng.choice([f"/admin/pages/{page.pk}/delete/", f"{BULK}/delete/?id={page.pk}"])
    return Post(path, {}, f"{page} with {page.numchild} below")


@kind
def page_copied(rng: random.Random) -> Done:
    page = _page(rng)
    if page is None or StandardPage.objects.count() > MOST_PAGES:
        return None
    parent = one_of(rng, parents_for(page))
    if parent is None:
        return None
    fields = {
        "new_title": f"Copy {number(rng)}",
        "new_slug": f"copy-{number(rng)}",
        "new_parent_page": str(parent.pk),
        **rng.choice([{}, {"copy_subpages": "on"}]),
        **rng.choice([{}, {"publish_copies": "on"}, {"alias": "on"}]),
    }
    return Post(f"/admin/pages/{page.pk}/copy/", fields, f"{page}: {fields}")


@kind
def alias_made_independent(rng: random.Random) -> Done:
    page = one_of(rng, Page.objects.exclude(alias_of=None))
    return Post(f"/admin/pages/{page.pk}/convert_alias/", {}, str(page)) if page else None


@kind
def page_closed(rng: random.Random) -> Done:
    page = rng.choice([_page(rng), _any_page(rng)])
    group = one_of(rng, Group.objects.all())
    if page is None or group is None:
        return None
    fields = {"restriction_type": "groups", "groups": str(group.pk)}
    return Post(f"/admin/pages/{page.pk}/privacy/", fields, f"{page} but for {group}")


@kind
def page_opened(rng: random.Random) -> Done:
    page = one_of(rng, Page.objects.filter(view_restrictions__isnull=False).distinct())
    fields = {"restriction_type": "none"}
    return Post(f"/admin/pages/{page.pk}/privacy/", fields, str(page)) if page else None


@kind
def page_scheduled(rng: random.Random) -> Done:
    page = rng.choice([_page(rng), one_of(rng, ArticlePage.objects.filter(alias_of=None))])
    if page is None:
        return None
    page.title = f"Scheduled {number(rng)}"
    page.go_live_at = an_hour_ago()
    page.save_revision(approved_go_live_at=page.go_live_at)
    return Scheduled(str(page))


@kind
def page_expires(rng: random.Random) -> Done:
    page = one_of(rng, Page.objects.filter(depth__gt=2, live=True, alias_of=None))
    if page is None:
        return None
    Page.objects.filter(pk=page.pk).update(expire_at=an_hour_ago())
    return Scheduled(str(page))


@kind
def article_renamed(rng: random.Random) -> Done:
    article = one_of(rng, ArticlePage.objects.filter(alias_of=None))
    if article is None:
        return None
    article.title, article.slug = f"Article {number(rng)}", f"article-{number(rng)}"
    article.save_revision().publish()
    return str(article)
