"""Where the editor's form sends what was pasted."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST
from wagtail.blocks import StreamBlock, StreamValue
from wagtail.permissions import page_permission_policy

from news.models import ArticlePage
from news.writing.paste import CASE_STUDY_LINKS, PULL_QUOTES, TURNS, Block, Pasted, blocks_from
from news.writing.paste_html import TooMuchToPasteError

# In characters. A long report from Word has a tenth of it.
MOST_CHARACTERS = 1_000_000


@never_cache
@require_POST
def sort_paste(request: HttpRequest) -> JsonResponse:
    """Clipboard HTML (`html`) as blocks in the form that the editor's script inserts.

    `turn` names, any number of times, what quotations or links shall become. The answer has
    `blocks`, what was done in words (`said`), and `offers` of what else they could become. 413
    where it is too much, and then nothing was taken; 403 for who writes no pages.
    """
    if not page_permission_policy.user_has_any_permission(request.user, {"add", "change"}):
        raise PermissionDenied
    html = request.POST.get("html", "")
    if len(html) > MOST_CHARACTERS:
        return _too_much()
    try:
        pasted = blocks_from(html, turned=set(request.POST.getlist("turn")) & set(TURNS))
    except TooMuchToPasteError:
        return _too_much()
    return JsonResponse(
        {
            "blocks": _form_states(pasted.blocks),
            "said": _said(pasted),
            "offers": [_offer(turn, count) for turn, count in pasted.offers.items()],
        }
    )


def _too_much() -> JsonResponse:
    return JsonResponse({}, status=413)


def _form_states(blocks: list[Block]) -> list[dict[str, Any]]:
    """The blocks as Wagtail's script inserts them; each with an id of its own."""
    body: StreamBlock = ArticlePage._meta.get_field("body").stream_block
    raw = [{"type": name, "value": value, "id": str(uuid4())} for name, value in blocks]
    states: list[dict[str, Any]] = body.get_form_state(StreamValue(body, raw, is_lazy=True))
    return states


def _said(pasted: Pasted) -> str:
    count = len(pasted.blocks)
    return ngettext("Pasted as one part.", "Pasted as %(count)d parts.", count) % {"count": count}


def _offer(turn: str, count: int) -> dict[str, str]:
    """What could be made of some of the text, in words and as the button says it."""
    found = {
        PULL_QUOTES: _("It seems to hold %(count)d quotations with their speakers."),
        CASE_STUDY_LINKS: _("It seems to hold a list of %(count)d links to read on."),
    }
    buttons = {
        PULL_QUOTES: _("Turn into pull quotes"),
        CASE_STUDY_LINKS: _("Turn into case-study links"),
    }
    return {"turn": turn, "said": found[turn] % {"count": count}, "button": buttons[turn]}
