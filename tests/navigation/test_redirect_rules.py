"""Redirects that would send readers in a circle or from one to the next are refused."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django.fixtures import Settings
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import ModelLogEntry, Site

from core import memory
from home.models import HomePage
from members.models import User
from navigation.redirects.forms import DeskRedirectForm
from navigation.redirects.services import Wish, add_redirects
from news.models import NewsDeskPage
from tests.factories import StandardPageFactory

HOSTILE = [
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example/",
    "/\\evil.example/",
    "https://example.org/\u202ehidden",
    "https://example.org/a\nb",
    "/with space",
    '/"><script>',
    "#top",
    "ftp://example.org/",
    "nonsense",
    "http://[",
    "/" + "x" * 10_000,
]


def form_for(old_path: str, link: str = "", **fields: Any) -> DeskRedirectForm:
    """The form as somebody fills it in."""
    data = {"old_path": old_path, "redirect_link": link, "is_permanent": "on", **fields}
    instance = data.pop("instance", None)
    return DeskRedirectForm(data, instance=instance)


def messages(form: DeskRedirectForm) -> dict[str, list[str]]:
    """What the form says, by field."""
    assert not form.is_valid()
    return {field: [str(each) for each in errors] for field, errors in form.errors.items()}


def keep(old_path: str, link: str, site: Site | None = None) -> Redirect:
    """A redirect that is there already, whichever way it came."""
    return Redirect.objects.create(old_path=old_path, redirect_link=link, site=site)


SAME_PLACE = [
    "/old",
    "/old/",
    "/old?page=2",
    "/old/#part",
    "/%6Fld",
    "/a/../old",
    "/a/%2e%2E/old/",
    "http://localhost/old",
    "https://localhost/old/",
    "http://LOCALHOST:8000/old",
    "http://www.localhost/old",
    "https://other-name.example/old",
]


@pytest.mark.parametrize("link", SAME_PLACE)
def test_redirect_to_itself_is_refused_however_it_is_written(
    site: Site, settings: Settings, link: str
) -> None:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "other-name.example"]

    assert "back to where it comes from" in messages(form_for("/old/", link))["redirect_link"][0]


@pytest.mark.parametrize("link", SAME_PLACE)
def test_redirect_to_a_redirect_is_refused_and_the_end_is_named(
    site: Site, settings: Settings, link: str
) -> None:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "other-name.example"]
    keep("/old", "https://example.org/new")

    [message] = messages(form_for("/older", link))["redirect_link"]

    assert "“/old” is itself redirected" in message
    assert "https://example.org/new" in message


@pytest.mark.parametrize("host", ["example.org", "example.org.", "www.example.org", "EXAMPLE.org"])
def test_all_names_of_a_site_are_the_same(site: Site, host: str) -> None:
    Site.objects.update(hostname="example.org", port=443)
    memory.clear()

    form = form_for("/old", f"https://{host}/old/")

    assert "back to where it comes from" in messages(form)["redirect_link"][0]


@pytest.mark.parametrize(
    "link",
    [
        "/Old",  # addresses tell large from small
        "/older",
        "/old/further",
        "https://example.org/old",
        "https://old.localhost/old",
        "/?old",
    ],
)
def test_what_only_looks_alike_is_accepted(site: Site, link: str) -> None:
    keep("/old", "https://example.org/new")

    assert form_for("/first", link).is_valid()


def test_page_at_the_end_of_a_chain_is_named_with_its_address(desk: NewsDeskPage) -> None:
    Redirect.objects.create(old_path="/old", redirect_page=desk)

    [message] = messages(form_for("/older", "/old"))["redirect_link"]

    assert "the page “News Desk” (/news-desk/)" in message


@pytest.mark.parametrize("length", [2, 3, 7])
def test_circle_of_any_length_is_refused_and_shown(site: Site, length: int) -> None:
    for number in range(1, length):
        keep(f"/r{number}", f"/r{number + 1 if number < length - 1 else 0}/")

    [message] = messages(form_for("/r0", "/r1"))["redirect_link"]

    assert message.endswith(" → ".join(f"/r{n % length}" for n in range(length + 1)) + ".")


def test_redirect_to_a_circle_that_is_there_is_refused(site: Site) -> None:
    keep("/a", "/b")
    keep("/b", "/a")

    assert "circle" in messages(form_for("/c", "/a"))["redirect_link"][0]


@pytest.mark.parametrize("query", ["?p=12", "?b=2&a=1"])
def test_query_counts_where_the_old_address_has_one(site: Site, query: str) -> None:
    keep(Redirect.normalise_path(f"/index{query}"), "/about")

    assert "itself redirected" in messages(form_for("/x", f"/index{query}"))["redirect_link"][0]
    assert form_for("/x", "/index?p=13").is_valid()


def test_letters_of_any_script_are_one_address_with_their_codes(site: Site) -> None:
    keep("/où", "/la")

    assert "“/où” is itself" in messages(form_for("/x", "/o%c3%b9/"))["redirect_link"][0]


def test_editing_does_not_take_a_redirect_for_its_own_circle(site: Site) -> None:
    redirect = keep("/a", "/b")

    form = form_for("/a", "/c", instance=redirect)

    assert form.is_valid()
    assert form.save().redirect_link == "/c"
    assert "back to where" in messages(form_for("/a", "/a", instance=redirect))["redirect_link"][0]


def test_page_is_not_led_to_from_its_own_address(desk: NewsDeskPage) -> None:
    [message] = messages(form_for("/news-desk/", redirect_page=desk.pk))["redirect_page"]
    assert "itself has the address “/news-desk”" in message

    assert "itself has" in messages(form_for("/news-desk", "/news-desk/"))["redirect_link"][0]


def test_address_of_a_page_is_kept_as_the_page(desk: NewsDeskPage) -> None:
    form = form_for("/old", "http://localhost/news-desk")

    assert form.is_valid()
    redirect = form.save()
    assert redirect.redirect_page.specific == desk
    assert redirect.redirect_link == ""


def test_address_of_a_page_with_more_to_it_is_kept_as_written(desk: NewsDeskPage) -> None:
    for number, link in enumerate(["/news-desk/?year=2015", "/news-desk/#latest", "/search/"]):
        form = form_for(f"/old{number}", link)
        assert form.is_valid()
        assert form.save().redirect_link == link


def test_address_of_a_page_is_no_chain_though_a_redirect_waits_there(desk: NewsDeskPage) -> None:
    keep("/news-desk", "https://example.org/")

    assert form_for("/old", "/news-desk/?year=2015").is_valid()


def test_one_target_is_asked_for(desk: NewsDeskPage) -> None:
    assert "choose a page, or write" in messages(form_for("/old"))["redirect_page"][0]
    both = form_for("/old", "/search/", redirect_page=desk.pk)
    assert "not both" in messages(both)["redirect_page"][0]


@pytest.mark.parametrize("link", HOSTILE)
def test_hostile_target_is_refused_at_its_field(site: Site, link: str) -> None:
    assert list(messages(form_for("/old", link))) == ["redirect_link"]


@pytest.mark.parametrize(
    "old_path", ["/", "", "https://localhost/", "//[x", "/a\u202eb", "/a\x01b", "/" + "x" * 300]
)
def test_hostile_old_address_is_refused_at_its_field(site: Site, old_path: str) -> None:
    assert list(messages(form_for(old_path, "/search/"))) == ["old_path"]


def test_old_address_is_kept_as_it_is_looked_up(site: Site) -> None:
    form = form_for(" https://old.example/2015/o%C3%B9/?b=2&a=1 ", "www.example.org/new")

    assert form.is_valid()
    redirect = form.save()
    assert redirect.old_path == "/2015/où?a=1&b=2"
    assert redirect.redirect_link == "https://www.example.org/new"


@pytest.mark.parametrize("for_one_site", [True, False])
def test_second_redirect_from_an_address_is_refused_at_the_field(
    site: Site, for_one_site: bool
) -> None:
    keep("/old", "/search/", site if for_one_site else None)

    form = form_for("/old/", "/search/", site=site.pk if for_one_site else "")

    assert messages(form) == {"old_path": ["A redirect with this path already exists."]}


def test_what_led_to_a_new_redirect_leads_on(desk: NewsDeskPage, administrator: User) -> None:
    first = keep("/first", "/second")
    other = keep("/other", "http://localhost/second/")
    elsewhere = keep("/elsewhere", "https://example.org/second")
    form = form_for("/second", redirect_page=desk.pk)

    assert form.is_valid()
    form.save()

    assert form.led_on == 2
    for redirect in (first, other):
        redirect.refresh_from_db()
        assert redirect.redirect_page.specific == desk
        assert redirect.redirect_link == ""
        entry = ModelLogEntry.objects.for_instance(redirect).get()
        assert entry.action == "wagtail.edit"
    elsewhere.refresh_from_db()
    assert elsewhere.redirect_link == "https://example.org/second"


def test_what_led_to_a_page_does_not_follow_a_redirect_from_its_address(
    home_page: HomePage,
) -> None:
    page = StandardPageFactory(parent=home_page, slug="gone", live=False)
    redirect = Redirect.objects.create(old_path="/first", redirect_page=page)
    form = form_for("/gone", "/search/")

    assert form.is_valid()
    form.save()

    redirect.refresh_from_db()
    assert redirect.redirect_page_id == page.pk


def test_sites_do_not_mix_up_their_redirects(site: Site, second_site: Site) -> None:
    keep("/old", "/new", second_site)

    assert form_for("/x", "/old", site=site.pk).is_valid()
    assert form_for("/x", "http://branch.example/old").errors
    assert form_for("/x", "/old", site=second_site.pk).errors
    # On all sites, it would be a chain on one of them.
    assert form_for("/x", "/old").errors


def test_circle_across_two_sites_is_refused(site: Site, second_site: Site) -> None:
    keep("/a", "http://branch.example/b", site)

    errors = messages(form_for("/b", "http://localhost/a", site=second_site.pk))

    assert "circle: /b → /a → /b" in errors["redirect_link"][0]


def test_site_of_its_own_goes_before_all_sites(site: Site, second_site: Site) -> None:
    keep("/a", "/b")
    keep("/a", "https://example.org/", site)

    assert form_for("/b", "/a", site=site.pk).errors["redirect_link"] == [
        "“/a” is itself redirected. Please lead straight to where it ends: https://example.org/."
    ]
    assert "circle" in form_for("/b", "/a", site=second_site.pk).errors["redirect_link"][0]


def test_leading_on_to_another_site_keeps_the_target(site: Site, second_site: Site) -> None:
    redirect = keep("/first", "http://branch.example/second", site)
    everywhere = keep("/everywhere", "/second")
    form = form_for("/second", "/third", site=second_site.pk)

    assert form.is_valid()
    form.save()

    redirect.refresh_from_db()
    assert redirect.redirect_link == "http://branch.example/third"
    # Of all sites only one leads on from there: it stays, and readers are led in one hop.
    everywhere.refresh_from_db()
    assert everywhere.redirect_link == "/second"


def test_many_are_judged_together_and_the_good_ones_kept(
    desk: NewsDeskPage, administrator: User
) -> None:
    keep("/taken", "/search/")
    keep("/there", "/m")
    wishes = [
        Wish("/a", "/b"),
        Wish("/b", "/c"),
        Wish("/c", "https://example.org/c"),
        Wish("/m", "/news-desk/"),
        Wish("/p", page=desk),
        Wish("/l1", "/l2"),
        Wish("/l2", "/l1"),
        Wish("/self", "/self/"),
        Wish("/taken", "/x"),
        Wish("/m/", "/x"),
        Wish("/empty", ""),
        Wish("/bad", "javascript:alert(1)"),
        Wish("", "/x"),
    ]

    outcome = add_redirects(wishes)

    assert [each.old_path for each in outcome.added] == ["/c", "/m", "/p"]
    reasons = {wish.old_path: reason for wish, reason in outcome.refused}
    assert len(outcome.refused) == 10
    assert "where it ends: https://example.org/c" in reasons["/a"]
    assert "where it ends: https://example.org/c" in reasons["/b"]
    assert "circle" in reasons["/l1"]
    assert "circle" in reasons["/l2"]
    assert "back to where" in reasons["/self"]
    assert "already exists" in reasons["/taken"]
    assert "already exists" in reasons["/m/"]
    assert Redirect.objects.get(old_path="/m").redirect_page.specific == desk
    assert outcome.led_on == 1
    assert Redirect.objects.get(old_path="/there").redirect_page.specific == desk
    created = ModelLogEntry.objects.filter(action="wagtail.create")
    assert {entry.label for entry in created} == {"/c", "/m", "/p"}


def test_adding_the_same_again_adds_nothing(site: Site) -> None:
    wishes = [Wish(f"/old{number}", "https://example.org/") for number in range(3)]

    assert len(add_redirects(wishes).added) == 3
    again = add_redirects(wishes)

    assert (again.added, len(again.refused)) == ([], 3)
    assert Redirect.objects.count() == 3


def test_many_cost_few_questions_each(site: Site, django_assert_max_num_queries: Any) -> None:
    wishes = [Wish(f"/old{number}", f"/new{number}") for number in range(100)]

    with django_assert_max_num_queries(20):
        add_redirects(wishes, site=site, is_permanent=False)

    assert Redirect.objects.filter(site=site, is_permanent=False).count() == 100
