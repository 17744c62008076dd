"""Giving a questionnaire out: prepare, open, extend, close, cancel; each step stands in the record."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback.questionnaires.content import QuestionKind
from feedback.questionnaires.models import Version
from feedback.surveys import codes, hosts, intake, inviting
from feedback.surveys.asking import content_of
from feedback.surveys.models import (
    AutomaticRule,
    Draft,
    Mode,
    Occasion,
    Reach,
    Survey,
    SurveyChange,
)
from feedback.surveys.models.plan import Outcome
from feedback.surveys.procedure import advance, end_plan, locked, managed, must_be, tell
from feedback.surveys.stages import SurveyStage, SurveyStep
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused, refuse_if_any
from prestizh.ui.artefacts import changed

LONGEST = timedelta(days=180)


@transaction.atomic
def prepare(
    version: Version,
    *,
    actor: User,
    closes_at: datetime,
    host: hosts.HostFacts | None = None,
    mode: str = Mode.ANONYMOUS,
    occasion: str = Occasion.OTHER,
    reach: str = Reach.OPEN,
) -> Survey:
    """Prepare a survey of a published version; nobody sees it yet. Raises `Refused`."""
    access.require(actor, "survey.manage", host.subject if host else None)
    return begin(
        version,
        actor=actor,
        closes_at=closes_at,
        host=host,
        mode=mode,
        occasion=occasion,
        reach=reach,
    )


def begin(
    version: Version,
    *,
    actor: User | None,
    closes_at: datetime,
    host: hosts.HostFacts | None,
    mode: str,
    occasion: str,
    reach: str,
    rule: AutomaticRule | None = None,
) -> Survey:
    """The row of a survey in preparation; without an `actor` a rule began it. Raises `Refused`."""
    now = clock.now()
    _refuse_unready(version, mode)
    _refuse_day(closes_at, now)
    survey: Survey = Survey.objects.create(
        version=version,
        host_kind=host.kind if host else "",
        host_id=host.host_id if host else "",
        subject=host.subject if host else None,
        mode=mode,
        occasion=occasion,
        reach=reach,
        rule=rule,
        closes_at=closes_at,
        created_by=actor,
        created_at=now,
    )
    SurveyChange.objects.create(
        survey=survey, target=SurveyStage.PREPARED, step=SurveyStep.PREPARE, actor=actor, at=now
    )
    _record(survey, "survey.prepared", actor, private={"version": str(version.number)})
    return survey


def _refuse_unready(version: Version, mode: str) -> None:
    if version.published_at is None:
        raise Refused(
            Obstacle(
                _("Publish the questionnaire first: what is asked must not change."),
                field="version",
            )
        )
    kinds = {question.kind for question in content_of(version).questions()}
    if not kinds:
        raise Refused(Obstacle(_("This questionnaire asks nothing yet."), field="version"))
    if QuestionKind.FILE in kinds and mode == Mode.ANONYMOUS:
        raise Refused(
            Obstacle(
                _(
                    "This questionnaire asks for a file, and a file tells whose it is. Choose "
                    "answers with names, or a questionnaire without files."
                ),
                field="mode",
            )
        )


def _refuse_day(closes_at: datetime, now: datetime) -> None:
    if closes_at <= now:
        raise Refused(Obstacle(_("The last day for answers has passed already."), field="last_day"))
    if closes_at > now + LONGEST:
        raise Refused(Obstacle(_("A survey is open for half a year at most."), field="last_day"))


def obstacles(survey: Survey) -> list[Obstacle]:
    """What is in the way of opening."""
    found = []
    if survey.closes_at <= clock.now():
        found.append(Obstacle(_("The last day for answers has passed already."), "", "last_day"))
    if survey.reach == Reach.INVITED and survey.is_anonymous:
        number = len(inviting.readers_of(survey))
        if number < codes.LEAST_INVITED:
            found.append(
                Obstacle(
                    _(
                        "Only %(number)d people can be invited. With fewer than %(least)d a code "
                        "would nearly be a name: let anybody with the link answer."
                    )
                    % {"number": number, "least": codes.LEAST_INVITED},
                    "",
                    "reach",
                )
            )
    return found


@transaction.atomic
def open_survey(survey: Survey, *, actor: User) -> Survey:
    """Open the survey and invite who took part. Raises `Refused`."""
    row = managed(survey, actor)
    begin_taking(row, actor=actor)
    end_plan(row, Outcome.WITHDRAWN, clock.now())
    return row


def begin_taking(row: Survey, *, actor: User | None) -> Survey:
    """Open a locked survey; without an `actor` a rule does it. Raises `Refused`."""
    must_be(row, SurveyStage.PREPARED)
    refuse_if_any(obstacles(row))
    row.opens_at = clock.now()
    row.save(update_fields=["opens_at"])
    advance(row, SurveyStep.OPEN, actor=actor)
    _record(
        row,
        "survey.opened",
        actor,
        public={"mode": row.mode, "until": row.closes_at.isoformat(timespec="minutes")},
    )
    inviting.invite(row, actor=actor)
    _tell(row)
    return row


@transaction.atomic
def extend(survey: Survey, *, actor: User, closes_at: datetime) -> Survey:
    """Take answers for longer; never shorter than was promised. Raises `Refused`."""
    row = managed(survey, actor)
    must_be(row, SurveyStage.PREPARED, SurveyStage.OPEN)
    now = clock.now()
    if row.stage == SurveyStage.OPEN and row.closes_at <= now:
        raise Refused(_("The survey is over; it can only be closed now."))
    _refuse_day(closes_at, now)
    if row.stage == SurveyStage.OPEN and closes_at <= row.closes_at:
        raise Refused(Obstacle(_("The new day must be after the present one."), field="last_day"))
    if row.plans.waiting().filter(opens_at__gte=closes_at).exists():
        sentence = _("By then the survey would not have opened: it is planned for a later hour.")
        raise Refused(Obstacle(sentence, field="last_day"))
    row.closes_at = closes_at
    row.save(update_fields=["closes_at"])
    _record(
        row, "survey.extended", actor, public={"until": closes_at.isoformat(timespec="minutes")}
    )
    _tell(row)
    return row


@transaction.atomic
def close(survey: Survey, *, actor: User) -> Survey:
    """End the survey and count what waits. Raises `Refused`."""
    row = managed(survey, actor)
    return stop(row, actor=actor)


def stop(row: Survey, *, actor: User | None) -> Survey:
    """Close a locked survey; without an `actor` its time has run out."""
    must_be(row, SurveyStage.OPEN)
    row.closed_at = advance(row, SurveyStep.CLOSE, actor=actor)
    row.save(update_fields=["closed_at"])
    total = intake.finish(row)
    forget(row)
    row.recorded = total
    row.save(update_fields=["recorded"])
    said = str(total) if total else "0–4"
    _record(row, "survey.closed", actor, public={"answers": said, "invited": str(row.invited)})
    _tell(row)
    return row


@transaction.atomic
def cancel(survey: Survey, *, actor: User, reason: str) -> Survey:
    """Put the survey aside, saying why. What was answered is deleted. Raises `Refused`."""
    row = managed(survey, actor)
    must_be(row, SurveyStage.PREPARED, SurveyStage.OPEN)
    if not reason.strip():
        raise Refused(Obstacle(_("Say why the survey is cancelled."), field="reason"))
    advance(row, SurveyStep.CANCEL, actor=actor, reason=reason.strip())
    end_plan(row, Outcome.WITHDRAWN, clock.now())
    row.open_answers.all().delete()
    row.responses.all().delete()
    Survey.objects.filter(pk=row.pk).update(counted=0, recorded=0)
    forget(row)
    _record(row, "survey.cancelled", actor, public={"reason": reason.strip()})
    _tell(row)
    return row


def forget(survey: Survey) -> None:
    """Delete what was needed only as long as answers were taken: codes, invitations, drafts."""
    codes.forget(survey)
    survey.invitations.all().delete()
    Draft.objects.filter(survey=survey).delete()


def close_overdue() -> None:
    """Close what has run out of time; for the beat."""
    now = clock.now()
    for survey in Survey.objects.filter(stage=SurveyStage.OPEN, closes_at__lte=now):
        with transaction.atomic():
            row = locked(survey)
            if row.stage == SurveyStage.OPEN and row.closes_at <= now:
                stop(row, actor=None)


def record_counted() -> None:
    """Let the record say how many answers more were counted; for the beat, never in a request."""
    for survey in Survey.objects.filter(stage=SurveyStage.OPEN):
        with transaction.atomic():
            row = locked(survey)
            more = row.counted - row.recorded
            if more >= intake.LEAST and row.stage == SurveyStage.OPEN:
                row.recorded = row.counted
                row.save(update_fields=["recorded"])
                _record(row, "survey.counted", None, public={"answers": str(more)})
                tell(row)


def _tell(survey: Survey) -> None:
    tell(survey)
    host = hosts.of(survey)
    if host is not None:
        changed(host.publication_key)


def _record(
    survey: Survey,
    kind: str,
    actor: User | None,
    *,
    public: dict[str, str] | None = None,
    private: dict[str, str] | None = None,
) -> None:
    record(
        survey.subject_of_record,
        kind,
        actor=actor,
        public={"survey": survey.public_id, **(public or {})},
        private=private or {},
    )
