"""Giving and taking back roles; each step is in the record, and one administrator always stays."""

from django.db import transaction
from django.utils.translation import gettext as _

from prestizh.accounts.access import Anyone, require
from prestizh.accounts.models import Role, RoleGrant, User
from prestizh.ledger import clock
from prestizh.ledger.record import PORTAL, record
from prestizh.refusal import Refused


@transaction.atomic
def grant(person: User, role: Role, *, actor: Anyone) -> RoleGrant:
    """Give `role` to `person`. Raises Refused for who may not, and for a role already held."""
    giver = _locked(actor)
    require(giver, "people.manage")
    return _give(person, role, giver)


@transaction.atomic
def appoint_on_server(person: User, role: Role) -> RoleGrant:
    """Give `role` by a command on the server: the way to the first administrator."""
    return _give(person, role, None)


@transaction.atomic
def revoke(person: User, role: Role, *, actor: Anyone) -> None:
    """Take `role` back from `person`. Raises Refused for who may not, and for the last such one.

    All grants of the role are locked, so that two administrators can't dismiss each other at once.
    """
    taker = _locked(actor)
    require(taker, "people.manage")
    holders = RoleGrant.objects.select_for_update().filter(role=role, revoked_at=None)
    held = {grant.user_id: grant for grant in holders.order_by("pk")}
    given = held.pop(person.pk, None)
    if given is None:
        raise Refused(_("This person doesn't have the role (any more)."))
    if role == Role.ADMINISTRATOR and not User.objects.filter(pk__in=held, is_active=True).exists():
        raise Refused(_("This is the last administrator. Give the role to somebody else first."))
    given.revoked_by, given.revoked_at = taker, clock.now()
    given.save(update_fields=["revoked_by", "revoked_at"])
    forget_roles(person)
    _record("role.revoked", person, role, taker)


def forget_roles(person: User) -> None:
    """Let `person.roles` be read anew: it is remembered for one request only."""
    person.__dict__.pop("roles", None)


def _locked(actor: Anyone) -> User:
    """The acting person with the roles as they are now. Raises Refused for a visitor."""
    found = User.objects.filter(pk=actor.pk).first() if actor.pk else None
    if found is None:
        raise Refused(_("Sign in first."))
    return found


def _give(person: User, role: Role, giver: User | None) -> RoleGrant:
    User.objects.select_for_update().get(pk=person.pk)
    if RoleGrant.objects.filter(user=person, role=role, revoked_at=None).exists():
        raise Refused(_("This person has the role already."))
    given = RoleGrant.objects.create(
        user=person, role=role, granted_by=giver, granted_at=clock.now()
    )
    forget_roles(person)
    _record("role.granted", person, role, giver)
    return given


def _record(kind: str, person: User, role: Role, actor: User | None) -> None:
    """Who holds which role is said by number only: names of staff are not for the public chain."""
    record(
        PORTAL,
        kind,
        actor=actor,
        public={"role": role.value},
        private={"person": str(person.pk)},
    )
