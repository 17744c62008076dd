"""The letter about a registration: made on delivery, so it says where it stands then."""

from django.urls import reverse
from django.utils.translation import gettext as _

from forums.gatherings.inviting import is_reminded
from forums.gatherings.models import Registration, State
from forums.gatherings.registering import token_for
from prestizh.ledger import clock
from prestizh.outbox.letters import Letter, letter
from prestizh.outbox.links import absolute
from prestizh.outbox.models import Message


@letter("forum.registration")
def registration_letter(message: Message) -> Letter | None:
    """The link to one's registration: to confirm, to answer an invitation, to withdraw."""
    found = Registration.objects.select_related("forum__body", "table").filter(
        pk=message.context["registration"]
    )
    registration = found.first()
    if registration is None or registration.state == State.WITHDRAWN:
        return None
    return _letter(registration, _subject(registration))


@letter("forum.reminder")
def reminder_letter(message: Message) -> Letter | None:
    """To who was drawn and is silent, as long as an answer counts."""
    rows = Registration.objects.select_related("forum__body", "table")
    registration: Registration = rows.get(pk=message.context["registration"])
    if not is_reminded(registration, clock.today()):
        return None
    subject = _("Please answer, else your place goes to the reserve: %(forum)s")
    return _letter(registration, subject % {"forum": str(registration.forum)}, is_reminder=True)


def _letter(registration: Registration, subject: str, **more: object) -> Letter:
    return Letter(
        subject=subject,
        template="forum_registration",
        context={
            "registration": registration,
            "forum": registration.forum,
            "link": absolute(reverse("gatherings:mine", args=[token_for(registration)])),
            "page_link": absolute(registration.forum.get_absolute_url()),
            **more,
        },
    )


def _subject(registration: Registration) -> str:
    title = {"forum": str(registration.forum)}
    if registration.state == State.AWAITED:
        return _("Confirm your registration: %(forum)s") % title
    if registration.state == State.INVITED:
        return _("You were drawn: %(forum)s") % title
    return _("Your registration: %(forum)s") % title
