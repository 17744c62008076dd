"""A list of proposals narrowed by article and kind: at the desk and for everybody."""

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _

from consultations.forms.desk import ProposalFilterForm
from consultations.models import Consultation, Proposal, ProposalKind

WHOLE = "whole"


def form_of(asked: QueryDict, consultation: Consultation) -> ProposalFilterForm:
    """The filter as it was asked for, already read; wrong values are as if not given."""
    kinds = [(kind.value, str(kind.label)) for kind in ProposalKind]
    form = ProposalFilterForm(asked, kinds=kinds, articles=_articles(consultation))
    form.is_valid()
    return form


def narrowed(found: "QuerySet[Proposal]", wanted: dict[str, Any]) -> "QuerySet[Proposal]":
    """The proposals that fit what was asked; what is empty does not narrow."""
    if wanted.get("kind"):
        found = found.filter(kind=wanted["kind"])
    if wanted.get("article") == WHOLE:
        found = found.filter(provision=None)
    elif wanted.get("article"):
        found = found.filter(provision__anchor=wanted["article"])
    return found


def _articles(consultation: Consultation) -> list[tuple[str, str]]:
    """The articles that have proposals, in their order, and the draft as a whole."""
    rows = consultation.provisions.filter(proposals__counts=True).distinct().order_by("position")
    named = [(row.anchor, str(row)) for row in rows]
    return [*named, (WHOLE, _("the whole draft"))]
