"""On what a section or a question depends: answers of earlier questions to be ticked."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.questionnaires.checks import CAN_DECIDE, called
from feedback.questionnaires.content import Condition, Content, Question

if TYPE_CHECKING:
    _Form = forms.Form
else:
    _Form = object


def earlier_than(content: Content, key: str) -> list[Question]:
    """The questions before this one (or before the first of this section) that can decide."""
    found: list[Question] = []
    for section in content.sections:
        if section.key == key:
            break
        for question in section.questions:
            if question.key == key:
                return found
            if question.kind in CAN_DECIDE and question.options:
                found.append(question)
    return found


class ConditionMixin(_Form):
    """Adds the field `condition`, where there is an earlier question that can decide."""

    def __init__(self, *args: Any, deciding: list[Question], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["condition"] = forms.MultipleChoiceField(
            label=_("Ask it only of those who answered"),
            choices=[
                (f"{question.key}-{one.key}", f"{called(question)}: {one.words.bg}")
                for question in deciding
                for one in question.options
            ],
            required=False,
            help_text=_(
                "Tick answers of one earlier question; none means that everybody is asked."
            ),
            widget=forms.CheckboxSelectMultiple,
        )
        if not deciding:
            del self.fields["condition"]

    def clean_condition(self) -> Condition | None:
        """The condition; ticks of two questions are refused."""
        chosen = [value.partition("-") for value in self.cleaned_data["condition"]]
        if not chosen:
            return None
        if len({question for question, _dash, _option in chosen}) > 1:
            raise forms.ValidationError(_("Choose answers of one question only."))
        return Condition(chosen[0][0], tuple(option for _question, _dash, option in chosen))

    def condition(self) -> Condition | None:
        """What was chosen, None for nothing."""
        found: Condition | None = self.cleaned_data.get("condition")
        return found


def ticked(condition: Condition | None) -> list[str]:
    """A condition as the field has it."""
    return [f"{condition.question}-{option}" for option in condition.options] if condition else []
