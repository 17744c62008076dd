"""Forms: for which period a report is made, how often, what caused a deviation."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.questionnaires.content import Words
from feedback.reports.explaining import LONGEST_CAUSE
from feedback.reports.models import Every
from feedback.reports.scheduling import readers
from feedback.reports.scope import Kind
from feedback.reports.showing import said_now
from prestizh.accounts.models import User
from prestizh.places.models import Unit
from prestizh.ui.forms import DayField, PortalForm, TextArea

if TYPE_CHECKING:
    # It takes a parameter only for the type checker.
    PeopleBase = forms.ModelMultipleChoiceField[User]
else:
    PeopleBase = forms.ModelMultipleChoiceField


class PeopleField(PeopleBase):
    """People by name and address: two may have one name."""

    def label_from_instance(self, obj: User) -> str:
        return f"{obj.display_name}, {obj.email}"


class ScopeForm(PortalForm):
    """Which unit and which procedures."""

    unit = forms.ModelChoiceField(
        queryset=Unit.objects.all(),
        label=_("Unit in charge"),
        required=False,
        empty_label=_("all units"),
    )
    kind = forms.ChoiceField(label=_("Which procedures"), choices=Kind.choices)


class AskForm(ScopeForm):
    """A report for a period that is over."""

    submit_label = _("Make the report")
    field_order = ("first_day", "last_day", "kind", "unit")

    first_day = DayField(label=_("First day of the period"))
    last_day = DayField(
        label=_("Last day of the period"),
        help_text=_("The period must be over, three years at most."),
    )


class ScheduleForm(ScopeForm):
    """A report after each quarter or year."""

    submit_label = _("Make it regularly")
    field_order = ("every", "kind", "unit", "recipients")

    every = forms.ChoiceField(
        label=_("How often"),
        choices=Every.choices,
        help_text=_("It is made the day after the quarter or the year has ended."),
    )
    recipients = PeopleField(
        queryset=User.objects.none(),
        label=_("Who gets a letter when it is ready"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["recipients"].queryset = readers()  # type: ignore[attr-defined]


class CausesForm(PortalForm):
    """The cause of each deviation, and the same in English if somebody writes it.

    `deviations` has sentence and cause by key.
    """

    submit_label = _("Keep the causes")

    def __init__(
        self, *args: Any, deviations: dict[str, tuple[Words, Words]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.names = {f"cause_{n}": key for n, key in enumerate(deviations)}
        for name, key in self.names.items():
            sentence, cause = deviations[key]
            self.fields[name] = _cause_field(said_now(sentence), cause.bg)
            self.fields[f"{name}_en"] = _cause_field(gettext("The same cause in English"), cause.en)

    def causes(self) -> dict[str, Words]:
        """What was said, by the key of the deviation."""
        given = self.cleaned_data
        return {
            key: Words(given.get(name, ""), given.get(f"{name}_en", ""))
            for name, key in self.names.items()
        }


def _cause_field(label: str, initial: str) -> forms.CharField:
    return forms.CharField(
        label=label,
        initial=initial,
        required=False,
        max_length=LONGEST_CAUSE,
        widget=TextArea(LONGEST_CAUSE, rows=2),
    )
