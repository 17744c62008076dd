"""What the law asks of an entry of the register before anything is gathered."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from forums.direct.kinds import Initiator, Kind
from forums.direct.models import Initiative
from forums.direct.procedures import PROCEDURES
from forums.direct.provisions import Procedure, article
from forums.direct.stages import Stage
from prestizh.ledger import clock
from prestizh.refusal import Obstacle
from prestizh.terms import add_months
from prestizh.ui.dates import day_text


def obstacles(row: Initiative, on: date) -> Iterator[Obstacle]:
    """Everything that stands in the way of this entry, begun on the day `on`."""
    procedure = PROCEDURES[Kind(row.kind)]
    if Initiator(row.initiator) not in procedure.initiators:
        sentence = _("This form can't be begun by them. Choose who the law allows.")
        yield Obstacle(sentence, procedure.law, "initiator")
        return
    if row.has_petition:
        yield from _of_the_committee(row, procedure)
    elif row.committee_size is not None:
        yield Obstacle(_("Only citizens have an initiative committee."), "", "committee_size")
    yield from _of_the_place(row, procedure)
    yield from _of_the_kind(row, on)
    yield from _of_repetition(row, on)


def _of_the_committee(row: Initiative, procedure: Procedure) -> Iterator[Obstacle]:
    least, most = procedure.committee
    if row.committee_size is None or not least <= row.committee_size <= most:
        sentence = _("The committee has from %(least)d to %(most)d members, the chair among them.")
        values = {"least": least, "most": most}
        yield Obstacle(sentence % values, procedure.committee_law, "committee_size")
    if not row.contact:
        yield Obstacle(
            _("Give a contact of the committee: an address, a telephone or an e-mail."),
            procedure.committee_law,
            "contact",
        )
    if procedure.founders and (row.founders or 0) < procedure.founders:
        sentence = _("At least %(number)d voters must have been at the founding meeting.")
        yield Obstacle(sentence % {"number": procedure.founders}, article("47", "1"), "founders")


def _of_the_place(row: Initiative, procedure: Procedure) -> Iterator[Obstacle]:
    if row.voters < 1:
        yield Obstacle(_("Give the number of citizens with voting rights."), "", "voters")
    if not procedure.most_inhabitants:
        return
    if row.inhabitants is None:
        yield Obstacle(
            _("Give the number of inhabitants: the quorum depends on it."),
            article("55", "1"),
            "inhabitants",
        )
    elif row.inhabitants > procedure.most_inhabitants:
        yield Obstacle(
            _("A general assembly is held in places of up to 10,000 inhabitants."),
            article("55", "1"),
            "inhabitants",
        )
    elif row.inhabitants < row.voters:
        yield Obstacle(
            _("There are more voters than inhabitants. Look at both numbers again."),
            "",
            "inhabitants",
        )


def _of_the_kind(row: Initiative, on: date) -> Iterator[Obstacle]:
    if row.kind == Kind.INITIATIVE and not row.addressee:
        yield Obstacle(_("Say to whom the proposal is addressed."), article("46", "1"), "addressee")
    if row.kind == Kind.APPROVAL and row.decision_on is None:
        sentence = _("Give the decision of the council and the day on which it was announced.")
        yield Obstacle(sentence, article("27", "3"), "decision_on")
    if row.kind == Kind.APPROVAL and row.decision_on and on < row.decision_on:
        sentence = _("The petition can't begin before the decision was announced.")
        yield Obstacle(sentence, article("27", "3"), "on")
    until = row.gather_until
    if row.kind == Kind.INITIATIVE and until and not on < until <= add_months(on, 2):
        sentence = _("The founding meeting can set a term of two months at most.")
        yield Obstacle(sentence, article("48", "2"), "gather_until")
    if on > clock.today():
        yield Obstacle(_("Enter what has happened: this day is still to come."), "", "on")


# After which end of an earlier procedure so many months must pass before the same question.
WAITING: dict[Stage, tuple[int, str]] = {
    Stage.LAPSED: (6, article("28", "9")),
    Stage.REFUSED: (12, article("28", "9")),
    Stage.NOT_ADOPTED: (12, article("41", "4")),
}


def _of_repetition(row: Initiative, on: date) -> Iterator[Obstacle]:
    """The same question can't be asked again at once; said of referenda alone."""
    earlier = row.repeats
    if earlier is None or row.kind != Kind.REFERENDUM or earlier.kind != Kind.REFERENDUM:
        return
    if Stage(earlier.stage) not in WAITING:
        sentence = _("The earlier procedure on the same question is not over.")
        yield Obstacle(sentence, article("28", "9"), "repeats")
        return
    months, law = WAITING[Stage(earlier.stage)]
    ended = earlier.changes.latest("pk").on
    free = add_months(earlier.holds_on or ended, months)
    if on < free:
        sentence = _("A new petition on the same question can begin on %(day)s at the earliest.")
        yield Obstacle(sentence % {"day": day_text(free, "date")}, law, "repeats")
