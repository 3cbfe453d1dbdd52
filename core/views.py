"""Views of uploaded files: each is for those who may have what is in its collection."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe
from wagtail import hooks
from wagtail.documents.models import document_served

from core.file_closures import file_closures
from core.files_shown import is_open_to_everyone, may_have_files_of
from core.media import IMMUTABLE, PRIVATE, REVALIDATE, file_response
from core.models import DeskDocument, DeskRendition


@require_safe
def rendition(request: HttpRequest, name: str) -> HttpResponseBase:
    """Serve one size of an image. Originals are never served: nobody asked for their full size.

    The address changes with the content (DeskImage.get_upload_to), so it may be kept for ever;
    unless it is not for everybody. Who may not have it is told what they are told of no file.
    """
    path = f"images/{name}"
    found = DeskRendition.objects.filter(file=path)
    collection = found.values_list("image__collection_id", flat=True).first()
    if collection is None or not may_have_files_of(collection, request):
        raise Http404
    kept = IMMUTABLE if file_closures().is_open(collection) else PRIVATE
    try:
        return file_response(request, default_storage, path, etag=name, cache_control=kept)
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error


@require_safe
def document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """Serve a document to whoever may have what is in its collection.

    Wagtail's hook is asked as well; members answers it by our rule first.
    """
    item = get_object_or_404(DeskDocument.objects.select_related("collection"), pk=document_id)
    if item.filename != document_filename or not may_have_files_of(item.collection_id, request):
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
            cache_control=REVALIDATE if is_open_to_everyone(item) else PRIVATE,
            filename=item.filename,
        )
    except (FileNotFoundError, ValueError) as error:
        raise Http404 from error
    document_served.send(sender=DeskDocument, instance=item, request=request)
    return response
