"""The letter about a registration: made on delivery, so it says where it stands then."""

from django.urls import reverse
from django.utils.translation import gettext as _

from forums.gatherings.models import Registration, State
from forums.gatherings.registering import token_for
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
    link = absolute(reverse("gatherings:mine", args=[token_for(registration)]))
    return Letter(
        subject=_subject(registration),
        template="forum_registration",
        context={
            "registration": registration,
            "forum": registration.forum,
            "link": link,
            "page_link": absolute(registration.forum.get_absolute_url()),
        },
    )


def _subject(registration: Registration) -> str:
    title = {"forum": str(registration.forum)}
    if registration.state == State.AWAITED:
        return _("Confirm your registration: %(forum)s") % title
    if registration.state == State.INVITED:
        return _("You were drawn: %(forum)s") % title
    return _("Your registration: %(forum)s") % title
