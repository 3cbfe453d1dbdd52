"""Which pages are found, and in which order."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.search import dialects, engine, find, parse
from core.search.suggestions import suggest
from home.models import HomePage
from members.models import User
from news.models import NewsDeskPage
from tests.core.search.conftest import Add, Search
from tests.factories import (
    SourceFactory,
    StandardPageFactory,
    TopicFactory,
    restrict,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["few", "many"])
def extent(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Both ways of finding: all hits, or the newest."""
    if request.param == "many":
        for dialect in (dialects.SQLite, dialects.PostgreSQL):
            monkeypatch.setattr(dialect, "many", 0)
    return request.param


@pytest.mark.usefixtures("extent")
class TestFinding:
    """What holds whichever way is taken."""

    def test_all_words_have_to_be_there(self, add: Add, search: Search) -> None:
        add("Harbour", "The council met.")
        add("Orchard", "The council did not meet.")

        assert search("council harbour ") == ["Harbour"]
        assert search("council station ") == []

    def test_title_counts_more_than_text(self, add: Add, search: Search) -> None:
        add("Orchards", "Of the harbour and other things.", shared_on=datetime.date(2024, 1, 2))
        add("The harbour", "Of orchards and others.", shared_on=datetime.date(2024, 1, 1))

        assert search("harbour ") == ["The harbour", "Orchards"]

    def test_more_of_a_word_counts_more(self, add: Add, search: Search) -> None:
        rest = "and much else that has nothing to do with it at all"
        add("Once", f"A harbour {rest}.", shared_on=datetime.date(2024, 1, 2))
        add("Often", f"Harbour, harbour, harbour {rest}.", shared_on=datetime.date(2024, 1, 1))

        assert search("harbour ") == ["Often", "Once"]

    def test_equals_stand_newest_first(self, add: Add, search: Search) -> None:
        for day in (2, 3, 1):
            add(f"Harbour {day}", shared_on=datetime.date(2024, 1, day))

        assert search("harbour ") == ["Harbour 3", "Harbour 2", "Harbour 1"]

    def test_newest_first_on_request(self, add: Add, search: Search) -> None:
        add("Harbour", shared_on=datetime.date(2024, 1, 1))
        add("Other", "A harbour.", shared_on=datetime.date(2024, 1, 2))

        assert search("harbour ", by_date=True) == ["Other", "Harbour"]

    def test_phrase_has_to_stand_together(self, add: Add, search: Search) -> None:
        add("Together", "A public library opened.")
        add("Apart", "A library for the public opened.")

        assert search('"public library"') == ["Together"]
        assert set(search("public library ")) == {"Together", "Apart"}

    def test_last_word_may_be_a_beginning(self, add: Add, search: Search) -> None:
        add("Libraries")

        assert search("librar") == ["Libraries"]
        assert search("librar ") == []
        assert search('"librar"') == []

    def test_case_does_not_matter(self, add: Add, search: Search) -> None:
        add("École d'ÉTÉ")

        assert search("école été ") == search("ÉCOLE ") == ["École d'ÉTÉ"]

    def test_hyphens_and_apostrophes_do_not_hide_words(self, add: Add, search: Search) -> None:
        add("A well-known harbour", "O'Brien’s boat.")

        for typed in ("well-known ", "well known ", "O'Brien ", "brien ", '"well-known harbour"'):
            assert search(typed) == ["A well-known harbour"], typed

    def test_drafts_and_expired_are_not_found(self, add: Add, search: Search) -> None:
        add("A draft", "harbour", live=False)
        add("Gone", "harbour", live=False, expired=True)
        shown = add("Shown", "harbour")

        assert search("harbour ") == ["Shown"]
        shown.unpublish()
        assert search("harbour ") == []

    def test_only_readers_find_what_is_restricted(
        self, add: Add, search: Search, member: User, stranger: User, editor: User
    ) -> None:
        restrict(add("For members", "harbour"), "Members")
        add("For all", "harbour")

        both = {"For members", "For all"}
        assert search("harbour ") == search("harbour ", stranger) == ["For all"]
        assert set(search("harbour ", member)) == both
        assert set(search("harbour ", editor)) == both

    def test_number_found_leaves_out_what_is_restricted(self, add: Add) -> None:
        restrict(add("For members", "harbour"), "Members")

        assert len(find(parse("harbour "), AnonymousUser())) == 0

    def test_restricted_desk_hides_its_articles(
        self, add: Add, search: Search, desk: NewsDeskPage, member: User
    ) -> None:
        add("On the desk", "harbour")
        restrict(desk, "Members")

        assert search("harbour ") == []
        assert search("harbour ", member) == ["On the desk"]

    def test_filters_narrow_and_combine(self, add: Add, search: Search) -> None:
        boats, fish = TopicFactory(), TopicFactory()
        paper = SourceFactory()
        add("Both", "harbour", topics=[boats, fish], source=paper)
        add("Boats", "harbour", topics=[boats])
        add("Paper", "harbour", source=paper)

        about_boats, in_paper = {"topic": Q(topics=boats)}, {"source": Q(source=paper)}
        assert set(search("harbour ", filters=about_boats)) == {"Both", "Boats"}
        assert search("harbour ", filters=about_boats | in_paper) == ["Both"]

    def test_types_without_the_filter_are_left_out(
        self, add: Add, search: Search, home_page: HomePage
    ) -> None:
        topic = TopicFactory()
        add("Article", "harbour", topics=[topic])
        StandardPageFactory(parent=home_page, title="The harbour")

        assert set(search("harbour ")) == {"Article", "The harbour"}
        assert search("harbour ", filters={"topic": Q(topics=topic)}) == ["Article"]

    def test_filter_nothing_can_meet_finds_nothing(self, add: Add, search: Search) -> None:
        add("Article", "harbour")

        assert search("harbour ", filters={"topic": Q(pk__in=[])}) == []

    def test_other_things_that_are_indexed_are_not_found(self, search: Search) -> None:
        TopicFactory(name="Harbour")

        assert search("harbour ") == []

    def test_no_words_find_nothing(self, add: Add, search: Search) -> None:
        add("Article")

        assert search("") == search("!!") == []

    def test_page_deleted_since_is_left_out(self, add: Add) -> None:
        gone, kept = add("Gone harbour"), add("Kept harbour")
        found = find(parse("harbour "), AnonymousUser())

        gone.delete()

        assert [page.pk for _, page in found.fetch(0, 10)] == [kept.pk]

    @pytest.mark.parametrize(
        "typed",
        [
            "harbour AND",
            "NOT harbour",
            "harbour NEAR orchard",
            "NEAR(harbour orchard)",
            "title:harbour",
            "{title} : harbour",
            "harbour*",
            "^harbour",
            "-harbour",
            "harbour:*",
            "harbour & !orchard",
            "harbour | orchard",
            "harbour <-> orchard",
            "(harbour",
            "harbour\\",
            "harbour'",
            "'harbour",
            '"harbour',
            "harbour;--",
            "%harbour%",
            "%s harbour",
        ],
    )
    def test_operators_are_words_or_nothing(self, add: Add, search: Search, typed: str) -> None:
        """A text with the same words is found, and one that lacks one of them is not."""
        add("Same", f"{typed.replace('<', '&lt;').replace('&', '&amp;')} orchard")
        add("Neither", "and not near title s")

        assert "Neither" not in search(f"{typed} ")
        assert "Same" in search(f"{typed} ")


@pytest.fixture
def something_to_find(add: Add) -> None:
    """A page of each type, one restricted."""
    add("Harbour", "Some words, 12 of them, at https://example.org/a.html or a@b.example.")
    restrict(add("Restricted harbour", "More words."), "Members")


@pytest.mark.usefixtures("something_to_find", "extent")
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    typed=st.one_of(
        st.text(max_size=60),
        st.text(alphabet="\"'\\&|!()*:<->^{}+~%$#@/., aé新1_", max_size=30),
        st.lists(
            st.sampled_from(
                ["harbour", "AND", "OR", "NOT", "NEAR(", '"', "'", "*", ":*", "&", "|", "!", "<->"]
            ),
            max_size=12,
        ).map(" ".join),
    )
)
def test_no_text_is_an_error(typed: str) -> None:
    words = parse(typed)

    assert "Restricted harbour" not in [
        page.title for _, page in find(words, AnonymousUser()).fetch(0, 10)
    ]
    assert "Restricted harbour" not in [each.text for each in suggest(typed, AnonymousUser())]


def test_only_the_newest_are_shown_of_very_many(
    add: Add, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    for dialect in (dialects.SQLite, dialects.PostgreSQL):
        monkeypatch.setattr(dialect, "many", 0)
    monkeypatch.setattr(engine, "NEWEST", 3)
    for day in range(1, 6):
        add(f"Day {day}", "harbour", shared_on=datetime.date(2024, 1, day))

    found = find(parse("harbour "), AnonymousUser())

    assert found.is_cut
    assert len(found) == 3
    assert search("harbour ") == ["Day 5", "Day 4", "Day 3"]


def test_all_are_shown_where_there_are_not_more(add: Add, monkeypatch: pytest.MonkeyPatch) -> None:
    for dialect in (dialects.SQLite, dialects.PostgreSQL):
        monkeypatch.setattr(dialect, "many", 0)
    monkeypatch.setattr(engine, "NEWEST", 3)
    for day in range(1, 4):
        add(f"Day {day}", "harbour")

    found = find(parse("harbour "), AnonymousUser())

    assert (len(found), found.is_cut) == (3, False)


def test_beyond_what_is_ranked_in_full_titles_come_first(
    add: Add, search: Search, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dialects.PostgreSQL, "ranked_in_full", 1)
    add("Other", "A harbour.", shared_on=datetime.date(2024, 1, 3))
    add("Harbour one", shared_on=datetime.date(2024, 1, 1))
    add("Harbour two", shared_on=datetime.date(2024, 1, 2))

    assert search("harbour ") == ["Harbour two", "Harbour one", "Other"]


def test_words_of_topic_and_source_find_an_article(add: Add, search: Search) -> None:
    topic = TopicFactory(name="Seafaring")
    add("Article", topics=[topic], source=SourceFactory(name="Coastal Gazette"))

    assert search("seafaring gazette ") == ["Article"]
