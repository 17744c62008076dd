"""The public record for everybody: what it is, its roots, its chains, and the program that checks."""

from pathlib import Path
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from prestizh.ledger import daily, reading
from prestizh.ledger import verifier as the_verifier
from prestizh.ledger.models import DailyRoot, Head

ROOTS_SHOWN = 30


@login_not_required
@require_safe
def record(request: HttpRequest) -> HttpResponse:
    """What the record is, how to check it, and the last daily roots."""
    count, root = reading.root()
    last = DailyRoot.objects.order_by("-on")[:ROOTS_SHOWN]
    context = {
        "count": count,
        "root": root,
        "days": [{"on": day.on, "entries": day.entries, "root": day.root.hex()} for day in last],
        "public_key": daily.public_key(),
    }
    return render(request, "ledger/record.html", context)


@login_not_required
@require_safe
def roots(request: HttpRequest) -> HttpResponse:
    """Every daily root with its signature, oldest first."""
    everything = [reading.exported_root(day) for day in DailyRoot.objects.order_by("on")]
    return JsonResponse({"public_key": daily.public_key(), "roots": everything})


@login_not_required
@require_safe
def chain(request: HttpRequest, subject: UUID) -> HttpResponse:
    """The public chain of one subject as a file; 404 if nothing was recorded about it."""
    try:
        content = reading.public_chain(subject)
    except Head.DoesNotExist:
        raise Http404 from None
    response = JsonResponse(content, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="record-{subject}.json"'
    return response


@login_not_required
@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """The stand-alone verifier, to be run without the portal."""
    program = Path(the_verifier.__file__).read_bytes()
    response = HttpResponse(program, content_type="text/x-python; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="verifier.py"'
    return response
