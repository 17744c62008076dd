"""Forms that begin a body, say its facts and end it. What may be done is said by the acts."""

from typing import Any

from django import forms
from django.db.models import Model, Q, QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from forums.bodies.bounds import NUMBERS, bounded
from forums.bodies.forms.rule_field import MAJORITIES, QUORUMS, SHARES, RuleField
from forums.bodies.founding import OF_THE_ACT
from forums.bodies.models import Body
from forums.bodies.stages import BodyKind, BodyStage
from prestizh.documents.fields import DocumentField
from prestizh.documents.keeping import Examined
from prestizh.ui.dates import MONTHS
from prestizh.ui.forms import DayField, PortalForm, PortalModelForm, TextArea


def months() -> list[tuple[str, str]]:
    """The months of a year by name, and none."""
    names = MONTHS[get_language() or "bg"]
    return [("", str(_("no yearly report"))), *((str(n), name) for n, name in enumerate(names, 1))]


class StartForm(PortalForm):
    """What a body begins with; the kind is asked only where no pattern says it."""

    name = forms.CharField(
        label=_("Name of the body"),
        max_length=200,
        help_text=_("As its act will have it, for example: Consultative Council on Youth."),
    )
    kind = forms.ChoiceField(label=_("Kind of body"), choices=BodyKind)
    submit_label = _("Begin the body")

    def __init__(self, *args: Any, is_empty: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_empty:
            del self.fields["kind"]


class FactsForm(PortalModelForm[Body]):
    """Everything a body says of itself. What its act says can't be changed once it works."""

    act_file = DocumentField(label=_("The act as a file"), required=False)
    act_on = DayField(label=_("Date of the act"), required=False)
    ends_on = DayField(
        label=_("Works until"), required=False, help_text=_("Empty for a permanent body.")
    )
    council_mandate_ends_on = DayField(label=_("End of the council's mandate"), required=False)
    quorum = RuleField(
        QUORUMS, label=_("Quorum"), help_text=_("How many must be present to decide.")
    )
    majority = RuleField(
        MAJORITIES, label=_("Majority"), help_text=_("How many votes carry a decision.")
    )
    extraordinary_share = RuleField(SHARES, label=_("Who may ask for an extraordinary meeting"))
    site = forms.URLField(label=_("Page elsewhere"), required=False, assume_scheme="https")
    report_due_month = forms.TypedChoiceField(
        label=_("Yearly report until the end of"),
        choices=months,
        coerce=int,
        empty_value=None,
        required=False,
    )
    submit_label = _("Save")
    groups = (
        (_("The body"), ("name", "name_en", "kind", "purpose", "purpose_en")),
        (
            _("Ground and act"),
            ("legal_basis", "act_kind", "act_number", "act_on", "act_file"),
        ),
        (
            _("How long"),
            ("ends_on", "mandate_months", "within_council_mandate", "council_mandate_ends_on"),
        ),
        (
            _("Meetings"),
            (
                *("chair_rule", "meetings_per_year", "notice_days"),
                *("extraordinary_share", "meetings_are_open"),
            ),
        ),
        (
            _("Quorum and decisions"),
            ("quorum", "majority", "parity", "proxies", "most_proxies"),
        ),
        (
            _("Absences"),
            (
                *("absences_limit", "excused_absences_count"),
                *("absence_ends_seat", "absence_ends_itself"),
            ),
        ),
        (
            _("Minutes and reports"),
            ("minutes_days", "remarks_days", "reports_to", "report_due_month"),
        ),
        (_("Whom it concerns, whom to ask"), ("topics", "settlements", "unit", "contact", "site")),
    )

    class Meta:
        model = Body
        fields = (
            *("name", "name_en", "kind", "purpose", "purpose_en"),
            *("legal_basis", "act_kind", "act_number", "act_on"),
            *("ends_on", "mandate_months", "within_council_mandate", "council_mandate_ends_on"),
            *("chair_rule", "meetings_per_year", "notice_days", "extraordinary_share"),
            *("meetings_are_open", "quorum", "majority", "parity", "proxies", "most_proxies"),
            *("absences_limit", "excused_absences_count"),
            *("absence_ends_seat", "absence_ends_itself", "minutes_days", "remarks_days"),
            *("reports_to", "report_due_month"),
            *("topics", "settlements", "unit", "contact", "site"),
        )
        widgets = {
            "purpose": TextArea(limit=2000, rows=4),
            "purpose_en": TextArea(limit=2000, rows=3),
            "topics": forms.CheckboxSelectMultiple,
            "settlements": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "purpose": _("A few sentences that everybody understands."),
            "legal_basis": _("As it is cited, for example: Закон за младежта, чл. 15, ал. 6."),
            "mandate_months": _("Empty where the rules set no mandate."),
            "chair_rule": _("For example: the mayor, or a member whom the body elects."),
            "meetings_per_year": _("0 where the rules prescribe none."),
            "notice_days": _("Neither the day of sending nor that of the meeting counts."),
            "absences_limit": _(
                "Counted when a meeting is closed; one before, the member gets a warning."
            ),
            "absence_ends_itself": _("Otherwise the secretary is reminded to record a release."),
            "minutes_days": _("Working days after the meeting."),
            "remarks_days": _("Working days; 0 where the members give no remarks."),
            "contact": _("Name, telephone and e-mail; everybody sees them."),
            "settlements": _("None means the whole municipality."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.label = capfirst(str(field.label))
        for name, (least, most) in NUMBERS.items():
            if isinstance(self.fields[name], forms.IntegerField):
                self.fields[name].validators = bounded(least, most)
        for name in ("unit", "topics", "settlements"):
            self._offer_current(name)
        for name in ("quorum", "majority", "extraordinary_share"):
            field = self.fields[name]
            assert isinstance(field, RuleField)  # noqa: S101 - declared above
            field.offer(getattr(self.instance, name))
        if self.instance.stage == BodyStage.ACTIVE:
            for name in OF_THE_ACT:
                self.fields[name].disabled = True
                self.fields[name].help_text = _("Only a new act changes this.")
        if self.instance.act_file is not None:
            self.fields["act_file"].help_text = _(
                "Now there is “%(name)s”; a new file takes its place."
            ) % {"name": self.instance.act_file.name}

    def _offer_current(self, name: str) -> None:
        """Offer what is in use, and what the body already has though it is no longer offered."""
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - fields of relations
        value = self.initial.get(name) or []
        rows = list(value) if isinstance(value, list | tuple | QuerySet) else [value]
        held = [row.pk if isinstance(row, Model) else row for row in rows]
        field.queryset = field.queryset.filter(Q(retired=False) | Q(pk__in=held))  # type: ignore[union-attr]
        if name == "unit":
            field.empty_label = _("not chosen yet")

    def facts(self) -> dict[str, Any]:
        """What was typed, without the file, as `founding.revise` takes it."""
        return {name: value for name, value in self.cleaned_data.items() if name != "act_file"}

    def new_file(self) -> Examined | None:
        """The new file of the act, if one came with the form."""
        given: Examined | None = self.cleaned_data["act_file"]
        return given


class EndForm(PortalForm):
    """By which act a body ends its work."""

    reason = forms.CharField(
        label=_("By which act it ends, or why"),
        max_length=1000,
        widget=TextArea(limit=1000, rows=3),
        help_text=_("Everybody reads it."),
    )
    submit_label = _("End its work")
    submit_kind = "danger"


class RulesForm(PortalForm):
    """A version of the rules of procedure."""

    document = DocumentField(label=_("The rules as a file"))
    adopted_on = DayField(label=_("Adopted on"))
    adopted_by = forms.CharField(
        label=_("Adopted by"),
        max_length=200,
        help_text=_("For example: the municipal council, decision № 214."),
    )
    submit_label = _("Put into force")
