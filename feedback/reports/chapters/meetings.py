"""Meetings of bodies: held against prescribed, minutes within the term, attendance."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.questionnaires.content import Words
from feedback.reports.content import Cell, CellKind, Chapter, Chart, Row, Table
from feedback.reports.scope import Scope
from feedback.reports.trail import Trail, column, figures, label, named, said, share, words
from forums.bodies.models import Body
from forums.reports.content import MinutesStanding, expected_of, minutes_of, presences_of
from forums.reports.words import category_label
from prestizh.meetings.models import Meeting, Mode
from prestizh.meetings.stages import MeetingStage
from prestizh.terms import sofia_day

KEY = "meetings"


@dataclass(frozen=True, slots=True)
class Sat:
    """What was read: bodies, their meetings of the period, minutes and presences by meeting."""

    bodies: list[Body]
    meetings: list[Meeting]
    minutes: dict[int, MinutesStanding]
    presences: list[tuple[int, str, bool]]

    def of(self, body: Body) -> "Sat":
        """The part of one body."""
        meetings = [row for row in self.meetings if row.subject == body.subject]
        own = {row.pk for row in meetings}
        presences = [one for one in self.presences if one[0] in own]
        return Sat([body], meetings, self.minutes, presences)

    @property
    def held(self) -> list[Meeting]:
        return [row for row in self.meetings if row.stage == MeetingStage.CLOSED]

    @property
    def not_held(self) -> list[Meeting]:
        return [row for row in self.meetings if row.stage == MeetingStage.CANCELLED]

    def with_minutes(self, *standings: MinutesStanding) -> list[Meeting]:
        """Those held whose minutes stand so."""
        return [row for row in self.held if self.minutes.get(row.pk) in standings]

    def attendance(self) -> Cell:
        """In percent of the votes that were invited."""
        return share(sum(there for _m, _c, there in self.presences), len(self.presences))


def bodies_of(scope: Scope) -> list[Body]:
    """The bodies that were at work in the period."""
    still = Q(ended_at=None) | Q(ended_at__gte=scope.begins_at)
    rows = Body.objects.public().filter(
        still, scope.of_unit("unit"), constituted_at__lt=scope.ends_at
    )
    return list(rows.order_by("name", "pk"))


def meetings(scope: Scope, trail: Trail) -> Chapter:
    """Bodies at work in the period and their meetings. Five queries."""
    sat = _read(scope)
    expected = {body.pk: _expected(body, scope) for body in sat.bodies}
    for body in sat.bodies:
        _deviate(body, sat.of(body), expected[body.pk], trail)
    late = sat.with_minutes(MinutesStanding.LATE)
    missing = sat.with_minutes(MinutesStanding.MISSING)
    in_time = sat.with_minutes(MinutesStanding.IN_TIME)
    due = len(in_time) + len(late) + len(missing)
    table = figures(
        KEY,
        [
            (
                "bodies",
                _("Bodies at work"),
                trail.count(f"{KEY}.bodies", "body", [body.pk for body in sat.bodies]),
            ),
            ("expected", _("Meetings prescribed for the period"), Cell(sum(expected.values()))),
            ("held", _("Meetings held"), _count(trail, "held", sat.held)),
            ("not_held", _("Meetings that were not held"), _count(trail, "not_held", sat.not_held)),
            ("attendance", _("Attendance at meetings of bodies, in percent"), sat.attendance()),
            ("in_time", _("Minutes published in time"), _count(trail, "in_time", in_time)),
            ("late", _("Minutes published late"), _count(trail, "late", late)),
            ("missing", _("Minutes still owed"), _count(trail, "missing", missing)),
            ("in_time_share", _("Minutes in time, in percent"), share(len(in_time), due)),
        ],
    )
    tables = (table, _each(sat, expected, trail), _quotas(sat)) if sat.bodies else (table,)
    return Chapter(KEY, label(_("Bodies and their meetings")), (_said(sat),), tables)


def _read(scope: Scope) -> Sat:
    bodies = bodies_of(scope)
    rows = list(
        Meeting.objects.public()
        .filter(scope.instants("starts_at"), subject__in=[body.subject for body in bodies])
        .order_by("starts_at", "pk")
    )
    held = [row for row in rows if row.stage == MeetingStage.CLOSED]
    return Sat(bodies, rows, minutes_of(held, scope.today), presences_of(held))


def _expected(body: Body, scope: Scope) -> int:
    first, last = scope.first, min(scope.last, scope.today)
    if body.constituted_at is not None:
        first = max(first, sofia_day(body.constituted_at))
    if body.ended_at is not None:
        last = min(last, sofia_day(body.ended_at))
    return expected_of(body.meetings_per_year, first, last)


def _count(trail: Trail, name: str, rows: Iterable[Meeting]) -> Cell:
    return trail.count(f"{KEY}.{name}", "meeting", [row.pk for row in rows])


def _said(sat: Sat) -> Words:
    if not sat.bodies:
        return said(lambda: gettext("No body was at work in the period."))
    return said(
        lambda: (
            gettext("Bodies at work: %(bodies)d. Meetings held: %(held)d.")
            % {"bodies": len(sat.bodies), "held": len(sat.held)}
        )
    )


def _deviate(body: Body, own: Sat, expected: int, trail: Trail) -> None:
    if len(own.held) < expected:
        trail.deviate(
            f"meetings:{body.public_id}",
            lambda: (
                gettext("%(body)s: meetings held %(held)d, prescribed %(expected)d.")
                % {"body": body, "held": len(own.held), "expected": expected}
            ),
            "body",
            body.pk,
        )
    for row in own.with_minutes(MinutesStanding.LATE, MinutesStanding.MISSING):
        _deviate_minutes(body, row, own.minutes[row.pk], trail)


def _deviate_minutes(body: Body, row: Meeting, standing: MinutesStanding, trail: Trail) -> None:
    facts = {"body": body, "meeting": row}
    trail.deviate(
        f"minutes:{row.public_id}",
        lambda: (
            (
                gettext("%(body)s: the minutes of %(meeting)s were published late.")
                if standing == MinutesStanding.LATE
                else gettext("%(body)s: the minutes of %(meeting)s are still owed.")
            )
            % facts
        ),
        "meeting",
        row.pk,
    )


def _each(sat: Sat, expected: dict[int, int], trail: Trail) -> Table:
    return Table(
        key="meetings_each",
        title=label(_("Each body")),
        columns=(
            column("body", _("Body"), CellKind.WORDS),
            column("expected", _("Prescribed for the period")),
            column("held", _("Held")),
            column("written", _("Of them in writing")),
            column("not_held", _("Not held")),
            column("in_time", _("Minutes in time")),
            column("late", _("Minutes late or owed")),
            column("attendance", _("Attendance in percent"), CellKind.SHARE),
        ),
        rows=tuple(_row(body, sat.of(body), expected[body.pk], trail) for body in sat.bodies),
        charts=(Chart(label(_("Meetings held by each body")), "held"),),
    )


def _row(body: Body, own: Sat, expected: int, trail: Trail) -> Row:
    name = f"of.{body.public_id}"
    late = own.with_minutes(MinutesStanding.LATE, MinutesStanding.MISSING)
    written = [row for row in own.held if row.mode == Mode.WRITTEN]
    in_time = own.with_minutes(MinutesStanding.IN_TIME)
    return Row(
        body.public_id,
        (
            named(body.name, body.name_en),
            Cell(expected),
            _count(trail, f"{name}.held", own.held),
            _count(trail, f"{name}.written", written),
            _count(trail, f"{name}.not_held", own.not_held),
            _count(trail, f"{name}.in_time", in_time),
            _count(trail, f"{name}.late", late),
            own.attendance(),
        ),
    )


def _quotas(sat: Sat) -> Table:
    asked: Counter[str] = Counter(category for _m, category, _t in sat.presences)
    came: dict[str, int] = defaultdict(int)
    for _meeting, category, there in sat.presences:
        came[category] += there
    return Table(
        key="meetings_quotas",
        title=label(_("Attendance by quota")),
        columns=(
            column("quota", _("Quota"), CellKind.WORDS),
            column("invited", _("Invited")),
            column("came", _("There")),
            column("share", _("Share in percent"), CellKind.SHARE),
        ),
        rows=tuple(
            Row(
                code or "none",
                (_quota(code), Cell(number), Cell(came[code]), share(came[code], number)),
            )
            for code, number in sorted(asked.items())
        ),
        note=label(_("Each seat is counted once for every meeting to which it was invited.")),
    )


def _quota(code: str) -> Cell:
    return words(said(lambda: category_label(code)))
