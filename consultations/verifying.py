"""Verifying who speaks for an organisation, and showing it where they have spoken."""

from django.db import transaction
from django.db.models import QuerySet

from consultations import fragments
from consultations.models import Consultation, Opinion, Provision
from consultations.procedure import locked
from prestizh.accounts import organisations
from prestizh.accounts.access import Anyone
from prestizh.accounts.models import Organisation, Representation


@transaction.atomic
def verify_organisation(organisation: Organisation, *, actor: Anyone, note: str) -> None:
    """A clerk has checked the organisation; its opinions show it. Raises `Refused`."""
    organisations.verify(organisation, actor=actor, note=note)
    _show(Opinion.objects.filter(organisation=organisation))


@transaction.atomic
def verify_representation(representation: Representation, *, actor: Anyone, note: str) -> None:
    """A clerk has checked the mandate; what was said with it shows it. Raises `Refused`."""
    organisations.verify_representation(representation, actor=actor, note=note)
    _show(Opinion.objects.filter(representation=representation))


def _show(opinions: QuerySet[Opinion]) -> None:
    """Render anew the places where these opinions stand; a closing report stays as it was."""
    spoken = opinions.filter(proposals__counts=True)
    for consultation in Consultation.objects.filter(opinions__in=spoken).distinct():
        row = locked(consultation)
        own = row.proposals.filter(opinion__in=spoken, counts=True)
        blocks: set[Provision | None] = {
            proposal.provision and proposal.provision.own_block
            for proposal in own.select_related("provision__block")
        }
        fragments.write_proposals(row, blocks)
        fragments.tell(row)
