"""How many articles show what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from news.models.disclaimers import Disclaimer, DisclaimerWording, all_wordings
from news.models.recorded_wordings import Place, RecordedWording, RecordedWordingQuerySet

if TYPE_CHECKING:
    from news.models import NewsDeskPage


@dataclass(frozen=True)
class Used:
    """So many articles have this wording; None stands for no disclaimer at all."""

    wording: DisclaimerWording | None
    articles: int

    @property
    def name(self) -> str:
        """What it is called in a sentence."""
        return (
            _("the %(wording)s") % {"wording": self.wording} if self.wording else _("no disclaimer")
        )


def wordings_in_use(disclaimer: Disclaimer) -> list[DisclaimerWording]:
    """The wordings that stand on articles or have stood there, the newest first.

    Each with `articles`, the number of those on which it stands now.
    """
    articles = Count("records__page", filter=Q(records__until=None), distinct=True)
    used = disclaimer.wordings.get_queryset().filter(records__isnull=False)
    return list(used.annotate(articles=articles).order_by("-in_force_from", "-number"))


def standing(disclaimer: Disclaimer) -> RecordedWordingQuerySet:
    """All places at which the disclaimer stands."""
    return RecordedWording.objects.standing().filter(disclaimer=disclaimer)


def from_desk(desk: NewsDeskPage) -> RecordedWordingQuerySet:
    """What the desk's articles took from it, because they name no disclaimer themselves."""
    return RecordedWording.objects.standing().filter(
        page__path__startswith=desk.path, place=Place.UNDER, is_desks=True
    )


def counted(records: RecordedWordingQuerySet) -> list[Used]:
    """How many articles have which wording, the most first."""
    rows = records.order_by().values("wording").annotate(articles=Count("page", distinct=True))
    used = [Used(all_wordings().get(row["wording"]), row["articles"]) for row in rows]
    return sorted(used, key=lambda each: -each.articles)


def exchanged(draft: NewsDeskPage) -> bool:
    """Whether publishing this version of a desk now makes its articles have another's disclaimer.

    That is: another one than the desk has in public, while articles have what it had.
    """
    stored = type(draft).objects.filter(pk=draft.pk).values_list("disclaimer", flat=True).first()
    is_planned = draft.go_live_at and draft.go_live_at > timezone.now()
    return stored != draft.disclaimer_id and not is_planned and from_desk(draft).exists()
