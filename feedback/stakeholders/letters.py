"""The letter to the office of a stakeholder, made on delivery."""

from django.utils.translation import gettext as _

from feedback.stakeholders.models import Invitation, OccasionKind
from feedback.stakeholders.occasions import found
from prestizh.ledger import clock
from prestizh.outbox.letters import Letter, letter
from prestizh.outbox.links import absolute
from prestizh.outbox.models import Message
from prestizh.ui.dates import day_text


@letter("stakeholder.invited")
def invitation_letter(message: Message) -> Letter | None:
    """To what, by when, why they are asked; nothing goes out once it is over."""
    rows = Invitation.objects.select_related("stakeholder")
    invitation = rows.get(pk=message.context["invitation"])
    occasion = found(f"{invitation.kind}:{invitation.key}", clock.now())
    if occasion is None or not occasion.is_open:
        return None
    is_call = invitation.kind == OccasionKind.CALL
    subject = _("Invitation to apply: %s") if is_call else _("Invitation to a discussion: %s")
    paragraphs = [
        _("The municipality invites %(name)s to take part: %(title)s.")
        % {"name": invitation.stakeholder.name, "title": occasion.title},
        _("It is possible until %s.") % day_text(occasion.last_day) if occasion.last_day else "",
        _("You get this letter because your office agreed to it for: %s. Answer it to end that.")
        % invitation.stakeholder.contact_purpose,
    ]
    context = {
        "heading": occasion.title,
        "paragraphs": [text for text in paragraphs if text],
        "label": _("Read and take part"),
        "link": absolute(occasion.url),
    }
    return Letter(subject=subject % occasion.title, template="stakeholder", context=context)
