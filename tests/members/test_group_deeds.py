"""Who may do what: not the page that is opened, but the request that changes something.

Each deed is tried by one of every group, and by those without one; what tells is not the answer but
whether it happened.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, PageViewRestriction, Site

from core import memory
from core.models import DeskDocument, DeskImage
from home.models import HomePage, Organisation, StandardPage
from members.models import User
from news.models import ArticlePage, Disclaimer, NewsDeskPage, Publishing, Source, Topic
from tests.core.sample_pictures import png_with_text
from tests.factories import (
    ArticlePageFactory,
    SourceFactory,
    UserFactory,
)
from tests.members.people import (
    ACCOUNTS,
    ADMINISTRATION,
    EDITORIAL,
    EVERYBODY,
    NOBODY,
    WRITING,
    browser_of,
)
from tests.news.deskwork import APPROVE, PUBLISH, SUBMIT, form

# Does something with a browser; returns how to see whether it happened.
Deed = Callable[[Client], Callable[[], bool]]


def desk() -> Any:
    """The desk."""
    return NewsDeskPage.objects.get()


def at(name: str, *args: Any) -> str:
    """An address in the admin."""
    return reverse(name, args=args)


def draft_of(owner: User | None) -> ArticlePage:
    """A draft of this account."""
    article = ArticlePageFactory.create(parent=desk(), live=False, owner=owner)
    article.save_revision(user=owner)
    return ArticlePage.objects.get(pk=article.pk)


def begin_article(client: Client) -> Callable[[], bool]:
    """Save a new article as a draft."""
    client.post(at("wagtailadmin_pages:add", "news", "articlepage", desk().pk), form())
    return ArticlePage.objects.exists


def publish_new_article(client: Client) -> Callable[[], bool]:
    """Publish a new article at once."""
    data = form(**PUBLISH)
    client.post(at("wagtailadmin_pages:add", "news", "articlepage", desk().pk), data)
    return ArticlePage.objects.live().exists


def own_draft(client: Client) -> ArticlePage:
    """A draft of this person, as one may have that was allowed to write at the time."""
    return draft_of(User.objects.filter(pk=client.session.get(SESSION_KEY) or 0).first())


def edit_own_draft(client: Client) -> Callable[[], bool]:
    """Go on with one's own draft."""
    article = own_draft(client)
    client.post(at("wagtailadmin_pages:edit", article.pk), form(article, title="Mine"))
    return ArticlePage.objects.filter(draft_title="Mine").exists


def delete_own_draft(client: Client) -> Callable[[], bool]:
    """Throw away one's own draft."""
    client.post(at("wagtailadmin_pages:delete", own_draft(client).pk))
    return lambda: not ArticlePage.objects.exists()


def submit_own_draft(client: Client) -> Callable[[], bool]:
    """Submit one's own draft for review."""
    article = own_draft(client)
    client.post(at("wagtailadmin_pages:edit", article.pk), form(article, **SUBMIT))
    return lambda: article.workflow_in_progress


def edit_draft(client: Client) -> Callable[[], bool]:
    """Change what somebody else began."""
    article = draft_of(UserFactory.create(groups=["Editors"]))
    client.post(at("wagtailadmin_pages:edit", article.pk), form(article, title="Theirs"))
    return ArticlePage.objects.filter(draft_title="Theirs").exists


def publish_draft(client: Client) -> Callable[[], bool]:
    """Publish what somebody else began."""
    article = draft_of(UserFactory.create(groups=["Editors"]))
    client.post(at("wagtailadmin_pages:edit", article.pk), form(article, **PUBLISH))
    return ArticlePage.objects.live().exists


def approve(client: Client) -> Callable[[], bool]:
    """Approve what a contributor submitted."""
    contributor = UserFactory.create(groups=["Contributors"])
    article = draft_of(contributor)
    article.get_workflow().start(article, contributor)
    client.post(at("wagtailadmin_pages:edit", article.pk), form(article, **APPROVE))
    return ArticlePage.objects.live().exists


def unpublish(client: Client) -> Callable[[], bool]:
    """Take an article offline."""
    client.post(at("wagtailadmin_pages:unpublish", ArticlePageFactory.create(parent=desk()).pk))
    return ArticlePage.objects.filter(live=False).exists


def delete_article(client: Client) -> Callable[[], bool]:
    """Delete a published article."""
    client.post(at("wagtailadmin_pages:delete", ArticlePageFactory.create(parent=desk()).pk))
    return lambda: not ArticlePage.objects.exists()


def move_article(client: Client) -> Callable[[], bool]:
    """Move an article to another place."""
    article = ArticlePageFactory.create(parent=desk())
    other = HomePage.objects.get().add_child(instance=NewsDeskPage(title="Other", slug="other"))
    client.post(at("wagtailadmin_pages:move_confirm", article.pk, other.pk))
    return ArticlePage.objects.child_of(other).exists


def set_privacy(client: Client) -> Callable[[], bool]:
    """Let only members read the desk."""
    members = Group.objects.get(name="Members")
    data = {"restriction_type": "groups", "groups": [members.pk]}
    client.post(at("wagtailadmin_pages:set_privacy", desk().pk), data)
    return PageViewRestriction.objects.exists


def lock_article(client: Client) -> Callable[[], bool]:
    """Keep others from editing an article."""
    client.post(at("wagtailadmin_pages:lock", ArticlePageFactory.create(parent=desk()).pk))
    return ArticlePage.objects.filter(locked=True).exists


def add_source(client: Client) -> Callable[[], bool]:
    """Make a source."""
    client.post(
        at("wagtailsnippets_news_source:add"), {"name": "New", "url": "https://new.example/"}
    )
    return Source.objects.filter(name="New").exists


def delete_source(client: Client) -> Callable[[], bool]:
    """Delete a source that is not in use."""
    client.post(at("wagtailsnippets_news_source:delete", SourceFactory.create().pk))
    return lambda: not Source.objects.exists()


def add_topic(client: Client) -> Callable[[], bool]:
    """Make a topic."""
    client.post(at("wagtailsnippets_news_topic:add"), {"name": "New", "slug": "new"})
    return Topic.objects.filter(name="New").exists


def add_disclaimer(client: Client) -> Callable[[], bool]:
    """Make a disclaimer with its wording."""
    path = at("wagtailsnippets_news_disclaimer:add")
    client.post(
        path,
        {
            "name": "New",
            "wordings-TOTAL_FORMS": "1",
            "wordings-INITIAL_FORMS": "0",
            "wordings-0-text": '{"blocks": [{"key": "a", "text": "Words.", "type": "unstyled"}]'
            ', "entityMap": {}}',
            "wordings-0-in_force_from": "2024-01-01",
        },
    )
    return Disclaimer.objects.filter(name="New").exists


def upload_image(client: Client) -> Callable[[], bool]:
    """Upload a picture."""
    picture = SimpleUploadedFile("new.png", png_with_text(), "image/png")
    client.post(at("wagtailimages:add"), {"title": "New", "file": picture})
    return DeskImage.objects.exists


def upload_document(client: Client) -> Callable[[], bool]:
    """Upload a document."""
    file = SimpleUploadedFile("new.txt", b"Words.", "text/plain")
    client.post(at("wagtaildocs:add"), {"title": "New", "file": file})
    return DeskDocument.objects.exists


def edit_home_page(client: Client) -> Callable[[], bool]:
    """Add a page beside the desk."""
    parent = HomePage.objects.get()
    data = form(slug="new", title="New")
    client.post(at("wagtailadmin_pages:add", "home", "standardpage", parent.pk), data)
    return StandardPage.objects.exists


def change_organisation(client: Client) -> Callable[[], bool]:
    """Change the organisation's name."""
    data = {"name": "Renamed", "profiles-count": "0", "footer_text": "null"}
    client.post(at("wagtailsettings:edit", "home", "organisation", Site.objects.get().pk), data)
    return Organisation.objects.filter(name="Renamed").exists


def switch_rule(client: Client) -> Callable[[], bool]:
    """Switch the four-eyes rule on."""
    Publishing.objects.get_or_create(pk=1)
    client.post(at("wagtailsettings:edit", "news", "publishing", 1), {"four_eyes": "on"})
    return Publishing.objects.filter(four_eyes=True).exists


def add_account_to(group: str) -> Deed:
    """Make an account that is in a group."""

    def add_account(client: Client) -> Callable[[], bool]:
        client.post(
            at("wagtailusers_users:add"),
            {
                "email": "new@example.org",
                "display_name": "New",
                "password1": "correct horse battery",
                "password2": "correct horse battery",
                "is_active": "on",
                "groups": [Group.objects.get(name=group).pk],
            },
        )
        return User.objects.filter(email="new@example.org", groups__name=group).exists

    return add_account


def take_over(group: str) -> Deed:
    """Set the password of somebody of a group."""

    def set_password(client: Client) -> Callable[[], bool]:
        victim = UserFactory.create(groups=[group])
        client.post(
            at("wagtailusers_users:edit", victim.pk),
            {
                "email": victim.email,
                "display_name": "Taken over",
                "password1": "correct horse battery",
                "password2": "correct horse battery",
                "is_active": "on",
                "groups": [each.pk for each in victim.groups.exclude(name="Members")],
            },
        )
        return User.objects.filter(display_name="Taken over").exists

    return set_password


def delete_member(client: Client) -> Callable[[], bool]:
    """Delete a member's account."""
    member = UserFactory.create(groups=["Members"])
    client.post(at("wagtailusers_users:delete", member.pk))
    return lambda: not User.objects.filter(pk=member.pk).exists()


def add_redirect(client: Client) -> Callable[[], bool]:
    """Lead an old address somewhere."""
    data = {"old_path": "/old/", "redirect_link": "/", "is_permanent": "on"}
    client.post(at("wagtailredirects:add"), data)
    return Redirect.objects.exists


def delete_group(client: Client) -> Callable[[], bool]:
    """Do away with a group."""
    client.post(at("wagtailusers_groups:delete", Group.objects.get(name="Moderators").pk))
    return lambda: not Group.objects.filter(name="Moderators").exists()


def add_site(client: Client) -> Callable[[], bool]:
    """Have another host name answer."""
    root = Page.objects.get(depth=2)
    data = {"hostname": "new.example", "port": "80", "root_page": root.pk}
    client.post(at("wagtailsites:add"), data)
    return Site.objects.filter(hostname="new.example").exists


DEEDS: dict[str, tuple[Deed, frozenset[str]]] = {
    "begin an article": (begin_article, WRITING),
    "go on with one's own draft": (edit_own_draft, WRITING),
    "throw away one's own draft": (delete_own_draft, WRITING),
    "submit one's own draft": (submit_own_draft, WRITING),
    "publish a new article at once": (publish_new_article, EDITORIAL),
    "change somebody else's draft": (edit_draft, EDITORIAL),
    "publish somebody else's draft": (publish_draft, EDITORIAL),
    "approve what was submitted": (approve, EDITORIAL),
    "take an article offline": (unpublish, EDITORIAL),
    "delete a published article": (delete_article, EDITORIAL),
    "move an article": (move_article, EDITORIAL),
    "set the desk's privacy": (set_privacy, EDITORIAL),
    "lock an article": (lock_article, EDITORIAL),
    "add a source": (add_source, EDITORIAL),
    "delete a source": (delete_source, EDITORIAL),
    "add a topic": (add_topic, EDITORIAL),
    "add a disclaimer": (add_disclaimer, EDITORIAL),
    "upload a picture": (upload_image, WRITING),
    "upload a document": (upload_document, WRITING),
    "add a page beside the desk": (edit_home_page, ADMINISTRATION),
    "change the organisation": (change_organisation, ADMINISTRATION),
    "switch the four-eyes rule": (switch_rule, ADMINISTRATION),
    "add a moderator's account": (add_account_to("Moderators"), ACCOUNTS),
    "add an editor's account": (add_account_to("Editors"), ADMINISTRATION),
    "add an administrator's account": (add_account_to("Administrators"), ADMINISTRATION),
    "take over a member's account": (take_over("Members"), ACCOUNTS),
    "take over a contributor's account": (take_over("Contributors"), ADMINISTRATION),
    "take over an administrator's account": (take_over("Administrators"), ADMINISTRATION),
    "delete a member's account": (delete_member, ACCOUNTS),
    "add a redirect": (add_redirect, ADMINISTRATION),
    "delete a group": (delete_group, NOBODY),
    "add a site": (add_site, NOBODY),
}


@pytest.mark.parametrize(("deed", "allowed"), DEEDS.values(), ids=DEEDS.keys())
def test_deed_is_done_by_those_who_may_and_nobody_else(
    deed: Deed, allowed: frozenset[str], db: None
) -> None:
    done = {who for who in EVERYBODY if _is_done(deed, who)}

    assert done == allowed


@pytest.mark.parametrize("deed", ["delete a group", "add a site"])
def test_deed_that_nobody_may_do_would_be_seen(deed: str, superuser: User) -> None:
    """The requests are as they should be: somebody who may do everything gets them done."""
    client = Client()
    client.force_login(superuser)

    assert DEEDS[deed][0](client)()


def _is_done(deed: Deed, who: str) -> bool:
    """Try it and undo it, so that the next person finds everything as it was."""
    with transaction.atomic():
        happened = deed(browser_of(who))()
        transaction.set_rollback(True)
    memory.clear()
    return happened
