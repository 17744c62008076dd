"""A kept file as an answer: always an attachment, never something a browser runs."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.shortcuts import redirect
from django.utils.http import content_disposition_header, parse_etags

from prestizh.documents.models import Document, Rendition


def attachment_response(document: Document, request: HttpRequest | None = None) -> HttpResponse:
    """The bytes of `document` under its name. The caller has checked that the reader may have it.

    The bytes of a document never change, so its digest is its ETag: with a `request` that
    already has them the answer is 304.
    """
    tag = f'"{document.sha256}"'
    if request is not None and tag in parse_etags(request.headers.get("If-None-Match", "")):
        return guarded(HttpResponseNotModified(headers={"ETag": tag}))
    response = HttpResponse(document.open(), content_type=document.media_type)
    response["ETag"] = tag
    disposition = content_disposition_header(as_attachment=True, filename=document.name)
    response["Content-Disposition"] = disposition or "attachment"
    return guarded(response)


def paper_response(request: HttpRequest, rendition: Rendition | None) -> HttpResponse:
    """The file, or the page that shows how far it is. The caller has checked who reads.

    Raises Http404 for a paper nobody asked for.
    """
    if rendition is None:
        raise Http404
    if rendition.document is None:
        return redirect(rendition)
    return attachment_response(rendition.document, request)


def guarded(response: HttpResponse) -> HttpResponse:
    """The headers that keep a file from being shown, run, or kept in a shared cache."""
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    # Asked for anew each time: what was public may have been taken back since.
    response["Cache-Control"] = "private, no-cache"
    return response
