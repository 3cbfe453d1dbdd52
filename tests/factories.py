"""Make what tests need, with as few words as possible."""

from __future__ import annotations

import datetime
from typing import Any

import wagtail_factories
from django.contrib.auth.models import Group
from factory.declarations import PostGeneration, Sequence, SubFactory
from factory.django import DjangoModelFactory, Password
from wagtail.models import Page, PageViewRestriction

from core.models import DeskDocument, DeskImage
from home.models import HomePage, Notice, StandardPage
from members.addresses import prove
from members.membership.services import admit
from members.models import User
from members.rights import MEMBERS
from news.models import (
    ArticlePage,
    Disclaimer,
    DisclaimerWording,
    NewsDeskPage,
    Source,
    Topic,
)

PASSWORD = "correct horse battery staple"


def _join_groups(user: User, create: bool, names: list[str] | None, **_kwargs: Any) -> None:
    for name in names or []:
        if name == MEMBERS:
            # Nobody is in that group without a membership.
            admit(user, quietly=True)
        else:
            user.groups.add(Group.objects.get_or_create(name=name)[0])


def _prove_address(user: User, create: bool, proven: bool | None, **_kwargs: Any) -> None:
    if create and proven is not False:
        prove(user)


def _write_first_wording(
    disclaimer: Disclaimer, create: bool, text: str | None, **_kwargs: Any
) -> None:
    # Not by way of disclaimer.wordings, which would keep it until the disclaimer is saved again.
    DisclaimerWording.objects.create(
        disclaimer=disclaimer,
        text=f"<p>{text or 'We do not always agree.'}</p>",
        in_force_from=datetime.date(2001, 1, 1),
    )


class UserFactory(DjangoModelFactory[User]):
    """An account; `groups=["Members"]` puts it into groups. Its address is proven unless told."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = Sequence(lambda n: f"person{n}@example.org")
    display_name = Sequence(lambda n: f"Person {n}")
    password = Password(PASSWORD)

    groups = PostGeneration(_join_groups)
    proven = PostGeneration(_prove_address)


class ImageFactory(wagtail_factories.ImageFactory):
    """An image of ours."""

    class Meta:
        model = DeskImage


class DocumentFactory(wagtail_factories.DocumentFactory):
    """A document of ours."""

    class Meta:
        model = DeskDocument


class SourceFactory(DjangoModelFactory[Source]):
    """An outlet."""

    class Meta:
        model = Source

    name = Sequence(lambda n: f"The Outlet {n}")
    url = Sequence(lambda n: f"https://outlet{n}.example/")


class TopicFactory(DjangoModelFactory[Topic]):
    """A topic."""

    class Meta:
        model = Topic

    name = Sequence(lambda n: f"Topic {n}")


class DisclaimerFactory(DjangoModelFactory[Disclaimer]):
    """A disclaimer with one wording."""

    class Meta:
        model = Disclaimer
        skip_postgeneration_save = True

    name = Sequence(lambda n: f"Disclaimer {n}")

    text = PostGeneration(_write_first_wording)


class HomePageFactory(wagtail_factories.PageFactory):
    """A home page."""

    class Meta:
        model = HomePage


class StandardPageFactory(wagtail_factories.PageFactory):
    """A standard page."""

    class Meta:
        model = StandardPage

    title = Sequence(lambda n: f"Page {n}")


class NoticeFactory(DjangoModelFactory[Notice]):
    """A notice that everybody is shown now."""

    class Meta:
        model = Notice

    text = Sequence(lambda n: f"<p>Notice {n}.</p>")


class NewsDeskPageFactory(wagtail_factories.PageFactory):
    """A desk."""

    class Meta:
        model = NewsDeskPage

    title = Sequence(lambda n: f"Desk {n}")


class ArticlePageFactory(wagtail_factories.PageFactory):
    """A live article; needs `parent=` a desk."""

    class Meta:
        model = ArticlePage

    title = Sequence(lambda n: f"Article {n}")
    source = SubFactory(SourceFactory)
    shared_on = datetime.date(2024, 5, 1)


def restrict(page: Page, *groups: str) -> PageViewRestriction:
    """Let only these groups read the page and all below it."""
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    for name in groups:
        restriction.groups.add(Group.objects.get_or_create(name=name)[0])
    return restriction
