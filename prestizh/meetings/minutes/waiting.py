"""What waits in the minutes of a meeting: the one next thing to do, and the way from draft to page."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from prestizh.ledger import clock
from prestizh.meetings.minutes import signing
from prestizh.meetings.minutes.procedure import is_open_for_remarks
from prestizh.meetings.minutes.stages import MinutesStage
from prestizh.meetings.models import Minutes, Signer
from prestizh.ui.components import Progress, Step
from prestizh.ui.dates import day_text


@dataclass(frozen=True, slots=True)
class Action:
    """What to do next. `is_post`: one button does it; `url` is empty where there is only waiting."""

    label: str
    url: str = ""
    is_post: bool = False


def next_action(minutes: Minutes) -> Action:
    """The one next thing to do about these minutes."""
    stage = MinutesStage(minutes.stage)
    if stage == MinutesStage.PUBLISHED:
        return Action(_("The minutes are published. Nothing is left to do."))
    if stage == MinutesStage.SIGNED:
        return Action(_("Look at the public copy and publish it"), _to("publish", minutes))
    if stage == MinutesStage.DRAFT and minutes.meeting.remarks_days:
        return Action(_("Send the draft to the members for remarks"), _to("send", minutes), True)
    waiting = minutes.remarks.filter(settlement=None).count()
    if waiting:
        sentence = ngettext(
            "Answer %(count)d remark of a member", "Answer %(count)d remarks of members", waiting
        )
        return Action(sentence % {"count": waiting}, _to("remarks", minutes))
    if signing.next_signer(minutes) == Signer.CHAIR:
        return Action(
            _("%(name)s signs next, as the chair") % {"name": minutes.chaired_by.name},
            _to("signing", minutes),
        )
    if signing.obstacles(minutes):
        return Action(_("Wait for the members' remarks"))
    return Action(_("Sign the minutes"), _to("signing", minutes))


def _to(name: str, minutes: Minutes) -> str:
    return reverse(f"minutes:{name}", args=[minutes.meeting.public_id])


def way(minutes: Minutes) -> list[Step]:
    """The steps from the draft to the public page, and which is being taken."""
    stages = list(MinutesStage)
    at = stages.index(MinutesStage(minutes.stage))
    texts = {
        MinutesStage.DRAFT: _("From the agenda; the secretary reads it through."),
        MinutesStage.REMARKS: _remarks_text(minutes),
        MinutesStage.SIGNED: _("First by who drew them up, then by who chaired."),
        MinutesStage.PUBLISHED: _("Without what is private; the page says what is left out."),
    }
    # A stage is done when it is reached, but for the open ones, which are being gone through.
    return [
        Step(str(capfirst(stage.label)), texts[stage], _progress(number, at))
        for number, stage in enumerate(stages)
        if stage != MinutesStage.REMARKS or minutes.meeting.remarks_days
    ]


def _progress(number: int, at: int) -> Progress:
    if number < at or (number == at and at >= FIRST_FINAL):
        return "done"
    return "now" if number == at else "ahead"


FIRST_FINAL = list(MinutesStage).index(MinutesStage.SIGNED)


def _remarks_text(minutes: Minutes) -> str:
    if minutes.remarks_until is None:
        days = minutes.meeting.remarks_days
        return ngettext(
            "The members have %(days)d working day.",
            "The members have %(days)d working days.",
            days,
        ) % {"days": days}
    if is_open_for_remarks(minutes, clock.today()):
        return _("Until %(day)s, 24:00.") % {"day": day_text(minutes.remarks_until)}
    return _("The term ended on %(day)s.") % {"day": day_text(minutes.remarks_until, "date")}
