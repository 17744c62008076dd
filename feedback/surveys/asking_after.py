"""„Always ask after“: surveys that begin by themselves when an event has ended; asked for twice, once."""

from datetime import timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback.questionnaires.models import Questionnaire, Version
from feedback.surveys import giving_out, hosts
from feedback.surveys.models import AutomaticRule, Mode, Reach, Survey
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import PORTAL, record
from prestizh.refusal import Obstacle, Refused
from prestizh.terms import closes_at, sofia_day

# After a pause of the worker: older events are not asked about any more.
MISSED = timedelta(days=7)


@transaction.atomic
def always_ask(
    questionnaire: Questionnaire,
    *,
    actor: User,
    host_kind: str,
    occasion: str,
    days_after: int,
    open_days: int,
) -> AutomaticRule:
    """Have a survey opened after each such event from now on. Raises `Refused`."""
    access.require(actor, "survey.manage")
    if newest_version(questionnaire) is None:
        sentence = _("Publish the questionnaire first: what is asked must not change.")
        raise Refused(Obstacle(sentence, field="questionnaire"))
    if host_kind == "body":
        sentence = _("A body has no end after which to ask; choose its meetings.")
        raise Refused(Obstacle(sentence, field="host_kind"))
    same = AutomaticRule.objects.filter(host_kind=host_kind, occasion=occasion, ended_at=None)
    if same.exists():
        sentence = _("There is such a rule already; end it before you make another.")
        raise Refused(Obstacle(sentence, field="host_kind"))
    rule: AutomaticRule = AutomaticRule.objects.create(
        questionnaire=questionnaire,
        host_kind=host_kind,
        occasion=occasion,
        days_after=days_after,
        open_days=open_days,
        created_by=actor,
        created_at=clock.now(),
    )
    said = {"host": host_kind, "occasion": occasion}
    record(PORTAL, "survey.rule_made", actor=actor, public=said)
    return rule


@transaction.atomic
def stop_asking(rule: AutomaticRule, *, actor: User) -> None:
    """End a rule; what it began goes on. Raises `Refused`."""
    access.require(actor, "survey.manage")
    row: AutomaticRule = AutomaticRule.objects.select_for_update().get(pk=rule.pk)
    if row.ended_at is not None:
        raise Refused(_("This rule has ended already."))
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    said = {"host": row.host_kind, "occasion": row.occasion}
    record(PORTAL, "survey.rule_ended", actor=actor, public=said)


def newest_version(questionnaire: Questionnaire) -> Version | None:
    """The version that is given out: the newest published one."""
    rows = Version.objects.filter(questionnaire=questionnaire, published_at__isnull=False)
    return rows.order_by("-number").first()


def ask_due() -> None:
    """Open what the rules ask for by now; for the beat. A second run finds the same surveys."""
    for rule in AutomaticRule.objects.filter(ended_at=None).select_related("questionnaire"):
        _follow(rule)


def _follow(rule: AutomaticRule) -> None:
    now = clock.now()
    until = now - timedelta(days=rule.days_after)
    since = max(rule.created_at, until - MISSED)
    if since > until:
        return
    ended = hosts.events(rule.host_kind, rule.occasion, since, until)
    asked = set(rule.surveys.values_list("host_id", flat=True))
    version = newest_version(rule.questionnaire)
    facts = hosts.find_many((rule.host_kind, one.host_id) for one in ended)
    for event in ended:
        host = facts.get((rule.host_kind, event.host_id))
        if version is not None and host is not None and event.host_id not in asked:
            _ask(rule, version, host)


@transaction.atomic
def _ask(rule: AutomaticRule, version: Version, host: hosts.HostFacts) -> None:
    row = AutomaticRule.objects.select_for_update().get(pk=rule.pk)
    known = Survey.objects.filter(rule=row, host_id=host.host_id)
    if row.ended_at is not None or known.exists():
        return
    last_day = sofia_day(clock.now()) + timedelta(days=row.open_days)
    survey = giving_out.begin(
        version,
        actor=None,
        closes_at=closes_at(last_day),
        host=host,
        mode=Mode.ANONYMOUS,
        occasion=row.occasion,
        reach=Reach.OPEN,
        rule=row,
    )
    giving_out.begin_taking(survey, actor=None)
