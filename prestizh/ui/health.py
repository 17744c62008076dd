"""For the machines that watch: whether the process lives, and whether the portal may serve."""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from prestizh.ledger import readiness


@login_not_required
@require_safe
def alive(request: HttpRequest) -> HttpResponse:
    """200 while the process answers; asks nothing of the database."""
    return HttpResponse("alive\n", content_type="text/plain")


@login_not_required
@require_safe
def ready(request: HttpRequest) -> HttpResponse:
    """200 when the database's grants, triggers, settings and clock are as they must be, else 503."""
    try:
        problems = readiness.problems()
    except DatabaseError:
        problems = ["The database does not answer."]
    return JsonResponse(
        {"ready": not problems, "problems": problems}, status=503 if problems else 200
    )
