"""How long editors wait for the list of articles with 100,000 of them: `make bench-admin`.

On each database there is, a site is made by `manage.py make_articles`, and a process serves it to
an editor who is signed in (tests.bench.worker). The table gives medians, warm; what breaks a bound
by the clock makes the script fail.
"""

from __future__ import annotations

import sys
from functools import partial

from tests.bench.pages import COMMON_WORD, RARE_WORD
from tests.bench.screens import Screen, measure
from tests.bench.sites import filled_site

ARTICLES = 100_000
# Milliseconds: what an editor may wait for a page of the list.
BOUND = 400
# As far from both ends of the list as there is: half of all keys are read to get there.
FAR_BOUND = 800
LIST = "/admin/articles/"

SCREENS = (
    Screen("first page", LIST, BOUND),
    Screen("last page", f"{LIST}?p={ARTICLES}", BOUND),
    Screen("middle page", f"{LIST}?p=1000", FAR_BOUND),
    Screen("by the day shared on, first page", f"{LIST}?ordering=-shared_on", BOUND),
    Screen("one source", f"{LIST}?source=3", BOUND),
    Screen("drafts", f"{LIST}?status=draft", BOUND),
    Screen("without topics or summary", f"{LIST}?lacks=topics&lacks=summary", BOUND),
    Screen("search, rare word", f"{LIST}?q={RARE_WORD}", BOUND),
    Screen("search, very common word", f"{LIST}?q={COMMON_WORD}", BOUND),
    Screen("dashboard", "/admin/", BOUND),
)


if __name__ == "__main__":
    site = partial(filled_site, articles=ARTICLES)
    sys.exit(measure(SCREENS, f"{ARTICLES:,} articles", "Editors", site))
