"""One body at a glance: where it stands, what is missing, what can be done."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from forums.bodies import composition, duties, founding
from forums.bodies.models import Body
from forums.bodies.own_panels import places_of
from forums.bodies.patterns import pattern_of
from forums.bodies.stages import BodyStage
from forums.bodies.views.desk.frame import readable, show
from prestizh.accounts.access import only_for
from prestizh.ledger import clock
from prestizh.terms import sofia_day

PAGE_OF = {"seats": "bodies:desk_seats"}


@only_for("body.desk")
@require_safe
def page(request: HttpRequest, public_id: str) -> HttpResponse:
    """What is missing before the constitution; then who sits there and whose mandate ran out."""
    body = readable(request, public_id)
    places = places_of(body, sofia_day(clock.now()))
    return show(
        request,
        body,
        "bodies/desk/page.html",
        tab="desk_page",
        missing=_missing(body),
        unsound=composition.obstacles(body) if body.stage == BodyStage.ACTIVE else [],
        places=places,
        seat_duties=duties.seat_duties([body], sofia_day(clock.now())),
        free=sum(place.free for place in places),
        secretaries=body.secretaries.filter(ended_at=None).select_related("user"),
        last_change=body.changes.select_related("actor").last(),
        pattern=pattern_of(body.template),
    )


def _missing(body: Body) -> list[tuple[object, str]]:
    """Each obstacle with the name of the page where it is mended."""
    if body.stage != BodyStage.DRAFT:
        return []
    return [(one, PAGE_OF.get(one.field, "bodies:desk_facts")) for one in founding.obstacles(body)]
