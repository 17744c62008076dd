"""The letters about a body itself: made on delivery from the rows as they are then."""

from django.urls import reverse
from django.utils.translation import gettext as _

from forums.bodies import renewals
from forums.bodies.absences import Absent
from forums.bodies.models import Membership, Release
from prestizh.ledger import clock
from prestizh.meetings.models import Meeting
from prestizh.outbox.letters import Letter, letter
from prestizh.outbox.links import absolute
from prestizh.outbox.models import Message


@letter("mandate.ends")
def mandate_letter(message: Message) -> Letter | None:
    """That a mandate ends; not sent once the member left, was renewed, or a later one is due."""
    member = Membership.objects.select_related("body", "user").get(pk=message.context["member"])
    if member.ended_on is not None or member.mandate_ends_on is None:
        return None
    if renewals.due(member.mandate_ends_on, clock.today()) != message.context["days"]:
        return None
    is_over = message.context["days"] == renewals.AFTER
    body, own = member.body, member.user_id == message.context["reader"]
    where = reverse("bodies:desk_member", args=[body.public_id, member.pk])
    subject = _("The mandate of %(name)s has run out") if is_over else _("%(name)s: mandate ends")
    return Letter(
        subject=_("Your mandate ends: %(body)s") % {"body": body}
        if own
        else subject % {"name": member.name},
        template="mandate_ends",
        context={
            "member": member,
            "body": body,
            "is_own": own,
            "is_over": is_over,
            "link": absolute(body.get_absolute_url() if own else where),
        },
    )


@letter("member.absences")
def absences_letter(message: Message) -> Letter | None:
    """That so many absences in a row were counted, and what the rules say of it.

    Not sent once the member left for another reason.
    """
    member = Membership.objects.select_related("body", "user").get(pk=message.context["member"])
    if member.ended_on is not None and member.release != Release.ABSENCES:
        return None
    meeting = Meeting.objects.get(pk=message.context["meeting"])
    absent = Absent(member, message.context["absences"], str(meeting))
    return Letter(
        subject=_("Absences in a row: %(name)s, %(body)s")
        % {"name": member.name, "body": member.body},
        template="member_absences",
        context={
            "member": member,
            "body": member.body,
            "absent": absent,
            "is_own": member.user_id == message.user_id,
            "has_ended": member.ended_on is not None,
            "link": absolute(member.body.get_absolute_url()),
        },
    )
