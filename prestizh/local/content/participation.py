"""The participation report on the example year: counted, explained, published; its PDF the worker makes."""

from feedback.questionnaires.content import Words
from feedback.reports.asking import ask
from feedback.reports.building import build
from feedback.reports.explaining import explain, keys_of
from feedback.reports.joining import DEVIATIONS
from feedback.reports.making import content_of, keep, scope_of
from feedback.reports.publishing import publish
from prestizh.local.content.history import History
from prestizh.local.content.people import Cast

CAUSE = Words(
    "Сроковете съвпаднаха с отпуските; за следващата година е определен заместник.",
    "The terms fell into the holidays; somebody to stand in was named for the next year.",
)


def reported(cast: Cast, history: History) -> None:
    """On the evening of yesterday, on the year up to the day before it."""

    def make() -> None:
        person = cast.people["administrator"]
        report = ask(actor=person, first_day=history.ago(365), last_day=history.ago(2))
        edition = keep(report, *build(scope_of(report), lambda _done, _total: None))
        deviations = keys_of(content_of(edition).chapter(DEVIATIONS))
        if deviations:
            explain(report, actor=person, causes={next(iter(deviations)): CAUSE})
        publish(report, actor=person)

    history.happens(history.ago(1), "21:00", make)
