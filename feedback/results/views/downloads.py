"""Published results for tables, machines and paper."""

from django.contrib.auth.decorators import login_not_required
from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from feedback.results.models import publication_key
from feedback.results.open_data import describe, sheets_of, table_of
from feedback.results.publishing import paper_of
from feedback.results.views.public import publication_of
from prestizh.documents.kinds import MEDIA_TYPES, Kind
from prestizh.documents.serving import paper_response
from prestizh.documents.sheets import xlsx
from prestizh.ui.artefacts import published


@published(publication_key)
@login_not_required
@require_safe
def as_csv(_request: HttpRequest, public_id: str) -> HttpResponse:
    """Every published number as CSV."""
    content = table_of(publication_of(public_id)).to_csv()
    response = HttpResponse(content, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="results-{public_id}.csv"'
    return response


@published(publication_key)
@login_not_required
@require_safe
def as_json(_request: HttpRequest, public_id: str) -> HttpResponse:
    """The frozen content with the dictionary of the data."""
    found = describe(publication_of(public_id))
    return JsonResponse(found, json_dumps_params={"ensure_ascii": False})


@login_not_required
@require_safe
def as_xlsx(_request: HttpRequest, public_id: str) -> HttpResponseBase:
    """A workbook with typed cells."""
    file = xlsx(sheets_of(publication_of(public_id)))
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"results-{public_id}.xlsx",
        content_type=MEDIA_TYPES[Kind.XLSX],
    )


@login_not_required
@require_safe
def as_pdf(request: HttpRequest, public_id: str) -> HttpResponse:
    """The PDF, or how far the worker is with it."""
    found = publication_of(public_id)
    return paper_response(request, paper_of(found, get_language() or "bg"))
