"""Move articles from the wording they took to the one in force now."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import policy_registry
from wagtail.search.index import insert_or_update_object

from core.locks import lock_pages
from core.memory import forget
from news.disclaimers.choosing import Choice, Choices, recorded, renewed
from news.disclaimers.log_actions import MOVED
from news.disclaimers.recording import replace
from news.models.recorded_wordings import Place, RecordedWording, RecordedWordingQuerySet

if TYPE_CHECKING:
    from members.models import User
    from news.models import ArticlePage

# Moved in one transaction; on SQLite nobody else can write meanwhile.
BATCH = 100


def move_to_current_wording(pages: Iterable[Page], user: User) -> int:
    """Move these articles to what an article published now takes; return how many changed.

    Each place keeps its disclaimer and takes that one's wording in force; where the article names
    none it takes what is the desk's now. Places where nothing was recorded are left alone, and so
    are articles that the person may not publish. Aliases follow what they show. Every change is in
    the article's log.
    """
    keys = [page.pk for page in pages]
    return move(RecordedWording.objects.filter(page__in=keys), user, follow_desk=True)


def move(records: RecordedWordingQuerySet, user: User, *, follow_desk: bool) -> int:
    """Move what stands at these places; in batches, each a transaction of its own.

    With `follow_desk` what articles took from their desk becomes what the desk has now; otherwise
    it stays with its disclaimer. Interrupted and called again it does the rest.
    """
    records = movable(records, user)
    keys = list(records.order_by("page").values_list("page", flat=True).distinct())
    moved = 0
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        with transaction.atomic():
            lock_pages(batch)
            found = _moves(records.filter(page__in=batch), follow_desk=follow_desk)
            _carry_out(found, user)
        moved += len(found)
    return moved


def movable(records: RecordedWordingQuerySet, user: User) -> RecordedWordingQuerySet:
    """Those that stand, on articles which the person may publish."""
    pages = policy_registry.get_by_type(Page)
    may_publish: QuerySet[Page] = pages.instances_user_has_permission_for(user, "publish")
    return records.standing().filter(page__alias_of=None, page__in=may_publish.values("pk"))


@dataclass
class _Move:
    """What changes on one article."""

    article: ArticlePage
    steps: list[tuple[Choice, Choice]]

    @property
    def all_places(self) -> Choices:
        """What stands on the article afterwards."""
        changed = dict(self.steps)
        return Choices(changed.get(kept, kept) for kept in recorded(self.article.pk).all)


def _moves(records: RecordedWordingQuerySet, *, follow_desk: bool) -> list[_Move]:
    moves: dict[int, _Move] = {}
    desks: dict[str, int | None] = {}
    for row in records.select_related("page"):
        kept = Choice(row.place, row.disclaimer_id, row.wording_id, row.is_desks)
        standing = _standing_of(row.page, desks) if follow_desk else kept.disclaimer_id
        new = renewed(kept, standing)
        if new and new.same_text != kept.same_text:
            moves.setdefault(row.page_id, _Move(row.page, [])).steps.append((kept, new))
    return list(moves.values())


def _standing_of(article: ArticlePage, known: dict[str, int | None]) -> int | None:
    """The disclaimer of the article's desk, asked for once for each desk."""
    path = article.path[: -article.steplen]
    if path not in known:
        known[path] = article.desk.disclaimer_id
    return known[path]


def _carry_out(moves: list[_Move], user: User) -> None:
    for move in moves:
        places = move.all_places
        for page in (move.article, *type(move.article).objects.filter(alias_of=move.article)):
            replace(page.pk, places.all)
            _renew_words(page, move)
        log(
            instance=move.article,
            action=MOVED,
            user=user,
            # One of its own: of entries of one request and action, histories show the last only.
            uuid=uuid.uuid4(),
            data={"steps": [{"from": _name(kept), "to": _name(new)} for kept, new in move.steps]},
        )
    if moves:
        forget()


def _renew_words(page: ArticlePage, move: _Move) -> None:
    """The search finds what stands within the text."""
    if all(new.place != Place.WITHIN for _kept, new in move.steps):
        return
    page.read_body()
    type(page).objects.filter(pk=page.pk).update(
        plain_text=page.plain_text, word_count=page.word_count
    )
    insert_or_update_object(page)


def _name(choice: Choice) -> str:
    wording = choice.wording
    if wording is None:
        return _("no disclaimer")
    return _("%(disclaimer)s, %(wording)s") % {
        "disclaimer": wording.disclaimer.name,
        "wording": wording,
    }
