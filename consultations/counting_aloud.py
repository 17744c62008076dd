"""„Как е изчислен срокът?“: the steps of the count put into sentences."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from prestizh.refusal import Sentence
from prestizh.terms import Step, StepCode, Term, Why
from prestizh.ui.dates import day_text

SENTENCES: dict[StepCode, Sentence] = {
    StepCode.MINIMUM: gettext_lazy(
        "The term is %(days)s days; the law asks for at least %(minimum)s."
    ),
    StepCode.SHORTENED: gettext_lazy(
        "The term is shortened to %(days)s days, for the reason in the published reasons; it is never "
        "under %(minimum)s."
    ),
    StepCode.PUBLICATION_DAY_NOT_COUNTED: gettext_lazy(
        "The day of publication, %(day)s, is not counted."
    ),
    StepCode.DAYS_COUNTED: gettext_lazy(
        "%(days)s days are counted: from %(first_day)s to %(last_day)s."
    ),
    StepCode.MONTHS_COUNTED: gettext_lazy(
        "%(months)s months are counted: from %(first_day)s to %(last_day)s."
    ),
    StepCode.MONTH_HAS_NO_SUCH_DAY: gettext_lazy(
        "The month has no day %(number)s, so its last day counts: %(day)s."
    ),
    StepCode.LAST_DAY_NOT_WORKING: gettext_lazy(
        "%(day)s is not a working day (%(why)s), so the term goes on to the next day."
    ),
    StepCode.ENDS_AT_MIDNIGHT: gettext_lazy("The term ends at 24:00 on %(last_day)s."),
}
WHY: dict[Why, Sentence] = {
    Why.PUBLICATION: gettext_lazy("day of publication"),
    Why.WEEKEND: gettext_lazy("Saturday or Sunday"),
    Why.HOLIDAY: gettext_lazy("official holiday"),
    Why.DECLARED: gettext_lazy("declared non-working"),
}


@dataclass(frozen=True, slots=True)
class Sentenced:
    """A step as a sentence with the articles of law it rests on."""

    sentence: str
    law: str


def aloud(term: Term) -> Iterator[Sentenced]:
    """The count of a term in the active language."""
    for step in term.explanation():
        law = "; ".join(str(source) for source in step.sources)
        sentence = str(SENTENCES[step.code]) % _values(step)
        # A Bulgarian date ends with a full stop of its own („г.“).
        yield Sentenced(sentence[:-1] if sentence.endswith("..") else sentence, law)


def _values(step: Step) -> dict[str, str]:
    values = {}
    for name, value in step.values.items():
        if isinstance(value, Why):
            values[name] = str(WHY[value])
        elif isinstance(value, int):
            values[name] = str(value)
        else:
            values[name] = day_text(value)
    return values
