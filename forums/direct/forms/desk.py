"""The clerk's forms. Each refuses an ЕГН in any field, file names too, beside the field."""

from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forums.direct.kinds import REFERENDA, Initiator, Kind
from forums.direct.models import Addressee, Initiative
from forums.direct.procedures import PROCEDURES
from prestizh.documents.fields import DocumentField
from prestizh.places.models import Settlement, Topic, Unit
from prestizh.ui.forms import DayField, TextArea
from prestizh.ui.without_egn import WithoutEgn

MOST = 9_999_999


def number(label: Any, *, required: bool = True, least: int = 0, **more: Any) -> forms.IntegerField:
    """A field for a count of people."""
    return forms.IntegerField(
        label=label, required=required, min_value=least, max_value=MOST, **more
    )


def document() -> DocumentField:
    """A field for the paper of a step."""
    return DocumentField(
        label=_("Document that everybody may read"),
        required=False,
        help_text=_(
            "The decision, order or protocol. Never the lists with signatures: they hold personal "
            "data and don't belong here."
        ),
    )


def long_text(label: Any, limit: int, *, required: bool = True, **more: Any) -> forms.CharField:
    """A field for some paragraphs."""
    return forms.CharField(
        label=label, max_length=limit, required=required, widget=TextArea(limit, rows=5), **more
    )


class FactsForm(WithoutEgn):
    """What the register says of an entry; fields that a form of participation lacks are left out."""

    title = forms.CharField(label=_("Short name"), max_length=200)
    title_en = forms.CharField(label=_("Short name in English"), max_length=200, required=False)
    question = long_text(_("The question or proposal, word for word"), 2000)
    question_en = long_text(_("The same in English"), 2000, required=False)
    reasons = long_text(_("Reasons of those who propose it"), 5000, required=False)
    addressee = forms.ChoiceField(label=_("Addressed to"), choices=Addressee.choices)
    decision_number = forms.CharField(label=_("Decision of the council: number"), max_length=60)
    decision_on = DayField(label=_("The decision was announced on"))
    settlement = forms.ModelChoiceField(
        Settlement.objects.filter(retired=False),
        label=_("Town or village"),
        required=False,
        empty_label=_("the whole municipality"),
    )
    quarter = forms.CharField(label=_("Quarter"), max_length=120, required=False)
    topics = forms.ModelMultipleChoiceField(
        Topic.objects.filter(retired=False),
        label=_("Topics"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    unit = forms.ModelChoiceField(
        Unit.objects.filter(retired=False), label=_("Unit that serves it"), required=False
    )
    voters = number(
        _("Citizens with voting rights there"),
        least=1,
        help_text=_("On the day of entering, from ГРАО. The thresholds are counted from this."),
    )
    inhabitants = number(_("Inhabitants of the place"), least=1)
    founders = number(_("Voters at the founding meeting"), least=1)
    committee_size = number(_("Members of the initiative committee"), required=False, least=1)
    contact = forms.CharField(
        label=_("Contact of the committee, which everybody reads"), max_length=200, required=False
    )
    gather_until = DayField(
        label=_("Term for signatures that the meeting set"),
        required=False,
        help_text=_("Two months at most; left empty, two months are counted."),
    )
    asked_for = DayField(label=_("Day by which the petition asks for the assembly"), required=False)
    repeats = forms.ModelChoiceField(
        Initiative.objects.none(), label=_("The same question was asked before in"), required=False
    )

    only: ClassVar[dict[str, frozenset[Kind]]] = {
        "addressee": frozenset({Kind.INITIATIVE}),
        "founders": frozenset({Kind.INITIATIVE}),
        "gather_until": frozenset({Kind.INITIATIVE}),
        "inhabitants": frozenset({Kind.ASSEMBLY}),
        "asked_for": frozenset({Kind.ASSEMBLY}),
        "decision_number": frozenset({Kind.APPROVAL}),
        "decision_on": frozenset({Kind.APPROVAL}),
        "repeats": frozenset({Kind.REFERENDUM}),
    }

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, kinds in self.only.items():
            if kind not in kinds:
                del self.fields[name]
        earlier = self.fields.get("repeats")
        if isinstance(earlier, forms.ModelChoiceField):
            earlier.queryset = Initiative.objects.filter(Q(kind=kind))


class NoteForm(FactsForm):
    """A new entry."""

    initiator = forms.ChoiceField(label=_("Begun by"))
    on = DayField(label=_("Day on which it began"))
    act = forms.CharField(label=_("Incoming number or act"), max_length=200, required=False)
    is_allowed = forms.BooleanField(
        label=_(
            "The question isn't about the municipal budget, the size of local taxes and fees, or "
            "the council's own rules (чл. 26, ал. 2)"
        ),
        required=False,
    )
    file = document()
    submit_label = _("Enter into the register")
    field_order = ("initiator", "on", "act")

    def __init__(self, *args: Any, kind: Kind, **kwargs: Any) -> None:
        super().__init__(*args, kind=kind, **kwargs)
        field = self.fields["initiator"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        allowed = PROCEDURES[kind].initiators
        field.choices = [(one.value, Initiator(one).label) for one in allowed]
        if kind not in REFERENDA:
            del self.fields["is_allowed"]


class DaysForm(WithoutEgn):
    """Days that are noted beside the steps."""

    told_on = DayField(label=_("The councillors were told on"), required=False)
    session_on = DayField(label=_("Session of the council on it"), required=False)
    appeal_over_on = DayField(
        label=_("The court's decision took effect on"),
        required=False,
        help_text=_("Only where the result was contested."),
    )


class MemberForm(WithoutEgn):
    """A name of the initiative committee."""

    name = forms.CharField(label=_("Name of a member"), max_length=120)
    is_chair = forms.BooleanField(label=_("Chairs the committee"), required=False)
    agreed = forms.BooleanField(
        label=_("Agreed in writing that the name is shown to everybody"), required=False
    )
    submit_label = _("Add the name")


class MeasureForm(WithoutEgn):
    """A measure that follows."""

    text = forms.CharField(label=_("What will be done"), max_length=500)
    owner = forms.CharField(label=_("Who does it"), max_length=200)
    due_on = DayField(label=_("By which day"))
    submit_label = _("Add the measure")


class DoneForm(WithoutEgn):
    """That a measure is done."""

    on = DayField(label=_("Done on"))
    how = forms.CharField(label=_("How it was done"), max_length=500)
    submit_label = _("Note as done")
