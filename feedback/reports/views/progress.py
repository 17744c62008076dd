"""How far the worker is with a report, in words."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from feedback.reports.building import steps_of
from feedback.reports.chapters import makers_for
from feedback.reports.scope import Scope
from prestizh.documents.models import Rendition


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` steps; `sentence` says what happens now; `error` what went wrong."""

    done: int
    total: int
    sentence: str
    error: str = ""
    has_failed: bool = False
    is_ready: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.has_failed or self.is_ready


def progress_of(row: Rendition | None, scope: Scope, *, is_ready: bool) -> Progress:
    """From the row that the worker writes to, and whether there is an edition."""
    total = steps_of(scope)
    if is_ready:
        return Progress(total, total, _("The report is ready"), is_ready=True)
    if row is None or row.state == Rendition.State.WAITING:
        error = row.error if row else ""
        if error:
            return Progress(0, total, _("It did not work out; it is tried again soon."), error)
        return Progress(0, total, _("The report waits for the worker; that takes seconds."))
    if row.state == Rendition.State.FAILED:
        sentence = _("The report could not be counted. Nothing is lost; it can be tried again.")
        return Progress(row.done, total, sentence, row.error, has_failed=True)
    facts = {"number": row.done + 1, "total": total, "name": _step(row.done, scope)}
    return Progress(row.done, total, _("Chapter %(number)d of %(total)d: %(name)s") % facts)


def _step(number: int, scope: Scope) -> str:
    makers = makers_for(scope)
    if number < len(makers):
        return str(makers[number].name)
    return _("the period before") if number == len(makers) else _("the summary")
