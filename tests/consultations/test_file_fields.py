"""Every field for a file of a proposal says which kinds it takes and how large one may be."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template.defaultfilters import filesizeformat
from django.test import Client
from django.utils.translation import override

from consultations.forms.proposing import ProposalForm
from consultations.models import Consultation
from consultations.models.opinion import FILE_KINDS
from prestizh.accounts.models import User
from prestizh.documents.keeping import LARGEST
from prestizh.documents.kinds import EXTENSIONS, extensions
from tests.consultations.making import make_open
from tests.security.guests import Guest

pytestmark = pytest.mark.django_db

FIELD = re.compile(r'<input type="file"\s+id="([^"]+)".*?>', re.DOTALL)
ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


@pytest.fixture
def consultation(clerk: User) -> Consultation:
    return make_open(clerk)


def said_of(page: str, field: str) -> str:
    """The text that describes a field."""
    found = re.search(rf'<p[^>]* id="{re.escape(field)}">(.*?)</p>', page, re.DOTALL)
    return found[1] if found else ""


@pytest.mark.parametrize("language", ["bg", "en"])
def test_under_each_article_the_file_says_what_it_takes(
    consultation: Consultation, language: str
) -> None:
    before = "" if language == "bg" else f"/{language}"
    page = Client().get(before + consultation.get_absolute_url()).content.decode()
    fields = [dict(ATTRIBUTE.findall(found[0])) for found in FIELD.finditer(page)]
    assert len(fields) == consultation.provisions.filter(is_block=True).count() + 1
    with override(language):
        most = filesizeformat(LARGEST)
    for field in fields:
        assert field["accept"] == ",".join(extensions(FILE_KINDS))
        said = said_of(page, field["aria-describedby"])
        assert ".pdf, .docx, .odt, .txt, .jpg, .jpeg, .png" in said
        assert most in said


def test_the_form_takes_what_the_page_says(consultation: Consultation) -> None:
    field = ProposalForm().fields["file"]
    assert field.widget.attrs == {
        "accept": ",".join(extensions(FILE_KINDS)),
        "data-max-bytes": LARGEST,
    }
    assert {EXTENSIONS[name.removeprefix(".")] for name in extensions(FILE_KINDS)} == FILE_KINDS


def test_a_file_of_another_kind_is_refused_with_the_same_list(consultation: Consultation) -> None:
    answer = Guest(consultation).write(file=SimpleUploadedFile("сметка.xlsx", b"PK\3\4"))
    assert answer.status_code == 422
    assert ".pdf, .docx, .odt, .txt, .jpg, .jpeg, .png" in answer.content.decode()
