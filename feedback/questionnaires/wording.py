"""How kinds of questions and what they measure are called on the page."""

from django.utils.translation import gettext_lazy as _

from feedback.questionnaires.content import Criterion, QuestionKind
from prestizh.refusal import Sentence

KINDS: dict[QuestionKind, Sentence] = {
    QuestionKind.SINGLE: _("one answer of several"),
    QuestionKind.MULTIPLE: _("several answers of a list"),
    QuestionKind.MATRIX: _("statements from 1 to 5"),
    QuestionKind.SCALE: _("scale from 0 to 10"),
    QuestionKind.RANKING: _("putting in order"),
    QuestionKind.NUMBER: _("number in an answer"),
    QuestionKind.DATE: _("day in an answer"),
    QuestionKind.SHORT_TEXT: _("short answer in own words"),
    QuestionKind.LONG_TEXT: _("longer answer in own words"),
    QuestionKind.FILE: _("file (only where answers carry names)"),
    QuestionKind.SETTLEMENT: _("settlement of the municipality"),
}

CRITERIA: dict[Criterion, Sentence] = {
    Criterion.NONE: _("nothing that is summed up"),
    Criterion.OVERALL: _("satisfaction all in all"),
    Criterion.INFORMATION: _("information"),
    Criterion.TIME: _("enough time"),
    Criterion.ACCESS: _("easy access"),
    Criterion.VOICE: _("being able to speak"),
    Criterion.INDEPENDENCE: _("impartial running"),
    Criterion.BALANCE: _("balance of views"),
    Criterion.INCLUSION: _("inclusion of those affected"),
    Criterion.RESPONSE: _("reasoned answer"),
    Criterion.INFLUENCE: _("influence on the decision"),
    Criterion.LEARNING: _("understanding the matter"),
    Criterion.EFFORT: _("effort it takes"),
    Criterion.RECOMMEND: _("recommending it to others"),
    Criterion.REPEAT: _("taking part again"),
    Criterion.IMPORTANCE: _("importance of a service"),
    Criterion.STATE: _("state of a service"),
    Criterion.GROUP: _("stakeholder group"),
    Criterion.SETTLEMENT: _("settlement of who answers"),
    Criterion.CHANNEL: _("way of taking part"),
    Criterion.FIRST_TIME: _("new or returning"),
    Criterion.PROPOSAL: _("proposal for better participation"),
}
