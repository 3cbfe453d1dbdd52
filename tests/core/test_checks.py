"""House rules: kept by all we have, and noticed when they are broken."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from django.core.checks import CheckMessage, run_checks
from django.core.checks.registry import registry
from pytest_django.fixtures import Settings
from wagtail import blocks
from wagtail.models import Page

from core import checks
from core.blocks import HeadingBlock
from core.checks import (
    blocks_of,
    check_blocks,
    check_page_types,
    check_shared_passwords,
    faults_of_block,
    faults_of_page_type,
    page_types,
)
from home.models import HomePage, StandardPage
from news.blocks import ArticleBodyBlock
from news.models import ArticlePage, NewsDeskPage


def ids(messages: Iterable[CheckMessage]) -> set[str | None]:
    """Which rules were broken."""
    return {message.id for message in messages}


@pytest.mark.django_db
def test_all_checks_run_clean() -> None:
    assert run_checks() == []


def test_our_page_types_are_found_and_wagtails_are_not() -> None:
    assert set(page_types()) == {HomePage, StandardPage, NewsDeskPage, ArticlePage}


def test_wagtails_own_page_breaks_every_rule() -> None:
    assert ids(faults_of_page_type(Page)) >= {"desk.E001", "desk.E003", "desk.E004"}


@pytest.mark.parametrize("name", ["parent_page_types", "subpage_types"])
def test_page_type_must_say_where_it_may_stand(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.delattr(StandardPage, name)

    (fault,) = check_page_types(None)

    assert fault.id == "desk.E002"
    assert name in fault.msg
    assert fault.obj is StandardPage


def test_page_type_must_know_the_access_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(vars(StandardPage._meta), "default_manager", Page._default_manager)

    assert ids(check_page_types(None)) == {"desk.E003"}


@pytest.mark.parametrize("options", [[], ["login"], ["password", "groups", "login"]])
def test_only_groups_may_restrict_a_page(
    monkeypatch: pytest.MonkeyPatch, options: list[str]
) -> None:
    monkeypatch.setattr(StandardPage, "private_page_options", options)

    assert ids(check_page_types(None)) == {"desk.E004"}


class BareBlock(blocks.StructBlock):
    """A block that says nothing of itself."""

    text = blocks.CharBlock()


def test_block_that_says_nothing_of_itself_breaks_every_rule() -> None:
    bare = blocks.StreamBlock([("bare", BareBlock())]).child_blocks["bare"]

    faults = list(faults_of_block("ArticlePage.body: bare", bare))

    assert [fault.id for fault in faults] == ["desk.E011", "desk.E012", "desk.E013", "desk.E014"]
    assert all("ArticlePage.body: bare" in fault.msg for fault in faults)


def test_block_of_ours_breaks_none() -> None:
    assert list(faults_of_block("heading", HeadingBlock())) == []


def test_every_block_of_a_body_is_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    seen = set()

    def note(where: str, _block: blocks.Block) -> list[CheckMessage]:
        seen.add(where)
        return []

    monkeypatch.setattr(checks, "faults_of_block", note)

    check_blocks(None)

    names = dict(blocks_of(ArticleBodyBlock()))
    assert {f"ArticlePage.body: {name}" for name in names} <= seen
    assert "HomePage.body: paragraph" in seen


@pytest.mark.parametrize(
    "name", ["WAGTAIL_PRIVATE_PAGE_OPTIONS", "WAGTAILDOCS_PRIVATE_COLLECTION_OPTIONS"]
)
@pytest.mark.parametrize("options", [{}, {"SHARED_PASSWORD": True}, {"OTHER": False}, None])
def test_shared_passwords_must_be_switched_off(
    settings: Settings, name: str, options: dict[str, bool] | None
) -> None:
    assert check_shared_passwords(None) == []

    if options is None:
        delattr(settings, name)
    else:
        setattr(settings, name, options)

    assert ids(check_shared_passwords(None)) == {"desk.E021"}


def test_rules_are_registered() -> None:
    rules: set[object] = {check_page_types, check_blocks, check_shared_passwords}

    assert rules <= set(registry.registered_checks)
