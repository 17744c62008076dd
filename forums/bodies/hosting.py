"""Bodies as hosts of meetings: who is on the roll, by what rules they meet."""

from collections.abc import Collection
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import QuerySet, Sum

from forums.bodies import consequences
from forums.bodies.models import Body, Membership, Seat, Standing, publication_key
from forums.bodies.models.body import kept_by
from forums.bodies.replacing import predecessors
from forums.bodies.stages import PUBLIC_STAGES, BodyStage
from prestizh.meetings import hosts
from prestizh.meetings.hosts import Entitled, HostFacts, MeetingRules

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone
    from prestizh.accounts.models import User
    from prestizh.meetings.models import Meeting


class Bodies:
    """The host kind „body“."""

    kind = "body"

    def find_many(self, subjects: Collection[UUID]) -> dict[UUID, HostFacts]:
        """The facts of these bodies."""
        return {
            body.subject: HostFacts(
                subject=body.subject,
                name=body.name,
                name_en=body.name_en,
                view="bodies:page",
                public_id=body.public_id,
                publication_key=publication_key(body.public_id),
                is_public=body.stage in PUBLIC_STAGES,
                is_at_work=body.stage == BodyStage.ACTIVE,
            )
            for body in Body.objects.filter(subject__in=subjects)
        }

    def roll(self, subject: UUID) -> list[Entitled]:
        """Members and the substitutes who stand for them; reserve members are not invited."""
        rows = (
            Membership.objects.current()
            .filter(body__subject=subject)
            .exclude(standing=Standing.RESERVE)
            # A substitute stands for somebody: with nobody in the seat they must first move up.
            .exclude(stands_for__ended_on__isnull=False)
            .select_related("seat", "user", "organisation")
            .order_by("seat_id", "pk")
        )
        return [_entitled(row) for row in rows]

    def rules(self, subject: UUID) -> MeetingRules:
        """The rules of the body as they stand now."""
        body: Body = Body.objects.get(subject=subject)
        voting = Seat.objects.filter(body=body, retired_at=None, has_vote=True)
        return MeetingRules(
            quorum=body.quorum,
            majority=body.majority,
            seats=voting.aggregate(all=Sum("number"))["all"] or 0,
            notice_days=body.notice_days,
            proxies=body.proxies,
            most_proxies=body.most_proxies,
            parity=body.parity,
            remarks_days=body.remarks_days,
            minutes_days=body.minutes_days,
            meetings_are_open=body.meetings_are_open,
            extraordinary_share=body.extraordinary_share,
            excused_count=body.excused_absences_count,
        )

    def came_after(self, subject: UUID) -> dict[str, str]:
        """Who sits for an organisation that had somebody else in the seat before."""
        return {f"member:{new}": f"member:{old}" for new, old in predecessors([subject]).items()}

    def follow_absences(self, meeting: "Meeting", *, actor: "User") -> None:
        """What the body's rules say of those who stayed away from a meeting that was held."""
        consequences.follow_absences(meeting, actor=actor)

    def kept_by(self, user: "Anyone") -> "QuerySet[Any, UUID]":
        """The subjects of the bodies whose secretary this person is."""
        return kept_by(user).values_list("subject", flat=True)

    def sat_in_by(self, user: "Anyone") -> "QuerySet[Any, UUID]":
        """The subjects of the bodies in which this person sits now."""
        found: QuerySet[Any, UUID] = Body.objects.of_member(user).values_list("subject", flat=True)
        return found


def _entitled(row: Membership) -> Entitled:
    return Entitled(
        holder=f"member:{row.pk}",
        user=row.user,
        name=row.name,
        speaks_for=row.speaks_for or row.seat.nominator,
        category=row.seat.category,
        side=row.seat.side,
        has_vote=row.seat.has_vote,
        stands_for=f"member:{row.stands_for_id}" if row.stands_for_id else "",
    )


hosts.register(Bodies())
