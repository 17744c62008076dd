"""Organisations and who speaks for them: registered by anybody, verified by a clerk.

Verification never stands in the way of an opinion: until then the page says so beside it.
"""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from prestizh.accounts import access
from prestizh.accounts.access import Anyone
from prestizh.accounts.models import Organisation, Representation, User
from prestizh.ledger import clock
from prestizh.ledger.record import PORTAL, record
from prestizh.refusal import Obstacle, Refused


@transaction.atomic
def register(*, actor: Anyone, name: str, eik: str, seat: str = "", site: str = "") -> Organisation:
    """Register an organisation by its ЕИК. Raises Refused if it is known or the number is wrong."""
    person = _signed_in(actor)
    organisation = Organisation(
        name=name.strip(),
        eik=eik.strip(),
        seat=seat.strip(),
        site=site.strip(),
        registered_by=person,
        registered_at=clock.now(),
    )
    _check(organisation)
    # What two people send at the same instant makes one row, and the second is refused.
    made, is_new = Organisation.objects.get_or_create(
        eik=organisation.eik, defaults=_values(organisation)
    )
    if not is_new:
        raise Refused(
            Obstacle(
                _("This ЕИК is registered already. Say that you speak for the organisation."),
                field="eik",
            )
        )
    record(
        PORTAL,
        "organisation.registered",
        actor=person,
        public={"eik": made.eik},
        private={"name": made.name},
    )
    return made


@transaction.atomic
def represent(
    organisation: Organisation, *, actor: Anyone, capacity: str, mandate_id: int | None = None
) -> Representation:
    """Say that `actor` speaks for `organisation`.

    The mandate is a kept document (`mandate_id`, its primary key) or, without one, the capacity
    that follows from the register or from the law. Raises Refused if it was said already.
    """
    person = _signed_in(actor)
    Organisation.objects.select_for_update().get(pk=organisation.pk)
    if person.representations.filter(organisation=organisation, ended_at=None).exists():
        raise Refused(_("You have said already that you speak for this organisation."))
    claim = Representation(
        user=person,
        organisation=organisation,
        capacity=capacity.strip(),
        mandate_id=mandate_id,
        claimed_at=clock.now(),
    )
    _check(claim)
    claim.save()
    record(
        PORTAL,
        "representation.claimed",
        actor=person,
        public={"eik": organisation.eik},
        private={"capacity": claim.capacity, "mandate": str(mandate_id or "")},
    )
    return claim


@transaction.atomic
def claim(
    *,
    actor: Anyone,
    eik: str,
    name: str,
    capacity: str,
    seat: str = "",
    site: str = "",
    mandate_id: int | None = None,
) -> Representation:
    """Say that `actor` speaks for the organisation with this ЕИК; it is registered if unknown."""
    known = Organisation.objects.filter(eik=eik.strip()).first()
    organisation = known or register(actor=actor, name=name, eik=eik, seat=seat, site=site)
    return represent(organisation, actor=actor, capacity=capacity, mandate_id=mandate_id)


@transaction.atomic
def verify(organisation: Organisation, *, actor: Anyone, note: str) -> None:
    """Confirm that the organisation is what it says; `note` tells on what this rests."""
    clerk = access.require(actor, "organisation.verify")
    row = Organisation.objects.select_for_update().get(pk=organisation.pk)
    if row.verified_at:
        raise Refused(_("This organisation is verified already."))
    _check_verification(row.registered_by_id, clerk, note)
    row.verified_by, row.verified_at, row.verification_note = clerk, clock.now(), note.strip()
    row.save(update_fields=["verified_by", "verified_at", "verification_note"])
    record(
        PORTAL,
        "organisation.verified",
        actor=clerk,
        public={"eik": row.eik},
        private={"note": row.verification_note},
    )
    organisation.refresh_from_db()


@transaction.atomic
def verify_representation(representation: Representation, *, actor: Anyone, note: str) -> None:
    """Confirm that the person speaks for the organisation; `note` tells on what this rests."""
    clerk = access.require(actor, "organisation.verify")
    row = _locked(representation)
    if row.verified_at:
        raise Refused(_("This representation is verified already."))
    _check_verification(row.user_id, clerk, note)
    row.verified_by, row.verified_at, row.verification_note = clerk, clock.now(), note.strip()
    row.save(update_fields=["verified_by", "verified_at", "verification_note"])
    record(
        PORTAL,
        "representation.verified",
        actor=clerk,
        public={"eik": row.organisation.eik},
        private={"person": str(row.user_id), "note": row.verification_note},
    )
    representation.refresh_from_db()


@transaction.atomic
def end(representation: Representation, *, actor: Anyone, reason: str = "") -> None:
    """End a representation: the person who claimed it, or a clerk with a reason."""
    person = _signed_in(actor)
    row = _locked(representation)
    if row.user_id != person.pk:
        access.require(actor, "organisation.verify")
        if not reason.strip():
            raise Refused(Obstacle(_("Say why this representation ends."), field="note"))
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    record(
        PORTAL,
        "representation.ended",
        actor=person,
        public={"eik": row.organisation.eik},
        private={"person": str(row.user_id), "reason": reason.strip()},
    )
    representation.refresh_from_db()


def _signed_in(actor: Anyone) -> User:
    if not isinstance(actor, User) or not actor.is_active:
        raise Refused(_("Sign in first."))
    return actor


def _locked(representation: Representation) -> Representation:
    """The row under lock, with its organisation. Raises Refused if it has ended."""
    row = (
        Representation.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=representation.pk)
    )
    if row.ended_at:
        raise Refused(_("This representation has ended."))
    return row


def _check_verification(claimant_id: int, clerk: User, note: str) -> None:
    """Nobody confirms what they claimed themselves, and nobody confirms without saying why."""
    if claimant_id == clerk.pk:
        raise Refused(_("Somebody else must verify what you have stated yourself."))
    if not note.strip():
        raise Refused(Obstacle(_("Say on what the verification rests."), field="note"))


def _check(row: Organisation | Representation) -> None:
    """Raise Refused with what the fields themselves have against the row."""
    # Facts that come later (who verified it, when it ended) are not missing yet.
    later = [f.name for f in row._meta.fields if f.null and getattr(row, f.attname) is None]
    try:
        row.clean_fields(exclude=later)
    except ValidationError as error:
        raise Refused(
            *(
                Obstacle(" ".join(sentences), field=name)
                for name, sentences in error.message_dict.items()
            )
        ) from error


def _values(organisation: Organisation) -> dict[str, object]:
    names = ("name", "seat", "site", "registered_by", "registered_at")
    return {name: getattr(organisation, name) for name in names}
