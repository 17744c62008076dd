"""Announcing and publishing a draft: all that ЗНА asks must be there before the button works."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from consultations import fragments
from consultations.freezing import canonical_text, digest_of
from consultations.models import Consultation
from consultations.models.consultation import MINIMUM_DAYS, SHORT_MINIMUM_DAYS
from consultations.procedure import advance, lawful_move, locked
from consultations.stages import Step
from prestizh import terms
from prestizh.accounts.models import User
from prestizh.documents.keeping import publish as publish_document
from prestizh.documents.models import Document
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.places.calendar import calendar
from prestizh.refusal import Obstacle, Sentence, refuse_if_any

SUMMARY_WORDS = 100

REASONS: dict[str, Sentence] = {
    "reason_causes": _("The reasons don't say what causes require the act."),
    "reason_aims": _("The reasons don't say what the aims are."),
    "reason_means": _("The reasons don't say what financial and other means it needs."),
    "reason_results": _("The reasons don't say what results are expected."),
    "reason_eu": _("The reasons have no analysis of conformity with European Union law."),
}
LAW_POINTS = {name: number for number, name in enumerate(REASONS, start=1)}


def missing(consultation: Consultation) -> list[Obstacle]:
    """What still stands in the way of publishing, each with its article of law."""
    return [*_missing_facts(consultation), *_missing_reasons(consultation), *_term(consultation)]


def _missing_facts(consultation: Consultation) -> Iterator[Obstacle]:
    if not consultation.provisions.filter(is_block=True).exists():
        yield Obstacle(_("There is no text with articles."), _("ЗНА, чл. 26, ал. 2"), "text")
    if not consultation.summary.strip():
        yield Obstacle(
            _("“In short” is empty. Say in up to 100 words what changes and for whom."),
            _("ЗНА, чл. 26, ал. 1"),
            "summary",
        )
    elif len(consultation.summary.split()) > SUMMARY_WORDS:
        yield Obstacle(
            _("“In short” has %(words)d words; at most 100 are read.")
            % {"words": len(consultation.summary.split())},
            _("ЗНА, чл. 26, ал. 1"),
            "summary",
        )
    if not consultation.sponsor.strip():
        yield Obstacle(
            _("It is not said who tables the draft."), _("ЗНА, чл. 26, ал. 2"), "sponsor"
        )
    if consultation.unit_id is None:
        yield Obstacle(_("The unit in charge is not said."), _("ЗНА, чл. 26, ал. 3"), "unit")
    if not consultation.contact.strip():
        yield Obstacle(
            _("The person for questions is not said."), _("ЗНА, чл. 26, ал. 3"), "contact"
        )


def _missing_reasons(consultation: Consultation) -> Iterator[Obstacle]:
    for name, text in consultation.reasons():
        if not text.strip():
            law = _("ЗНА, чл. 28, ал. 2, т. %(point)d") % {"point": LAW_POINTS[name]}
            yield Obstacle(REASONS[name], law, name)


def _term(consultation: Consultation) -> Iterator[Obstacle]:
    days = consultation.term_days
    if days < SHORT_MINIMUM_DAYS:
        yield Obstacle(
            _("The term is %(days)d days; it can't be under 14 in any case.") % {"days": days},
            _("ЗНА, чл. 26, ал. 4"),
            "term_days",
        )
    elif days < MINIMUM_DAYS and not consultation.short_term_reason.strip():
        yield Obstacle(
            _(
                "A term under 30 days needs the reason for it, which stands in the published reasons."
            ),
            _("ЗНА, чл. 26, ал. 4"),
            "short_term_reason",
        )


@transaction.atomic
def announce(consultation: Consultation, *, actor: User) -> Consultation:
    """Show that a draft is coming: its title, summary and planned day. Raises `Refused`."""
    row = locked(consultation)
    move = lawful_move(row, Step.ANNOUNCE, actor)
    refuse_if_any(announcement_obstacles(row))
    now = clock.now()
    advance(row, move, actor=actor, at=now)
    record(
        row.subject,
        "consultation.announced",
        actor=actor,
        public={"title": row.title, "planned_on": str(row.planned_on)},
    )
    fragments.write_about(row)
    fragments.tell(row)
    return row


def announcement_obstacles(consultation: Consultation) -> Iterator[Obstacle]:
    """An announcement needs a summary and the day that is planned."""
    if not consultation.summary.strip():
        yield Obstacle(_("“In short” is empty."), field="summary")
    if consultation.planned_on is None:
        yield Obstacle(_("The planned day of publication is not said."), field="planned_on")


def term_from_today(consultation: Consultation) -> terms.Term:
    """The term as it would be if the draft were published now."""
    return terms.consultation_term(clock.today(), consultation.term_days, calendar())


@transaction.atomic
def publish(consultation: Consultation, *, actor: User) -> Consultation:
    """Lay the draft open, freeze its text and start the term. Raises `Refused` with all that is missing."""
    row = locked(consultation)
    move = lawful_move(row, Step.PUBLISH, actor)
    refuse_if_any(missing(row))
    now = clock.now()
    term = term_from_today(row)
    row.published_at = now
    row.last_day = term.last_day
    row.closes_at = terms.closes_at(term.last_day)
    row.text_digest = digest_of(canonical_text(row))
    row.save(update_fields=["published_at", "last_day", "closes_at", "text_digest"])
    advance(row, move, actor=actor, at=now)
    for document in _documents(row):
        publish_document(document, now)
    record(
        row.subject,
        "consultation.published",
        actor=actor,
        public={
            "title": row.title,
            "digest": row.text_digest,
            "term_days": str(row.term_days),
            "last_day": term.last_day.isoformat(),
        },
    )
    fragments.write_all(row)
    fragments.tell(row)
    if row.redraft_of is not None:
        # The withdrawn one now leads here.
        fragments.write_report(row.redraft_of)
        fragments.tell(row.redraft_of)
    return row


def _documents(consultation: Consultation) -> Iterator[Document]:
    for document in (consultation.reasons_file, consultation.impact_file):
        if document is not None:
            yield document
    for attachment in consultation.attachments.filter(removed_at=None).select_related("document"):
        yield attachment.document
