"""Fetching a file, and waiting for one that is being made."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from prestizh.documents.models import Document, Rendition
from prestizh.documents.serving import attachment_response


@login_not_required
@require_safe
def file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The file, for those who may read it now; absent and forbidden give the same 404."""
    document = get_object_or_404(Document.objects.visible_to(request.user), public_id=public_id)
    return attachment_response(document, request)


@login_not_required
@require_safe
def rendition(request: HttpRequest, public_id: str) -> HttpResponse:
    """How far a document is that the worker makes. Its address is known to who asked for it."""
    row = get_object_or_404(Rendition.objects.select_related("document"), public_id=public_id)
    return render(request, "documents/rendition.html", {"rendition": row})


@login_not_required
@require_safe
def rendition_file(request: HttpRequest, public_id: str) -> HttpResponse:
    """The finished document, for whoever knows the address of its page."""
    row = get_object_or_404(Rendition.objects.select_related("document"), public_id=public_id)
    if row.document is None:
        raise Http404
    return attachment_response(row.document, request)
