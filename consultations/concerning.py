"""What elsewhere concerns a discussion: a higher app registers where to look, the page shows it.

The acts of the higher app that change it call `fragments.write_concerns`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from consultations.models import Consultation, Provision
from prestizh.ui.components import Mention


@dataclass(frozen=True, slots=True)
class Concern:
    """Something public that concerns the draft, and which articles of it; none for the whole."""

    mention: Mention
    provisions: tuple[Provision, ...] = ()


Finder: TypeAlias = Callable[[Consultation], Iterable[Concern]]
_finders: list[Finder] = []


def concerns(finder: Finder) -> Finder:
    """Register what finds concerns: only what everybody may read, in words that change by acts."""
    _finders.append(finder)
    return finder


def concerns_of(consultation: Consultation) -> list[Concern]:
    """Everything that concerns a discussion."""
    return [one for finder in _finders for one in finder(consultation)]
