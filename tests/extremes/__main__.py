"""Make content at its extremes on the site of the environment, for what looks at it from outside.

`python -m tests.extremes` prints the pages' addresses; `python -m tests.extremes site` overfills
what all pages share, for looks at it that come last.
"""

from __future__ import annotations

import json
import sys

import django

django.setup()

from django.template import loader  # noqa: E402 -- needs Django set up

from tests.extremes.content import make_empty_site, make_pages, overfill_site  # noqa: E402 -- the same

# What no address leads to without something breaking.
ERRORS = {name: f"{name}.html" for name in ("500", "400")}

if sys.argv[1:] == ["site"]:
    overfill_site()
else:
    paths = make_pages()
    make_empty_site()
    errors = {name: loader.get_template(template).render() for name, template in ERRORS.items()}
    print(json.dumps({"paths": paths, "errors": errors}))
