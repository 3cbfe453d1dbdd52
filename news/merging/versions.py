"""Pages whose versions name sources and topics."""

from __future__ import annotations

from typing import Any, Self

from modelcluster.models import ClusterableModel

from news.merging.succession import led_on


class FollowsMergersModel(ClusterableModel):
    """What its revisions name was merged since: they open with what it is now."""

    class Meta:
        abstract = True

    @classmethod
    def from_serializable_data(
        cls, data: dict[str, Any], check_fks: bool = True, strict_fks: bool = False
    ) -> Self | None:
        """A version as it was kept, with the sources and topics of today."""
        made: Self | None = super().from_serializable_data(led_on(data), check_fks, strict_fks)
        return made
