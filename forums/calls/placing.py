"""Which place is applied for and for whom, and who may not: asked each time anything is saved."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from forums.calls.models import Application, Call, CallSeat
from forums.calls.stages import TAKES_APPLICATIONS, CallStage
from prestizh.accounts.models import Representation, User
from prestizh.refusal import Obstacle, Refused


@dataclass(frozen=True, slots=True)
class Place:
    """What is applied for and for whom: one of the call's seats, an organisation or oneself."""

    seat: CallSeat
    representation: Representation | None = None


def refuse_when_over(call: Call) -> None:
    """Raise `Refused` once a call takes no applications any more, not even late ones."""
    if call.stage == CallStage.CANCELLED:
        raise Refused(_("The call is cancelled."))
    if call.stage not in TAKES_APPLICATIONS:
        raise Refused(_("The result is published; applications are no longer taken."))


def refuse_unfit(call: Call, person: User, place: Place) -> None:
    """That the seat is in the call, and that this person may speak for whom they say."""
    if place.seat.call_id != call.pk:
        raise Refused(Obstacle(_("This seat is not in the call."), field="seat"))
    speaks = place.representation
    for_organisations = place.seat.open_to == CallSeat.For.ORGANISATIONS
    if for_organisations and speaks is None:
        sentence = _("This place is for organisations: say for which one you speak.")
        raise Refused(Obstacle(sentence, field="representation"))
    if not for_organisations and speaks is not None:
        sentence = _("This place is for persons in their own name, not for organisations.")
        raise Refused(Obstacle(sentence, field="representation"))
    if speaks is not None and (speaks.user_id != person.pk or speaks.ended_at is not None):
        sentence = _("You don't speak for this organisation (any more).")
        raise Refused(Obstacle(sentence, field="representation"))


def refuse_second(
    call: Call, person: User, place: Place, *, but: Application | None = None
) -> None:
    """One organisation, and one person, applies once; an unsent one is continued."""
    speaks = place.representation
    others = call.applications.exclude(state=Application.State.WITHDRAWN)
    if but is not None:
        others = others.exclude(pk=but.pk)
    if speaks is None:
        others = others.filter(applicant=person, organisation=None)
        sentence = _("You have an application to this call already: continue or withdraw it.")
    else:
        own = others.filter(applicant=person, organisation=speaks.organisation)
        sent = others.filter(organisation=speaks.organisation).sent()
        others = own if own.exists() else sent
        sentence = _("This organisation has applied to this call already.")
    if others.exists():
        raise Refused(Obstacle(sentence, field="representation"))
