"""Forms of the clerk's desk. What may be done, and when, is said by the acts."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.answering import DECISIONS
from consultations.models import Answer, Consultation, Decision, Proposal, Provision
from consultations.models.opinion import MAXIMUM_CHARACTERS
from prestizh.documents.fields import DocumentField
from prestizh.documents.kinds import Kind
from prestizh.places.models import Unit
from prestizh.refusal import Refused
from prestizh.ui.forms import DayField, PortalForm, TextArea

if TYPE_CHECKING:
    _Choice = forms.ModelChoiceField[Provision]
else:
    _Choice = forms.ModelChoiceField


class BlockField(_Choice):
    """A choice among headings, articles, paragraphs and annexes."""

    def label_from_instance(self, obj: Provision) -> str:
        """Its label with its heading, or how it begins."""
        named = " ".join(filter(None, (obj.label, obj.heading)))
        return named or obj.text[:80] or obj.path


class CorrectionForm(PortalForm):
    """A typing error in the published text."""

    block = BlockField(
        Provision.objects.none(), label=_("Where is the typing error?"), empty_label=_("choose")
    )
    wrong = forms.CharField(
        label=_("What stands in the text"),
        max_length=200,
        help_text=_("Copy it exactly, with a word or two around it."),
    )
    right = forms.CharField(label=_("What should be read"), max_length=200)
    reason = forms.CharField(
        label=_("Why is it a typing error?"),
        max_length=400,
        help_text=_("Everybody reads it beside the article."),
    )
    submit_label = _("Record the correction")

    def __init__(self, *args: Any, consultation: Consultation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["block"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = consultation.provisions.filter(block=None)

    def place(self) -> Provision:
        """The part of the article in which the words stand. Raises `Refused` for several."""
        block: Provision = self.cleaned_data["block"]
        wrong: str = self.cleaned_data["wrong"]
        parts = [block, *block.parts.all()]
        found = [part for part in parts if wrong in f"{part.heading}\n{part.text}"]
        if len(found) > 1:
            raise Refused(
                _("“%(wrong)s” stands in several places there. Copy more of the words around it.")
                % {"wrong": wrong}
            )
        return found[0] if found else block


class ReasonForm(PortalForm):
    """A reason, where an act asks for one. `submit` labels its button."""

    reason = forms.CharField(label=_("Reason"), max_length=4000, widget=TextArea(4000, rows=4))
    form_tag = False
    submit_label = ""


class WithdrawForm(PortalForm):
    """Why a draft is taken back."""

    reason = forms.CharField(
        label=_("Why is the draft withdrawn?"),
        max_length=4000,
        widget=TextArea(4000, rows=6),
        help_text=_("Everybody reads it on the page of the draft."),
    )
    submit_label = _("Withdraw the draft")
    submit_kind = "danger"


class DropForm(PortalForm):
    """Why a draft is not gone on with."""

    reason = forms.CharField(
        label=_("Why is the draft put aside?"),
        max_length=400,
        widget=TextArea(400, rows=3),
        help_text=_("Only those read it who work here."),
    )
    submit_label = _("Put the draft aside")


class AnswerForm(PortalForm):
    """The decision on one proposal."""

    decision = forms.ChoiceField(label=_("Decision"), widget=forms.RadioSelect)
    reasons = forms.CharField(
        label=_("Reasons of the decision"),
        required=False,
        max_length=MAXIMUM_CHARACTERS,
        widget=TextArea(MAXIMUM_CHARACTERS, rows=8),
        help_text=_(
            "The author and everybody will read them. Only an accepted proposal and a support "
            "need none."
        ),
    )
    unit = forms.ModelChoiceField(
        Unit.objects.filter(retired=False),
        label=_("Unit that answers"),
        required=False,
        empty_label=_("not said"),
    )
    form_tag = False
    submit_label = ""

    def __init__(self, *args: Any, proposal: Proposal, given: Answer | None, **kwargs: Any) -> None:
        unit = given.unit_id if given else proposal.consultation.unit_id
        kwargs.setdefault(
            "initial",
            {
                "decision": given.decision if given else "",
                "reasons": given.reasons if given else "",
                "unit": unit,
            },
        )
        super().__init__(*args, **kwargs)
        decision, units = self.fields["decision"], self.fields["unit"]
        assert isinstance(decision, forms.ChoiceField)  # noqa: S101 - declared above
        assert isinstance(units, forms.ModelChoiceField)  # noqa: S101 - declared above
        decision.choices = [(d.value, Decision(d).label) for d in DECISIONS[proposal.kind]]
        units.queryset = Unit.objects.filter(Q(retired=False) | Q(pk=unit))


class ProposalFilterForm(forms.Form):
    """Narrows the table of proposals; wrong values are as if not given."""

    kind = forms.ChoiceField(label=_("Kind"), required=False)
    article = forms.ChoiceField(label=_("Article"), required=False)

    def __init__(
        self,
        *args: Any,
        kinds: list[tuple[str, str]],
        articles: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        for name, choices in (("kind", kinds), ("article", articles)):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", _("all")), *choices]


class ClosingForm(PortalForm):
    """What stands at the head of the closing report."""

    introduction = forms.CharField(
        label=_("Introduction of the closing report"),
        required=False,
        max_length=10_000,
        widget=TextArea(10_000, rows=5),
        help_text=_("Not needed. The portal puts in the numbers and every proposal by itself."),
    )
    submit_label = _("Publish the closing report")


class SignedForm(PortalForm):
    """The signed closing report."""

    file = DocumentField(label=_("Signed closing report"), kinds=frozenset({Kind.PDF}))
    submit_label = _("Publish the signed copy")


class OutcomeForm(PortalForm):
    """The decision of the municipal council."""

    decision_number = forms.CharField(label=_("Number of the decision"), max_length=60)
    decided_on = DayField(label=_("Day of the decision"))
    link = forms.URLField(
        label=_("Link to the adopted act or the decision"),
        max_length=500,
        required=False,
        assume_scheme="https",
    )
    without_report = forms.BooleanField(
        label=_("The council adopted the act without a closing report"),
        required=False,
        help_text=_(
            "Then there will be none any more: what is unanswered stays unanswered, those who "
            "proposed get no mail, and everybody reads on the page that the report was left out."
        ),
    )
    submit_label = ""
    form_tag = False

    def __init__(self, *args: Any, has_report: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if has_report:
            del self.fields["without_report"]
