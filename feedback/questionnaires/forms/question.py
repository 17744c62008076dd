"""The form of one question with its options or rows; works without any script.

Each option (or row) that the form was opened with has its fields under its key, which `lines`
lists; three empty ones follow. A place orders them, a tick takes one out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from feedback.questionnaires import editing
from feedback.questionnaires.checks import OF_PAIRS, OF_QUESTIONS, OF_ROWS, WITH_MOST, WITH_OPTIONS
from feedback.questionnaires.codec import LONGEST_SUBJECT, MOST_ROWS
from feedback.questionnaires.content import (
    Criterion,
    Option,
    Question,
    QuestionKind,
    Row,
    Words,
)
from feedback.questionnaires.fields import KEY, LONGEST_WORDS, MOST_OPTIONS, NUMBER
from feedback.questionnaires.forms.conditions import ConditionMixin, ticked
from feedback.questionnaires.forms.desk import SeenForm, long_text, words_of
from feedback.questionnaires.wording import CRITERIA
from prestizh.ui.forms import TextArea

NEW = ("new-1", "new-2", "new-3")


@dataclass(frozen=True, slots=True)
class LineFields:
    """The fields of one option or row, for the template."""

    number: int
    is_new: bool
    fields: tuple[BoundField, ...]


class QuestionForm(ConditionMixin, SeenForm):
    """One question as it is edited."""

    lines = forms.CharField(widget=forms.HiddenInput, required=False)
    words = forms.CharField(
        label=_("Question"), max_length=LONGEST_WORDS, widget=TextArea(LONGEST_WORDS, rows=2)
    )
    words_en = long_text(_("The same in English"))
    hint = long_text(_("A hint under the question"))
    hint_en = long_text(_("The hint in English"))
    is_required = forms.BooleanField(label=_("It must be answered"), required=False)
    form_tag = False

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        self.question = question
        super().__init__(*args, initial=_initial(question), **kwargs)
        self._offer_what_fits()
        self.keys = self._opened_with()
        for key in [*self.keys, *NEW]:
            self._add_line(key)

    @property
    def has_lines(self) -> bool:
        """Whether the question has options or rows."""
        return self.question.kind in WITH_OPTIONS or self.has_rows

    @property
    def has_rows(self) -> bool:
        return self.question.kind is QuestionKind.MATRIX

    def plain_fields(self) -> list[BoundField]:
        """What is no option or row, in order."""
        return [field for field in self if not field.name.startswith("line-")]

    def line_fields(self) -> Iterator[LineFields]:
        """The options or rows, the empty ones last."""
        for number, key in enumerate([*self.keys, *NEW], 1):
            if fields := tuple(f for f in self if f.name.startswith(f"line-{key}-")):
                yield LineFields(number, key in NEW, fields)

    def changed(self) -> Question:
        """The question as it was sent."""
        data = self.cleaned_data
        base = replace(
            self.question,
            words=words_of(self, "words"),
            hint=words_of(self, "hint"),
            is_required=data["is_required"],
            condition=self.condition(),
            criterion=Criterion(data.get("criterion", "")),
            most=data.get("most") or 0,
            least=data.get("least", ""),
            greatest=data.get("greatest", ""),
        )
        if self.has_rows:
            return replace(base, rows=tuple(self._rows()))
        if self.has_lines:
            return replace(base, options=tuple(Option(key, words) for key, words in self._kept()))
        return base

    def _opened_with(self) -> list[str]:
        """The keys of the lines: of a sent form those that it was opened with."""
        own = [line.key for line in _lines(self.question)]
        if not self.is_bound:
            return own
        sent = re.split(r"\s+", self.data.get("lines", "").strip())
        return [key for key in dict.fromkeys(sent) if KEY.fullmatch(key)][:MOST_OPTIONS]

    def _offer_what_fits(self) -> None:
        """Fields that only some kinds have."""
        kind = self.question.kind
        marks = [mark for mark, kinds in OF_QUESTIONS.items() if kind in kinds]
        if marks:
            choices = [(one.value, CRITERIA[one]) for one in (Criterion.NONE, *marks)]
            self.fields["criterion"] = forms.ChoiceField(
                label=_("What it measures"), choices=choices, required=False
            )
        if kind in WITH_MOST:
            self.fields["most"] = forms.IntegerField(
                label=_("How many choices at most"),
                help_text=_("Empty or 0 for no limit."),
                min_value=0,
                max_value=MOST_OPTIONS,
                required=False,
            )
        if kind is QuestionKind.NUMBER:
            said = {"invalid": _("Write a number, for example 12 or 3,5.")}
            for name, label in (("least", _("Least number")), ("greatest", _("Greatest number"))):
                self.fields[name] = _BoundField(
                    label=label, required=False, max_length=15, error_messages=said
                )

    def _add_line(self, key: str) -> None:
        if not self.has_lines:
            return
        start = f"line-{key}-"
        self.fields[f"{start}bg"] = forms.CharField(
            label=_("In Bulgarian"), max_length=LONGEST_WORDS, required=False
        )
        self.fields[f"{start}en"] = forms.CharField(
            label=_("In English"), max_length=LONGEST_WORDS, required=False
        )
        if self.has_rows:
            self._add_row_fields(start)
        self.fields[f"{start}place"] = forms.IntegerField(
            label=_("Place in the list"), min_value=1, max_value=99, required=False
        )
        if key not in NEW:
            self.fields[f"{start}out"] = forms.BooleanField(label=_("take it out"), required=False)

    def _add_row_fields(self, start: str) -> None:
        choices = [(one.value, CRITERIA[one]) for one in Criterion if one in OF_ROWS]
        self.fields[f"{start}criterion"] = forms.ChoiceField(
            label=_("What it measures"),
            choices=sorted(choices, key=lambda choice: choice[0] != ""),
            required=False,
        )
        self.fields[f"{start}subject"] = forms.CharField(
            label=_("Name of the service (importance and state)"),
            max_length=LONGEST_SUBJECT,
            required=False,
        )
        self.fields[f"{start}reversed"] = forms.BooleanField(
            label=_("agreeing is bad here"), required=False
        )

    def _kept(self) -> Iterator[tuple[str, Words]]:
        """The lines that stay, in their new order, each with its key."""
        for key, name in self._order():
            said = (
                self.cleaned_data[f"line-{name}-{language}"].strip() for language in ("bg", "en")
            )
            yield key, Words(*said)

    def _rows(self) -> Iterator[Row]:
        for (key, name), (_key, words) in zip(self._order(), self._kept(), strict=True):
            data = {part: self.cleaned_data[f"line-{name}-{part}"] for part in ROW_PARTS}
            criterion = Criterion(data["criterion"])
            subject = data["subject"].strip() if criterion in OF_PAIRS else ""
            yield Row(key, words, criterion, data["reversed"], subject)

    def _order(self) -> list[tuple[str, str]]:
        """Key and name of the fields of each line that stays; a new one gets a free key."""
        found: list[tuple[int, str, str]] = []
        taken = list(self.keys)
        for number, name in enumerate([*self.keys, *NEW], 1):
            data = self.cleaned_data
            if data.get(f"line-{name}-out") or (name in NEW and not self._is_filled(name)):
                continue
            key = name
            if name in NEW:
                key = editing.free_key(taken, "row" if self.has_rows else "option")
                taken.append(key)
            found.append((data[f"line-{name}-place"] or number, key, name))
        return [(key, name) for _place, key, name in sorted(found, key=lambda line: line[0])]

    def _is_filled(self, name: str) -> bool:
        return any(self.cleaned_data[f"line-{name}-{part}"].strip() for part in ("bg", "en"))

    def clean(self) -> dict[str, Any]:
        """Refuses more lines than there may be."""
        data = super().clean() or self.cleaned_data
        most = MOST_ROWS if self.has_rows else MOST_OPTIONS
        if self.has_lines and not self.errors and len(self._order()) > most:
            self.add_error(None, _("There are too many options or rows; nobody reads so many."))
        return data


ROW_PARTS = ("criterion", "subject", "reversed")


class _BoundField(forms.CharField):
    """A bound of a number, kept as a string with a point."""

    def clean(self, value: Any) -> str:
        """The bound. Raises ValidationError for what is no number."""
        text = str(super().clean(value)).replace(",", ".")
        if text and not NUMBER.fullmatch(text):
            raise forms.ValidationError(self.error_messages["invalid"])
        return text


def _lines(question: Question) -> list[Option | Row]:
    """The options or the rows of a question."""
    return [*question.options, *question.rows]


def _initial(question: Question) -> dict[str, Any]:
    """The question as the fields of the form have it."""
    found: dict[str, Any] = {
        "seen": editing.seen(question),
        "lines": " ".join(line.key for line in _lines(question)),
        "words": question.words.bg,
        "words_en": question.words.en,
        "hint": question.hint.bg,
        "hint_en": question.hint.en,
        "is_required": question.is_required,
        "condition": ticked(question.condition),
        "criterion": question.criterion.value,
        "most": question.most or None,
        "least": question.least,
        "greatest": question.greatest,
    }
    for place, line in enumerate(_lines(question), 1):
        start = f"line-{line.key}-"
        found |= {
            f"{start}bg": line.words.bg,
            f"{start}en": line.words.en,
            f"{start}place": place,
        }
        if isinstance(line, Row):
            found |= {
                f"{start}criterion": line.criterion.value,
                f"{start}subject": line.subject,
                f"{start}reversed": line.is_reversed,
            }
    return found
