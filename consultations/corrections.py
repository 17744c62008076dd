"""Technical corrections of typing errors in a published text: recorded, shown, the term stays."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import fragments
from consultations.models import Consultation, Correction, Provision
from consultations.procedure import locked
from consultations.stages import Stage
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Refused


@transaction.atomic
def correct(
    provision: Provision, *, actor: User, wrong: str, right: str, reason: str
) -> Correction:
    """Record that `wrong` in the published text should be read as `right`. Raises `Refused`."""
    row = locked(provision.consultation)
    access.require(actor, "consultation.correct")
    _refuse_unfit(row, provision, wrong, right)
    correction: Correction = Correction.objects.create(
        consultation=row,
        provision=provision,
        wrong=wrong,
        right=right,
        reason=reason,
        corrected_by=actor,
        corrected_at=clock.now(),
    )
    record(
        row.subject,
        "consultation.corrected",
        actor=actor,
        public={"provision": provision.path, "wrong": wrong, "right": right, "reason": reason},
    )
    fragments.write_text(row, [provision.own_block])
    fragments.write_timeline(row)
    fragments.tell(row)
    return correction


def _refuse_unfit(row: Consultation, provision: Provision, wrong: str, right: str) -> None:
    if row.stage != Stage.PUBLISHED:
        raise Refused(_("Only a draft that is published for discussion is corrected."))
    if wrong == right or not wrong.strip() or not right.strip():
        raise Refused(_("Say what stands in the text and what should be read instead."))
    if wrong not in f"{provision.heading}\n{provision.text}":
        raise Refused(
            _("“%(wrong)s” does not stand in %(provision)s. Copy it exactly.")
            % {"wrong": wrong, "provision": provision.citation}
        )
