"""Inviting who took part, and reminding everybody once: nobody knows who has answered."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback.surveys import codes, hosts, unwanted
from feedback.surveys.hosts import Reader
from feedback.surveys.models import Invitation, Survey
from feedback.surveys.procedure import locked, must_be
from feedback.surveys.stages import SurveyStage
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.outbox.post import enqueue
from prestizh.refusal import Refused

# A reminder leaves when so many hours are left, to surveys that were open for longer than twice that.
HOURS_BEFORE = 72


def readers_of(survey: Survey) -> list[Reader]:
    """Who can be invited: of those who took part, in the identified mode only who has an account;
    nobody who wants no such letters."""
    if not survey.host_kind:
        return []
    found = hosts.took_part(survey.host_kind, survey.host_id)
    return unwanted.willing(one for one in found if survey.is_anonymous or one.user is not None)


def invite(survey: Survey, *, actor: User | None) -> None:
    """Write to everybody who took part; with codes from ten on. For the act that opens."""
    invitations = [
        Invitation(
            survey=survey,
            user=one.user,
            address="" if one.user else one.address,
            language=one.language,
        )
        for one in readers_of(survey)
    ]
    Invitation.objects.bulk_create(invitations)
    survey.invited = len(invitations)
    survey.save(update_fields=["invited"])
    if not invitations:
        return
    if survey.is_anonymous and survey.invited >= codes.LEAST_INVITED:
        codes.issue(survey, survey.invited)
        record(
            survey.subject_of_record,
            "survey.codes_sent",
            actor=actor,
            public={"survey": survey.public_id, "codes": str(survey.invited)},
        )
    for one in invitations:
        _write(survey, one, "survey.invitation")


@transaction.atomic
def remind(survey: Survey, *, actor: User) -> Survey:
    """Remind everybody who was invited, once. Raises `Refused`."""
    row = locked(survey)
    access.require(actor, "survey.manage", row.subject)
    must_be(row, SurveyStage.OPEN)
    if row.reminded_at is not None:
        raise Refused(_("The reminder was sent already; there is only one."))
    if not row.invited:
        raise Refused(_("Nobody was invited by mail, so there is nobody to remind."))
    return _remind(row)


def remind_due() -> None:
    """Send the reminder of every survey that ends in three days; for the beat."""
    now = clock.now()
    waiting = Survey.objects.open_at(now).filter(reminded_at=None, invited__gt=0)
    for survey in waiting:
        if is_due(survey):
            with transaction.atomic():
                row = locked(survey)
                if row.reminded_at is None and row.is_open(now):
                    _remind(row)


def is_due(survey: Survey) -> bool:
    """Whether it is time for the reminder: three days before the end, or after half of a short term."""
    if survey.opens_at is None:
        return False
    left = survey.closes_at - clock.now()
    whole = survey.closes_at - survey.opens_at
    return left.total_seconds() <= min(HOURS_BEFORE * 3600, whole.total_seconds() / 2)


def _remind(survey: Survey) -> Survey:
    survey.reminded_at = clock.now()
    survey.save(update_fields=["reminded_at"])
    reminded = survey.invitations.select_related("user")
    if not survey.is_anonymous:
        reminded = reminded.exclude(user__in=survey.responses.values("person"))
    for one in reminded:
        _write(survey, one, "survey.reminder")
    return survey


def _write(survey: Survey, invitation: Invitation, kind: str) -> None:
    enqueue(
        kind,
        key=f"{kind}:{survey.public_id}:{invitation.pk}",
        to=invitation.user or invitation.address,
        language=None if invitation.user else invitation.language,
        context={"survey": survey.pk},
    )
