"""Forms of the clerk's desk for preparing a draft. What may be done is said by the acts."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation
from prestizh.documents.fields import DocumentField
from prestizh.documents.keeping import LARGEST, Examined
from prestizh.documents.kinds import TEXTS, extensions
from prestizh.documents.reading import text_of
from prestizh.refusal import Refused
from prestizh.ui.forms import BoundedFileField, DayField, PortalForm, PortalModelForm, TextArea

LONGEST_TEXT = 1_000_000
MOST_LINES = 20_000


class NewDraftForm(PortalModelForm[Consultation]):
    """What a draft begins with."""

    submit_label = _("Begin the draft")

    class Meta:
        model = Consultation
        fields = ("title", "kind", "drafter_kind")


class FactsForm(PortalModelForm[Consultation]):
    """Everything a draft says beside its text. Only the title, the kinds and the term are asked
    here; publishing asks for the rest."""

    reasons_file = DocumentField(label=_("Signed reasons (file)"), required=False)
    impact_file = DocumentField(label=_("Impact assessment (file)"), required=False)
    planned_on = DayField(
        label=_("Planned day of publication"),
        required=False,
        help_text=_("For announcing beforehand that the draft is coming."),
    )
    term_days = forms.IntegerField(
        label=_("Term in days"),
        min_value=1,
        max_value=365,
        help_text=_("At least 30; from 14 to 29 only with a reason (ЗНА, чл. 26, ал. 4)."),
    )
    submit_label = _("Save")
    groups = (
        (
            _("The draft"),
            ("title", "title_en", "kind", "drafter_kind", "drafter", "sponsor"),
        ),
        (_("In short"), ("summary", "summary_en")),
        (
            _("Reasons (ЗНА, чл. 28, ал. 2)"),
            (
                "reason_causes",
                "reason_aims",
                "reason_means",
                "reason_results",
                "reason_eu",
                "reasons_file",
                "impact_file",
            ),
        ),
        (_("Whom to ask"), ("unit", "contact")),
        (_("Term"), ("term_days", "short_term_reason", "planned_on")),
        (_("Whom it concerns"), ("affected_groups", "topics", "settlements")),
    )

    class Meta:
        model = Consultation
        fields = (
            *("title", "title_en", "kind", "drafter_kind", "drafter", "sponsor"),
            *("summary", "summary_en"),
            *("reason_causes", "reason_aims", "reason_means", "reason_results", "reason_eu"),
            *("unit", "contact", "topics", "settlements", "affected_groups"),
            *("term_days", "short_term_reason", "planned_on"),
        )
        widgets = {
            "title": TextArea(limit=400, rows=2),
            "title_en": TextArea(limit=400, rows=2),
            "summary": TextArea(limit=1200, rows=6),
            "summary_en": TextArea(limit=1200, rows=4),
            "reason_causes": TextArea(limit=20_000, rows=5),
            "reason_aims": TextArea(limit=20_000, rows=4),
            "reason_means": TextArea(limit=20_000, rows=4),
            "reason_results": TextArea(limit=20_000, rows=4),
            "reason_eu": TextArea(limit=20_000, rows=4),
            "short_term_reason": TextArea(limit=4000, rows=3),
            "topics": forms.CheckboxSelectMultiple,
            "settlements": forms.CheckboxSelectMultiple,
        }
        help_texts = {
            "summary": _(
                "At most 100 words in plain language: what changes, who is affected, from when."
            ),
            "drafter": _("Who drew up the draft and owes the closing report."),
            "sponsor": _("As it stands on the draft, for example: the mayor of the municipality."),
            "contact": _("Name, telephone and e-mail; everybody sees them."),
            "short_term_reason": _(
                "Only for a term under 30 days. It is published with the reasons."
            ),
            "settlements": _("None means the whole municipality."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("unit", "topics", "settlements"):
            self._offer_current(name)
        for name in ("reasons_file", "impact_file"):
            document = getattr(self.instance, name)
            if document is not None:
                self.fields[name].help_text = _(
                    "Now there is “%(name)s”; a new file takes its place."
                ) % {"name": document.name}

    def _offer_current(self, name: str) -> None:
        """Offer what is in use, and what the draft already has though it is no longer offered."""
        field = self.fields[name]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - fields of relations
        value = self.initial.get(name) or []
        held = [row.pk if isinstance(row, Model) else row for row in _as_list(value)]
        field.queryset = field.queryset.filter(Q(retired=False) | Q(pk__in=held))  # type: ignore[union-attr]
        if name == "unit":
            field.empty_label = _("not chosen yet")

    def facts(self) -> dict[str, Any]:
        """What was typed, without the files, as `drafting.revise` takes it."""
        files = {"reasons_file", "impact_file"}
        return {name: value for name, value in self.cleaned_data.items() if name not in files}

    def new_files(self) -> dict[str, Examined]:
        """The new files that came with the form."""
        names = ("reasons_file", "impact_file")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}


def _as_list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple | QuerySet) else [value]


class DraftTextForm(PortalForm):
    """The text of a draft: taken from a file, or typed and corrected."""

    file = BoundedFileField(
        label=_("Take the text from a file"),
        required=False,
        accept=extensions(TEXTS),
        max_bytes=LARGEST,
        help_text=_("It takes the place of the text below."),
    )
    text = forms.CharField(
        label=_("Text of the draft"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=TextArea(limit=LONGEST_TEXT, rows=24),
        help_text=_("One paragraph on a line, as the act is printed: Чл. 1. (1) …"),
    )
    submit_label = ""

    def wanted_text(self, *, from_file: bool) -> str:
        """The text that was asked for. Reads the file in the sandbox. Raises `Refused`."""
        upload = self.cleaned_data["file"]
        text: str = self.cleaned_data["text"]
        if from_file:
            assert isinstance(upload, UploadedFile)  # noqa: S101 - `clean` asks for it
            text = text_of(upload)
            if not text.strip():
                raise Refused(_("There is no text in this file; the draft's text stays as it was."))
        if len(text) > LONGEST_TEXT or text.count("\n") > MOST_LINES:
            raise Refused(
                _(
                    "The text is longer than a million characters or 20,000 lines. Divide the "
                    "draft, or attach its tables as files."
                )
            )
        return text

    def clean(self) -> dict[str, Any]:
        """A file for the button of the file, a text for the button of the text."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.data.get("act") == "file":
            if not cleaned.get("file") and "file" not in self.errors:
                self.add_error("file", _("Choose a .docx or .txt file first."))
        elif not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", _("Paste or type the text of the draft, or choose a file."))
        return cleaned


class AttachForm(PortalForm):
    """A file beside the draft."""

    title = forms.CharField(
        label=_("Title of the file"),
        max_length=200,
        help_text=_("As the reader sees it, for example: Financial justification."),
    )
    file = DocumentField(label=_("File"))
    submit_label = _("Attach")
