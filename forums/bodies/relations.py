"""Who stands in which relation to a body; the acts of `accounts.access` are granted to these."""

from uuid import UUID

from forums.bodies.models import Membership, Office, Secretary
from prestizh.accounts.access import relation
from prestizh.accounts.models import Role, User


@relation("secretary")
def is_secretary(user: User, subject: UUID) -> bool:
    """Keeps its papers: was named for this body and has the role (which asks a second factor)."""
    return Role.SECRETARY in user.roles and (
        Secretary.objects.filter(body__subject=subject, user=user, ended_at=None).exists()
    )


@relation("member")
def is_member(user: User, subject: UUID) -> bool:
    """Sits in it now, as a member, substitute or reserve member."""
    return Membership.objects.current().filter(body__subject=subject, user=user).exists()


@relation("chair")
def is_chair(user: User, subject: UUID) -> bool:
    """Chairs it now, or is its vice-chair."""
    offices = [Office.CHAIR, Office.VICE_CHAIR]
    rows = Membership.objects.current().filter(body__subject=subject, user=user)
    return bool(rows.filter(office__in=offices).exists())
