"""„Как е изчислен срокът?“ for the terms of one initiative, in sentences with their articles."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.counting_aloud import Sentenced, aloud
from forums.direct.dues import Due
from forums.direct.provisions import Count
from prestizh.terms import GENERAL
from prestizh.ui.dates import day_text


def explained(due: Due) -> Iterator[Sentenced]:
    """How the day of a term was found, step by step."""
    rule = due.rule
    yield Sentenced(_length(due), rule.law)
    if due.counted.suspended:
        days = due.counted.suspended
        sentence = ngettext(
            "It stood still for %(days)d day, while the signatures were checked.",
            "It stood still for %(days)d days, while the signatures were checked.",
            days,
        )
        yield Sentenced(sentence % {"days": days}, "§ 5, ал. 3 ЗИД ЗПУГДВМС (ДВ, бр. 100/2010)")
    if due.counted.term is not None:
        steps = list(aloud(due.counted.term))
        first = _("The day itself, %(day)s, is not counted.") % {"day": day_text(due.start)}
        yield Sentenced(first.replace("..", "."), steps[0].law)
        yield from steps[1:]
    elif rule.count == Count.BACKWARD:
        yield Sentenced(
            _(
                "Neither the day of the event nor the day by which it is done is counted; where that "
                "one isn't a working day, it is the working day before."
            ),
            str(GENERAL),
        )
    elif rule.count in {Count.NOT_BEFORE, Count.NOT_AFTER}:
        yield Sentenced(
            _("This is a day for voting or meeting, so it doesn't move on from a day off."),
            rule.law,
        )


def _length(due: Due) -> str:
    rule, values = due.rule, {"day": day_text(due.start, "date")}
    if rule.months:
        text = ngettext(
            "%(count)d month, counted from %(day)s",
            "%(count)d months, counted from %(day)s",
            rule.months,
        )
        return text % {**values, "count": rule.months}
    if rule.count == Count.BACKWARD or rule.code == "campaign":
        text = ngettext("%(count)d day before %(day)s", "%(count)d days before %(day)s", rule.days)
    else:
        text = ngettext(
            "%(count)d day, counted from %(day)s",
            "%(count)d days, counted from %(day)s",
            rule.days,
        )
    return text % {**values, "count": rule.days}
