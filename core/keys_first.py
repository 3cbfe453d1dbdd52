"""Pages of a long list: keys first, then the rows of just these keys.

A database asked for page 2,000 reads and drops all rows before it. Keys are short and often lie in
an index; and the second half of a list is read from its end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Any

from django.core.paginator import Page as ListPage
from django.db.models import QuerySet
from wagtail.admin.paginator import WagtailPaginator

# So many keys are fetched at once; with fewer things than this nothing else has to be counted.
FEW = 1_000


class KeysFirstPaginator(WagtailPaginator):
    """Pages of things, found by an ordered query set or a sequence of keys.

    `fetch` makes rows of keys, in their order. `count_many` gives their number where there
    are more than FEW: it may be remembered, and so be a little out of date.
    """

    def __init__(
        self,
        found: QuerySet[Any] | Sequence[int],
        per_page: int,
        *,
        fetch: Callable[[Sequence[int]], list[Any]],
        count_many: Callable[[], int],
        model: type[Any],
        **options: Any,
    ) -> None:
        super().__init__(found, per_page, **options)
        self.model = model
        self._fetch = fetch
        self._count_many = count_many

    @cached_property
    def count(self) -> int:
        """How many there are."""
        if not isinstance(self.object_list, QuerySet):
            return len(self.object_list)
        first = len(self._first_keys)
        return first if first <= FEW else max(first, self._count_many())

    def page(self, number: Any) -> ListPage[Any]:
        """One page, with its rows fetched."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        keys = self._keys(first, min(first + self.per_page, self.count))
        return self._get_page(self._fetch(keys), number, self)

    @cached_property
    def _first_keys(self) -> list[int]:
        return list(self.object_list.values_list("pk", flat=True)[: FEW + 1])

    def _keys(self, first: int, last: int) -> Sequence[int]:
        if not isinstance(self.object_list, QuerySet):
            return self.object_list[first:last]
        if last <= len(self._first_keys):
            return self._first_keys[first:last]
        keys = self.object_list.values_list("pk", flat=True)
        if first < self.count / 2:
            return list(keys[first:last])
        return list(keys.reverse()[self.count - last : self.count - first])[::-1]
