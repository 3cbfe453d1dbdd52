"""The handbooks' pages and pictures; the admin asks who may see them."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from home.handbooks.markdown import Addresses, title_of, to_html

FOLDER = Path(settings.BASE_DIR) / "docs"
HANDBOOKS = ("editors", "administrators")


@require_safe
def handbook(request: HttpRequest, name: str) -> HttpResponse:
    """One handbook, whole."""
    text = (FOLDER / f"{name}.md").read_text(encoding="utf-8")
    content = to_html(text, Addresses(_address_of_picture, _address_of_link))
    return render(
        request, "home/admin/handbook.html", {"title": title_of(text), "handbook": content}
    )


@require_safe
def picture(request: HttpRequest, name: str) -> HttpResponse:
    """A picture of a handbook; the address can name no other file."""
    path = FOLDER / "images" / f"{name}.png"
    if not path.is_file():
        raise Http404
    return HttpResponse(path.read_bytes(), content_type="image/png")


def _address_of_picture(link: str) -> str:
    return reverse("handbooks:picture", args=[Path(link).stem])


def _address_of_link(link: str) -> str:
    """From one handbook to the other; nowhere for what is written for others and not served."""
    file, hash_, anchor = link.partition("#")
    if file.removesuffix(".md") in HANDBOOKS:
        return f"{reverse('handbooks:handbook', args=[file.removesuffix('.md')])}{hash_}{anchor}"
    return "" if file.endswith(".md") else link
