"""What machines ask for: robots.txt, the map of the public pages, where to report a weakness."""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from consultations import fragments
from consultations.models import Consultation
from consultations.stages import PUBLIC_STAGES
from feedback.measures.models import ImprovementProposal
from forums.bodies.models import Body
from forums.calls.models import Call
from forums.recommendations.models import Recommendation
from prestizh.home.context import the_municipality
from prestizh.ledger import clock
from prestizh.ui.artefacts import published

LANGUAGES = ("bg", "en")
STANDING = (
    "home:front",
    "consultations:list",
    "bodies:list",
    "calendar:all",
    "recommendations:list",
    "recommendations:unanswered",
    "measures:changed",
    "measures:list",
    "home:about",
    "home:procedure",
    "home:accessibility",
    "home:privacy",
    "places:days",
    "ledger:record",
)
# A map may hold 50 000 addresses in two languages.
MOST = 20_000


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Everything public may be indexed; people's own pages are nobody else's business."""
    closed = (
        "/account/",
        "/people/",
        "/follow/",
        "/consultations/desk/",
        "/consultations/receipt/",
        "/bodies/desk/",
        "/changed/desk/",
        "/changed/measures/",
        "/changed/mine/",
        "/stakeholders/",
        "/recommendations/desk/",
        "/recommendations/measures/",
    )
    lines = ["User-agent: *"]
    lines += [f"Disallow: {prefix}{path}" for path in closed for prefix in ("", "/en")]
    lines += ["", f"Sitemap: {settings.SITE_URL}{reverse('home:sitemap')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


@login_not_required
@published(fragments.LISTS)
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page in both languages."""
    ids = Consultation.objects.filter(stage__in=PUBLIC_STAGES).values_list("public_id", flat=True)
    pages: list[tuple[str, tuple[str, ...]]] = [(name, ()) for name in STANDING]
    pages += [("consultations:page", (public_id,)) for public_id in ids[:MOST]]
    bodies = Body.objects.public().values_list("public_id", flat=True)
    pages += [("bodies:page", (public_id,)) for public_id in bodies[:MOST]]
    calls = Call.objects.public().values_list("public_id", flat=True)
    pages += [("calls:page", (public_id,)) for public_id in calls[:MOST]]
    recommended = Recommendation.objects.public().values_list("public_id", flat=True)
    pages += [("recommendations:page", (public_id,)) for public_id in recommended[:MOST]]
    proposed = ImprovementProposal.objects.public().values_list("public_id", flat=True)
    pages += [("measures:page", (public_id,)) for public_id in proposed[:MOST]]
    addresses = []
    for language in LANGUAGES:
        with translation.override(language):
            addresses += [settings.SITE_URL + reverse(name, args=args) for name, args in pages]
    return render(
        request, "home/sitemap.xml", {"addresses": addresses}, content_type="application/xml"
    )


@login_not_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Where to report a weakness (RFC 9116); absent while the municipality has no address."""
    contact = the_municipality().email
    if not contact:
        raise Http404
    until = clock.now().replace(microsecond=0) + timedelta(days=180)
    lines = [
        f"Contact: mailto:{contact}",
        f"Expires: {until.isoformat()}",
        "Preferred-Languages: bg, en",
        f"Canonical: {settings.SITE_URL}{reverse('home:security')}",
        "",
    ]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
