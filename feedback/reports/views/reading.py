"""What both sides share: the newest edition of a report, its files, the rows behind a number."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import get_language

from feedback.reports.drilling import sees
from feedback.reports.exporting import as_json, as_zip, tables_of
from feedback.reports.making import content_of, newest
from feedback.reports.models import Edition, ParticipationReport
from feedback.reports.papers import paper_of
from feedback.reports.showing import UrlOf, chapters_of, said_now
from prestizh.accounts.access import Anyone
from prestizh.documents.serving import guarded, paper_response
from prestizh.documents.sheets import ods, xlsx

TYPES = {
    "json": "application/json",
    "zip": "application/zip",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
SHEETS = {"xlsx": xlsx, "ods": ods}


def edition_for(user: Anyone, public_id: str) -> Edition:
    """The newest edition of a report that this person may read. Raises Http404."""
    rows = ParticipationReport.objects.visible_to(user).select_related("unit")
    report: ParticipationReport = get_object_or_404(rows, public_id=public_id)
    edition = newest(report)
    if edition is None:
        raise Http404
    edition.report = report
    return edition


def shown(edition: Edition, user: Anyone) -> dict[str, Any]:
    """The context of `participation/report.html`."""
    content = content_of(edition)
    return {
        "edition": edition,
        "chapters": list(chapters_of(content, _urls(edition, user))),
        "kind": said_now(content.kind_words),
        "unit": said_now(content.unit),
        "formats": ["pdf", *SHEETS, "zip", "json"],
    }


def _urls(edition: Edition, user: Anyone) -> UrlOf:
    seen: dict[str, bool] = {}

    def url_of(key: str) -> str:
        of = edition.behind[key][0] if key in edition.behind else ""
        if of not in seen:
            seen[of] = sees(user, of)
        public_id = edition.report.public_id
        return reverse("participation:rows", args=[public_id, key]) if seen[of] else ""

    return url_of


def file_response(request: HttpRequest, edition: Edition, extension: str) -> HttpResponse:
    """The report in one format. The caller has checked who reads."""
    language = get_language() or "bg"
    if extension == "pdf":
        return paper_response(request, paper_of(edition, language))
    response = HttpResponse(_body(edition, extension), content_type=TYPES[extension])
    name = f"participation-{edition.report.public_id}.{extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return guarded(response)


def _body(edition: Edition, extension: str) -> bytes:
    content = content_of(edition)
    if extension in SHEETS:
        with SHEETS[extension](tables_of(content)) as file:
            return file.read()
    return as_json(edition) if extension == "json" else as_zip(content, edition)
