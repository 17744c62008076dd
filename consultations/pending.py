"""Which opinions hold up a closing report: one rule for the gate and for the clerk's work list.

A trigger holds the same (`consultations_closed_is_answered`). A late opinion that nobody confirmed
holds up nobody, else a flood of them could keep any report from being published: the report counts
it among the late ones.
"""

from django.db.models import Q

from consultations.models import Opinion

_Confirmation, _Lateness = Opinion.Confirmation, Opinion.Lateness
CONFIRMED = [_Confirmation.ACCOUNT, _Confirmation.LINK, _Confirmation.TELEPHONE]
TIMELY = [_Lateness.IN_TIME, _Lateness.ADMITTED, _Lateness.NOT_ADMITTED]


def unconfirmed(opinions: str = "") -> Q:
    """Awaits its author's confirmation. `opinions` is the path to them, as in `opinions__`."""
    return Q(
        **{
            f"{opinions}withdrawn_at": None,
            f"{opinions}confirmation": _Confirmation.AWAITED,
            f"{opinions}lateness__in": TIMELY,
        }
    )


def undecided(opinions: str = "") -> Q:
    """Came late, is confirmed, and awaits a clerk's decision."""
    return Q(
        **{
            f"{opinions}withdrawn_at": None,
            f"{opinions}confirmation__in": CONFIRMED,
            f"{opinions}lateness": _Lateness.LATE,
        }
    )
