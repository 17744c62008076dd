"""The files of an application: for its applicant and for those who select, nobody else."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from forums.calls.models import Application
from forums.calls.views.applying import held_document
from prestizh.documents.serving import attachment_response


@login_not_required
@require_safe
def file(request: HttpRequest, public_id: str, document_id: str) -> HttpResponse:
    """A file of an application that the reader may see; absent and forbidden give the same 404."""
    rows = Application.objects.visible_to(request.user).select_related("mandate")
    application = get_object_or_404(rows, public_id=public_id)
    return attachment_response(held_document(application, document_id), request)
