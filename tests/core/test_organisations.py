"""Who runs a site, told by an app that others need not know."""

from __future__ import annotations

import pytest
from wagtail.models import Site

from core import organisations
from core.organisations import Identity, identity_of, provides_identity


@pytest.fixture
def _nobody_provides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(organisations, "_providers", [])


@pytest.mark.usefixtures("_nobody_provides")
def test_without_a_provider_the_site_speaks_for_itself() -> None:
    assert identity_of(Site(hostname="desk.example", site_name="The Desk")).name == "The Desk"
    assert identity_of(Site(hostname="desk.example")).name == "desk.example"


@pytest.mark.usefixtures("_nobody_provides")
def test_last_provider_is_asked() -> None:
    provides_identity(lambda site: Identity(name="First"))
    provides_identity(lambda site: Identity(name=f"Rooms at {site.hostname}"))

    assert identity_of(Site(hostname="desk.example")).name == "Rooms at desk.example"


def test_no_site_is_run_by_nobody() -> None:
    assert identity_of(None) == Identity()
