"""Nothing breaks with too little or too much in it: no sideways scrolling, no axe violation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest

from tests.e2e.conftest import NewContext
from tests.e2e.site import RunningSite, running_site
from tests.e2e.test_accessibility import violations
from tests.extremes.views import View, extreme_views, overfull_views

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
# Each width with one of the schemes; the ordinary pages are looked at with both.
LOOKS = {320: "dark", 1280: "light"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """A site of its own: other tests expect the demo's content only."""
    with running_site(tmp_path_factory.mktemp("extremes")) as running:
        yield running


@pytest.fixture(scope="module")
def views(site: RunningSite) -> list[View]:
    """What there is to look at before the site itself is overfilled."""
    return extreme_views(site)


def faults(new_context: NewContext, site: RunningSite, views: list[View]) -> list[str]:
    """Everything that is wrong with any of the views."""
    found = []
    for width, scheme in LOOKS.items():
        look = {"viewport": {"width": width, "height": 800}, "color_scheme": scheme}
        for address, own in grouped(views, site).items():
            context = new_context(base_url=address, **look)
            for view in own:
                page = context.new_page()
                view.go(page)
                where = f"{view.name}, {width}"
                if sideways := page.evaluate(SIDEWAYS):
                    found.append(f"{where}: {sideways} pixels to scroll sideways")
                found += [f"{where}: {violation}" for violation in violations(page)]
                page.close()
                context.clear_cookies()
    return found


def grouped(views: list[View], site: RunningSite) -> dict[str, list[View]]:
    """The views by their sites' addresses; windows of a site share what they have loaded."""
    groups: dict[str, list[View]] = defaultdict(list)
    for view in views:
        groups[view.address(site)].append(view)
    return groups


def test_pages_with_too_little_or_too_much_in_them_hold(
    new_context: NewContext, site: RunningSite, views: list[View]
) -> None:
    assert len({view.name for view in views}) == len(views) > 30

    assert "\n".join(faults(new_context, site, views)) == ""


def test_pages_hold_when_name_menu_and_home_page_are_too_long(
    new_context: NewContext, site: RunningSite, views: list[View]
) -> None:
    assert "\n".join(faults(new_context, site, overfull_views(site))) == ""
