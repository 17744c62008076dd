"""Files among the answers of a survey with names: looked into as they come, kept beside the draft.

What the draft holds is the key of a document that this person sent; a key that was sent from a
form is never believed.
"""

from collections.abc import Mapping

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict

from feedback.questionnaires.answers import name_of
from feedback.questionnaires.content import Content, QuestionKind, Section
from feedback.surveys.drafts import Screens
from prestizh.accounts.models import User
from prestizh.documents.keeping import Upload, keep
from prestizh.documents.models import Document

KEPT = "file-"


def with_files(
    sent: QueryDict, files: Mapping[str, Upload], section: Section, before: Screens, *, person: User
) -> QueryDict:
    """What was sent from a screen, with the keys of its files; of an earlier one where none came.

    Raises `Refused` for a file that may not come in.
    """
    found = sent.copy()
    for name in [name for name in found if name.startswith(KEPT)]:
        del found[name]
    for question in section.questions:
        if question.kind is not QuestionKind.FILE:
            continue
        name = KEPT + name_of(question)
        upload = files.get(name_of(question))
        if upload is not None:
            found[name] = str(keep(upload, actor=person).pk)
        elif before.get(section.key, {}).get(name):
            found.setlist(name, before[section.key][name])
    return found


def kept_in(content: Content, screens: Screens) -> dict[str, Document]:
    """The documents that a draft holds, by question."""
    held = {name: values[0] for screen in screens.values() for name, values in screen.items()}
    keys = {
        question.key: held[KEPT + name_of(question)]
        for question in content.questions()
        if question.kind is QuestionKind.FILE and KEPT + name_of(question) in held
    }
    rows = (
        {str(row.pk): row for row in Document.objects.filter(pk__in=keys.values())} if keys else {}
    )
    return {key: rows[pk] for key, pk in keys.items() if pk in rows}


def as_uploads(documents: Mapping[str, Document]) -> dict[str, Upload]:
    """The same as a form would have sent them: who reads the answers asks for their names."""
    return {f"q-{key}": SimpleUploadedFile(row.name, b"") for key, row in documents.items()}
