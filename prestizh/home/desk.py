"""The signed-in person's own page: what they sent, and what their roles ask of them next."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from consultations.duties import duties
from consultations.models import Consultation, Opinion
from feedback.measures.duties import duties_of as improvements_of
from forums.bodies.duties import duties_of as seat_duties_of
from forums.bodies.models.body import kept_by
from forums.calls.duties import APPLICATIONS, calls_due, own_applications
from forums.recommendations.duties import duties_of
from forums.workspaces.models import Workspace
from prestizh.accounts.access import may, person_of
from prestizh.accounts.models import Organisation, Representation, User
from prestizh.documents.table import Column, Table
from prestizh.home.context import the_municipality
from prestizh.ledger import clock
from prestizh.meetings.duties import duties_of as meetings_ahead
from prestizh.outbox import overview
from prestizh.refusal import Sentence
from prestizh.terms import sofia_day
from prestizh.ui.exporting import exported, one_by_one

OPINIONS = 20
DUTIES = 30
ROOMS = 10
OWN = (
    Column("number", gettext_lazy("No. in the portal")),
    Column("consultation", gettext_lazy("Consultation")),
    Column("received_at", gettext_lazy("received on"), datetime),
    Column("state", gettext_lazy("where it stands")),
)


@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """One page for everybody; each part is there for those whom it concerns."""
    person = person_of(request)
    file = exported(request, lambda: table_of_own(person), _("My opinions"))
    if file is not None:
        return file
    now = clock.now()
    context: dict[str, Any] = {
        "today": sofia_day(now),
        "opinions": [(row, standing(row)) for row in own_opinions(person)[:OPINIONS]],
        "representations": person.representations.filter(ended_at=None)
        .select_related("organisation")
        .order_by("-pk"),
        "recommendations": duties_of(person),
        "recommends": may(person, "recommendation.manage") or kept_by(person).exists(),
        "improvements": improvements_of(person),
        "applications": own_applications(person)[:APPLICATIONS],
        "calls_due": calls_due(person, now),
        "rooms": Workspace.objects.visible_to(person).select_related("body")[:ROOMS],
        "meeting_duties": meetings_ahead(person),
        "section": "desk",
    }
    if may(person, "consultation.draft"):
        context["duties"] = duties(Consultation.objects.editable_by(person), now)[:DUTIES]
    if may(person, "body.desk"):
        context["seat_duties"] = seat_duties_of(person, context["today"])
    if may(person, "organisation.verify"):
        context["to_verify"] = to_verify()
    if may(person, "operation.read"):
        context["post"] = overview.standing()
    if may(person, "municipality.manage"):
        municipality = the_municipality()
        context["is_undescribed"] = not (municipality.name_bg and municipality.about_bg)
    context["links"] = [link for link in LINKS if may(person, link.act)]
    return render(request, "home/desk.html", context)


@dataclass(frozen=True, slots=True)
class Link:
    """A way from the desk to a screen, for those who may do `act`."""

    view: str
    label: Sentence
    icon: str
    act: str
    args: tuple[str, ...] = ()

    @property
    def url(self) -> str:
        return reverse(self.view, args=self.args)


LINKS = (
    Link("home:overview", gettext_lazy("What is late and what is due"), "clock", "overview.read"),
    Link(
        "consultations:desk",
        gettext_lazy("All consultations at the desk"),
        "document",
        "consultation.read_drafts",
    ),
    Link("bodies:desk", gettext_lazy("Desk of the bodies"), "people", "body.desk"),
    Link(
        "workspaces:results",
        gettext_lazy("Final texts of bodies"),
        "edit",
        "workspace.hand_over",
    ),
    Link(
        "measures:desk",
        gettext_lazy("Proposals and measures"),
        "check",
        "improvement.read",
    ),
    Link("stakeholders:list", gettext_lazy("Map of stakeholders"), "people", "stakeholder.read"),
    Link("results:desk", gettext_lazy("Results of surveys"), "list", "results.read"),
    Link("direct:desk", gettext_lazy("Register of direct participation"), "list", "direct.keep"),
    Link("surveys:desk", gettext_lazy("Desk of the surveys"), "list", "survey.read"),
    Link("participation:desk", gettext_lazy("Participation reports"), "list", "participation.read"),
    Link("questionnaires:list", gettext_lazy("Questionnaires"), "list", "questionnaire.read"),
    Link("accounts:verification", gettext_lazy("Organisations"), "building", "organisation.read"),
    Link("accounts:people", gettext_lazy("People and roles"), "people", "people.read"),
    Link(
        "places:settings",
        gettext_lazy("The municipality's settings"),
        "edit",
        "municipality.manage",
    ),
    Link("places:list", gettext_lazy("Settlements"), "pin", "places.manage", ("settlements",)),
    Link("places:list", gettext_lazy("Topics"), "list", "places.manage", ("topics",)),
    Link("places:list", gettext_lazy("Units"), "people", "places.manage", ("units",)),
    Link("places:list", gettext_lazy("Special days"), "calendar", "places.manage", ("days",)),
    Link("home:operation", gettext_lazy("Operation"), "info", "operation.read"),
)


def own_opinions(person: User) -> QuerySet[Opinion]:
    """What the person sent, newest first, with the counts that say how far it is."""
    return (
        Opinion.objects.filter(author=person)
        .select_related("consultation")
        .annotate(
            owed=Count("proposals", filter=Q(proposals__counts=True)),
            answered=Count("proposals", filter=Q(proposals__answer__isnull=False)),
        )
        .prefetch_related("replacements")
        .order_by("-pk")
    )


def table_of_own(person: User) -> Table:
    """All opinions that the person sent, where the page shows the latest."""
    return Table(
        OWN,
        (
            [row.reference, str(row.consultation), row.received_at, standing(row)]
            for row in one_by_one(own_opinions(person))
        ),
    )


def standing(opinion: Any) -> str:
    """Where an opinion of `own_opinions` stands, in words."""
    if opinion.withdrawn_at:
        return _("withdrawn by you")
    if opinion.is_replaced:
        return _("replaced by a later one")
    if opinion.confirmation in {Opinion.Confirmation.AWAITED, Opinion.Confirmation.SET_ASIDE}:
        return str(opinion.get_confirmation_display())
    if opinion.lateness in {Opinion.Lateness.LATE, Opinion.Lateness.NOT_ADMITTED}:
        return str(opinion.get_lateness_display())
    if opinion.owed and opinion.answered >= opinion.owed:
        return _("every proposal is answered")
    return _("registered; %(answered)s of %(owed)s proposals answered") % {
        "answered": opinion.answered,
        "owed": opinion.owed,
    }


def to_verify() -> int:
    """How many organisations wait for a clerk, themselves or for one of their people."""
    claims = Representation.objects.current().filter(verified_at=None, organisation=OuterRef("pk"))
    return int(Organisation.objects.filter(Q(verified_at=None) | Exists(claims)).count())
