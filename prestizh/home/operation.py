"""What the administrator sees of the works: mail and documents that failed, and trying again."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from prestizh.accounts.access import may, only_for, require
from prestizh.documents import renditions
from prestizh.documents.models import Rendition
from prestizh.home.operation_table import of_messages
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
    file = exported(
        request, lambda: of_messages(one_by_one(overview.set_aside())), _("Mail given up")
    )
    if file is not None:
        return file
    failed = Rendition.objects.filter(state=Rendition.State.FAILED).order_by("-requested_at", "-pk")
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
