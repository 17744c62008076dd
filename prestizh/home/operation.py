"""What the administrator sees of the works: mail and documents that failed, and trying again."""

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prestizh.accounts.access import may, only_for, require
from prestizh.documents import renditions
from prestizh.documents.models import Rendition
from prestizh.home.operation_table import of_documents, of_messages
from prestizh.ledger import clock
from prestizh.outbox import overview
from prestizh.outbox.models import Message
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.refusing import tried

PAGE = 30


@only_for("operation.read")
@require_safe
def operation(request: HttpRequest) -> HttpResponse:
    """What waits and what failed."""
    failed = Rendition.objects.filter(state=Rendition.State.FAILED).order_by("-requested_at", "-pk")
    file = _file(request, failed)
    if file is not None:
        return file
    context = {
        "post": overview.standing(),
        "messages_set_aside": Paginator(overview.set_aside(), PAGE).get_page(
            request.GET.get("page")
        ),
        "messages_failing": overview.failing()[:PAGE],
        "failed_renditions": failed[:PAGE],
        "may_retry": may(request.user, "operation.retry"),
        "clock_ahead": clock.ahead(),
    }
    return render(request, "home/operation.html", context)


def _file(request: HttpRequest, failed: "QuerySet[Rendition]") -> HttpResponse | None:
    """One of the three tables of the page."""
    given_up, failing = overview.set_aside(), overview.failing()
    return (
        exported(request, lambda: of_messages(one_by_one(given_up)), _("Mail given up"))
        or exported(
            request,
            lambda: of_messages(one_by_one(failing)),
            _("Messages being tried again"),
            which="failing",
        )
        or exported(
            request,
            lambda: of_documents(one_by_one(failed)),
            _("Documents that could not be made"),
            which="documents",
        )
    )


@only_for("operation.retry")
@require_POST
def retry_message(request: HttpRequest, pk: int) -> HttpResponse:
    """Send a message once more."""
    row = get_object_or_404(Message, pk=pk)
    person = require(request.user, "operation.retry")
    tried(
        request,
        lambda: overview.retry(row, actor=person),
        _("The message will be sent again within a minute."),
    )
    return redirect("home:operation")


@only_for("operation.retry")
@require_POST
def retry_rendition(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a document once more."""
    row = get_object_or_404(Rendition, pk=pk)
    person = require(request.user, "operation.retry")
    tried(
        request,
        lambda: renditions.retry(row, actor=person),
        _("The document will be made again within a minute."),
    )
    return redirect("home:operation")
