"""Views of uploaded files. A check of who may see an image would go into `rendition`."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents.models import document_served

from core.media import IMMUTABLE, REVALIDATE, file_response
from core.models import DeskDocument, DeskRendition


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve one size of an image. Originals are never served: nobody asked for their full size.

    The address changes with the content (DeskImage.get_upload_to), so it may be kept for ever.
    """
    path = f"images/{name}"
    if not DeskRendition.objects.filter(file=path).exists():
        raise Http404
    try:
        return file_response(request, default_storage, path, etag=name, cache_control=IMMUTABLE)
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error


@require_safe
def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """Serve a document to whoever may see its collection (Wagtail's own hook decides)."""
    item = get_object_or_404(DeskDocument.objects.select_related("collection"), pk=document_id)
    if item.filename != document_filename:
        raise Http404
    for check in hooks.get_hooks("before_serve_document"):
        refusal = check(item, request)
        if isinstance(refusal, HttpResponse):
            return refusal
    try:
        response = file_response(
            request,
            item.file.storage,
            item.file.name,
            etag=item.get_file_hash(),
            cache_control=REVALIDATE,
            filename=item.filename,
        )
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    document_served.send(sender=DeskDocument, instance=item, request=request)
    return response
