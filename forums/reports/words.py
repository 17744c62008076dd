"""The facts of a yearly report in words, and what deviates from the rules, said openly."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.bodies.models import SeatCategory
from forums.reports.content import Content

Pair = tuple[str, str]


def facts(content: Content) -> list[Pair]:
    """Each figure with its name, in the active language."""
    share, days = content.share_taken_up, content.answer_days
    return [
        *_gatherings(content),
        (_("Of them in writing"), str(content.in_writing)),
        (_("Meetings that were not held"), str(content.not_held)),
        (_("Minutes published"), str(content.minutes_published)),
        (_("Minutes published late"), str(content.minutes_late)),
        (_("Minutes still owed"), str(content.minutes_missing)),
        (_("Opinions given in discussions"), str(content.opinions)),
        (_("Recommendations sent"), str(content.recommended)),
        (_("Recommendations answered"), str(content.answered)),
        (_("Taken up, whole or in part"), str(content.taken_up)),
        (_("Share taken up"), "–" if share is None else f"{share} %"),
        (_("Being worked on"), str(content.in_work)),
        (_("Answered late"), str(content.late_answers)),
        (_("Unanswered after the term"), str(content.unanswered)),
        (_("Days to an answer (median)"), "–" if days is None else f"{days:g}"),
    ]


def _gatherings(content: Content) -> Iterator[Pair]:
    yield _("Meetings prescribed for a year"), str(content.prescribed)
    if content.expected != content.prescribed:
        yield _("Of them for the time at work"), str(content.expected)
    yield _("Meetings held"), str(content.held)
    if content.sessions:
        yield _("Sessions held at tables"), str(content.sessions)


def attendance(content: Content) -> list[tuple[str, int, int, int]]:
    """Of each quota: its name, how often invited, how often there, in percent."""
    return [
        (category_label(one.category), one.invited, one.came, one.percent)
        for one in content.attendance
    ]


def tables(content: Content) -> list[tuple[str, int, int, int]]:
    """Of each table of a forum: its name, its places at all sessions, how many came, in percent."""
    return [(one.category, one.invited, one.came, one.percent) for one in content.tables]


def category_label(code: str) -> str:
    """The word for a quota; a name that is no quota of ours stays as it is."""
    known = code in SeatCategory.values
    return str(SeatCategory(code).label) if known else code or _("without a quota")


def deviations(content: Content) -> list[str]:
    """Where the year was not as the rules ask."""
    return list(_deviations(content))


def _deviations(content: Content) -> Iterator[str]:
    if content.gathered < content.expected:
        yield ngettext(
            "%(held)d meeting was held; the rules prescribe %(expected)d.",
            "%(held)d meetings were held; the rules prescribe %(expected)d.",
            content.gathered,
        ) % {"held": content.gathered, "expected": content.expected}
    late = content.late_answers + content.unanswered
    for count, sentence in (*_of_meetings(content), (late, _unanswered(late))):
        if count:
            yield sentence % {"count": count}


def _of_meetings(content: Content) -> list[tuple[int, str]]:
    return [
        (
            content.not_held,
            ngettext(
                "%(count)d meeting that was convened was not held.",
                "%(count)d meetings that were convened were not held.",
                content.not_held,
            ),
        ),
        (
            content.minutes_late,
            ngettext(
                "The minutes of %(count)d meeting were published late.",
                "The minutes of %(count)d meetings were published late.",
                content.minutes_late,
            ),
        ),
        (
            content.minutes_missing,
            ngettext(
                "The minutes of %(count)d meeting are still owed.",
                "The minutes of %(count)d meetings are still owed.",
                content.minutes_missing,
            ),
        ),
    ]


def _unanswered(count: int) -> str:
    return ngettext(
        "%(count)d recommendation was not answered in time.",
        "%(count)d recommendations were not answered in time.",
        count,
    )
