"""Forms of the desk: beginning a questionnaire, its title, a section, a new question."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from feedback.questionnaires import editing
from feedback.questionnaires.codec import LARGEST_FILE, LONGEST_TITLE
from feedback.questionnaires.content import Content, Question, QuestionKind, Section, Words
from feedback.questionnaires.fields import LONGEST_WORDS
from feedback.questionnaires.forms.conditions import ConditionMixin
from feedback.questionnaires.library import TEMPLATES
from feedback.questionnaires.models import Purpose
from feedback.questionnaires.wording import KINDS
from prestizh.ui.forms import BoundedFileField, PortalForm, TextArea


class BlankForm(PortalForm):
    """What an empty questionnaire begins with."""

    title = forms.CharField(label=_("Title of the questionnaire"), max_length=LONGEST_TITLE)
    title_en = forms.CharField(
        label=_("The same in English"), max_length=LONGEST_TITLE, required=False
    )
    submit_label = _("Begin it empty")


class LibraryForm(PortalForm):
    """One of the library."""

    kind = forms.ChoiceField(
        label=_("From the library"),
        choices=[(name, label) for name, label in Purpose.choices if name in TEMPLATES],
        widget=forms.RadioSelect,
    )
    submit_label = _("Begin with this one")


class ImportForm(PortalForm):
    """A questionnaire in a file."""

    file = BoundedFileField(
        label=_("File with a questionnaire"), accept=(".json",), max_bytes=LARGEST_FILE
    )
    submit_label = _("Take it in")


class SeenForm(PortalForm):
    """A form of one part: `seen` says in which state the part was opened."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def reopened(self, part: Question | Section | Content) -> None:
        """From now on it speaks of the part as it is: sending it again replaces that."""
        data = self.data.copy() if isinstance(self.data, QueryDict) else dict(self.data)
        data["seen"] = editing.seen(part)
        self.data = data


def long_text(label: Any, help_text: Any = "") -> forms.CharField:
    """A longer text that may stay empty."""
    return forms.CharField(
        label=label,
        max_length=LONGEST_WORDS,
        required=False,
        widget=TextArea(LONGEST_WORDS, rows=3),
        help_text=help_text,
    )


class WordsForm(SeenForm):
    """Title and introduction of the whole."""

    title = forms.CharField(label=_("Title of the questionnaire"), max_length=LONGEST_TITLE)
    title_en = forms.CharField(
        label=_("The same in English"), max_length=LONGEST_TITLE, required=False
    )
    intro = long_text(
        _("Introduction"), _("Who asks, why, how long it takes, what becomes of the answers.")
    )
    intro_en = long_text(_("Introduction in English"))

    def words(self) -> tuple[Words, Words]:
        """What was given: title and introduction."""
        return words_of(self, "title"), words_of(self, "intro")


class NewSectionForm(PortalForm):
    """A section at the end."""

    title = forms.CharField(label=_("Title of the section"), max_length=LONGEST_TITLE)
    title_en = forms.CharField(
        label=_("The same in English"), max_length=LONGEST_TITLE, required=False
    )
    submit_label = _("Add the section")


class SectionForm(ConditionMixin, SeenForm):
    """What stands above the questions of a section, and when it is asked."""

    title = forms.CharField(label=_("Title of the section"), max_length=LONGEST_TITLE)
    title_en = forms.CharField(
        label=_("The same in English"), max_length=LONGEST_TITLE, required=False
    )
    intro = long_text(_("Introduction of the section"))
    intro_en = long_text(_("Introduction in English"))


class NewQuestionForm(PortalForm):
    """A question at the end of a section; its options or rows come on its own page."""

    section = forms.ChoiceField(label=_("In which section"))
    kind = forms.ChoiceField(
        label=_("How it is answered"),
        choices=[(kind.value, label) for kind, label in KINDS.items()],
    )
    words = forms.CharField(
        label=_("Question"), max_length=LONGEST_WORDS, widget=TextArea(LONGEST_WORDS, rows=2)
    )
    words_en = forms.CharField(
        label=_("The same in English"),
        max_length=LONGEST_WORDS,
        required=False,
        widget=TextArea(LONGEST_WORDS, rows=2),
    )
    submit_label = _("Add the question")

    def __init__(self, *args: Any, content: Content, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["section"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(one.key, one.title.bg) for one in content.sections]

    def question_kind(self) -> QuestionKind:
        """The chosen kind."""
        return QuestionKind(self.cleaned_data["kind"])


def words_of(form: PortalForm, name: str) -> Words:
    """The two texts that were given under this name."""
    return Words(
        *(
            form.cleaned_data[field].strip().replace("\r\n", "\n").replace("\r", "\n")
            for field in (name, f"{name}_en")
        )
    )
