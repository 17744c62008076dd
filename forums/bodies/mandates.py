"""No mandate outlasts the body or, where its rules say so, the council: also once that end moves."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from forums.bodies.models import Body, Membership
from prestizh.accounts.models import User
from prestizh.ledger.record import record

# The facts of a body on which the end of everybody's mandate depends.
ENDS = frozenset({"ends_on", "within_council_mandate", "council_mandate_ends_on"})


def common_end(body: Body) -> date | None:
    """The last day of all mandates in this body: the earlier of its own and the council's end."""
    council = body.council_mandate_ends_on if body.within_council_mandate else None
    return min((end for end in (body.ends_on, council) if end is not None), default=None)


def shorten(body: Body, changed: Iterable[str], *, actor: User) -> None:
    """Let nobody who sits there now sit longer than that, if one of its facts `changed`.

    A later end gives nobody a longer mandate: that takes an act of its own.
    """
    end = common_end(body)
    if end is None or ENDS.isdisjoint(changed):
        return
    longer = Membership.objects.current().filter(
        Q(mandate_ends_on=None) | Q(mandate_ends_on__gt=end), body=body
    )
    keys = [str(pk) for pk in longer.order_by("pk").values_list("pk", flat=True)]
    if not keys:
        return
    longer.update(mandate_ends_on=end)
    fields = {"members": " ".join(keys), "mandate_ends_on": end.isoformat()}
    record(body.subject, "member.mandates_shortened", actor=actor, public=fields)
