"""What an article costs, in short; `make bench-article` measures it at length and on PostgreSQL.

No browser is needed, but the whole prepared site that is here.
"""

from __future__ import annotations

from tests.bench.article_cpu import both, cost
from tests.e2e.site import RunningSite

# The bench's bound is lower. Here few rounds have to do, on a machine that runs other tests
# meanwhile; what this is to find is work that was added to every request by mistake.
BOUND = 0.75
ROUNDS = 6
ARTICLE = "picture, ordinary blocks"


def test_article_takes_less_processor_time_than_plain_wagtails(site: RunningSite) -> None:
    with both(site.environment) as (ours, twin):
        for model in ("news.ArticlePage", "news.NewsDeskPage", "home.HomePage"):
            assert ours.columns(model) == twin.columns(model), "the twin reads other columns"
        measured = cost(ours, twin, ARTICLE, ROUNDS)

    assert measured.ratio <= BOUND
    assert measured.ours_queries < measured.twin_queries
