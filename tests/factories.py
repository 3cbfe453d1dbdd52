"""Make what tests need, with as few words as possible."""

from __future__ import annotations

import datetime
from typing import Any

import factory
import wagtail_factories
from django.contrib.auth.models import Group
from factory.django import DjangoModelFactory
from wagtail.models import Page, PageViewRestriction

from core.models import DeskDocument, DeskImage
from home.models import HomePage, StandardPage
from members.models import User
from news.models import ArticlePage, Disclaimer, NewsDeskPage, Source, Topic

PASSWORD = "correct horse battery staple"


class UserFactory(DjangoModelFactory[User]):
    """An account; `groups=["Members"]` puts it into groups."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda n: f"person{n}@example.org")
    display_name = factory.Sequence(lambda n: f"Person {n}")
    password = factory.django.Password(PASSWORD)

    @factory.post_generation
    def groups(self, create: bool, extracted: list[str] | None, **_kwargs: Any) -> None:
        """Put the account into the named groups, making those that are new."""
        for name in extracted or []:
            self.groups.add(Group.objects.get_or_create(name=name)[0])


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

    name = factory.Sequence(lambda n: f"The Outlet {n}")
    url = factory.Sequence(lambda n: f"https://outlet{n}.example/")


class TopicFactory(DjangoModelFactory[Topic]):
    """A topic."""

    class Meta:
        model = Topic

    name = factory.Sequence(lambda n: f"Topic {n}")


class DisclaimerFactory(DjangoModelFactory[Disclaimer]):
    """A disclaimer with one wording."""

    class Meta:
        model = Disclaimer
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Disclaimer {n}")

    @factory.post_generation
    def text(self, create: bool, extracted: str | None, **_kwargs: Any) -> None:
        """Give it its first wording."""
        self.wordings.create(
            text=f"<p>{extracted or 'We do not always agree.'}</p>",
            in_force_from=datetime.date(2001, 1, 1),
        )


class HomePageFactory(wagtail_factories.PageFactory):
    """A home page."""

    class Meta:
        model = HomePage


class StandardPageFactory(wagtail_factories.PageFactory):
    """A standard page."""

    class Meta:
        model = StandardPage

    title = factory.Sequence(lambda n: f"Page {n}")


class NewsDeskPageFactory(wagtail_factories.PageFactory):
    """A desk."""

    class Meta:
        model = NewsDeskPage

    title = factory.Sequence(lambda n: f"Desk {n}")


class ArticlePageFactory(wagtail_factories.PageFactory):
    """A live article; needs `parent=` a desk."""

    class Meta:
        model = ArticlePage

    title = factory.Sequence(lambda n: f"Article {n}")
    source = factory.SubFactory(SourceFactory)
    shared_on = datetime.date(2024, 5, 1)


def restrict(page: Page, *groups: str) -> PageViewRestriction:
    """Let only these groups read the page and all below it."""
    restriction = PageViewRestriction.objects.create(
        page=page, restriction_type=PageViewRestriction.GROUPS
    )
    for name in groups:
        restriction.groups.add(Group.objects.get_or_create(name=name)[0])
    return restriction
