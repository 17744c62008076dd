"""A file comes in by its content, and each refusal says how to mend it."""

import zipfile
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.utils import translation
from django.utils.datastructures import MultiValueDict
from PIL import Image

from prestizh.documents import keeping
from prestizh.documents.fields import DocumentField
from prestizh.documents.keeping import examine, keep, publish
from prestizh.documents.kinds import SIGNED, Kind
from prestizh.documents.models import Blob, Document
from prestizh.ledger import clock
from prestizh.refusal import Refused
from tests.documents import samples
from tests.documents.samples import TYPES, changed, part_of, word

MACRO_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def javascript() -> bytes:
    action = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert(1)"))
    return samples.portable(OpenAction=action)


def stored(name: str, content: bytes, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        archive.writestr(name, content)
    return out.getvalue()


def with_macros() -> bytes:
    types = part_of(word(), TYPES).replace(WORD_TYPE, MACRO_TYPE)
    return changed(word(), {TYPES: types, "word/vbaProject.bin": b"x"})


def many_parts() -> bytes:
    return changed(word(), {f"word/media/{n}.bin": b"x" for n in range(2001)})


BAD = {
    "a program": ("a.pdf", b"MZ\x90\x00program", "program"),
    "a script": ("a.txt", b"#!/bin/sh\nrm -rf /", "program"),
    "a drawing": ("a.png", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "web page"),
    "a drawing as XML": ("a.txt", b"\xef\xbb\xbf <?xml version='1.0'?><svg/>", "web page"),
    "a page": ("a.txt", b"<!DOCTYPE html><script>1</script>", "web page"),
    "a page in UTF-16": ("a.txt", "<html>".encode("utf-16"), "web page"),
    "an old Word file": ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, ".docx"),
    "a second extension": ("покана.exe.pdf", samples.portable(), "Rename"),
    "a last extension": ("покана.pdf.exe", samples.portable(), "Rename"),
    "another extension": ("a.docx", samples.portable(), "Rename"),
    "a text as PDF": ("a.pdf", b"hello", "Rename"),
    "nothing": ("a.txt", b"", "empty"),
    "noise": ("a.pdf", b"\x00\x01\x02\x03", "kind of file"),
    "a PDF that is an archive": (
        "a.pdf", samples.portable() + stored("a.txt", b"x"), "hidden"),
    "a PDF with a tail": ("a.pdf", samples.portable() + b"<script>alert(1)</script>", "hidden"),
    "a PDF with JavaScript": ("a.pdf", javascript(), "macros"),
    "a PDF with a password": ("a.pdf", samples.locked(), "password"),
    "a broken PDF": ("a.pdf", b"%PDF-1.7\nnothing here\n%%EOF", "damaged"),
    "an archive": ("a.zip", stored("a.txt", b"x"), "archive"),
    "macros": ("a.docx", with_macros(), "macros"),
    "a hidden macro": ("a.docx", changed(word(), {"word/vbaProject.bin": b"x"}), "macros"),
    "an embedded program": (
        "a.docx", changed(word(), {"word/embeddings/a.exe": b"x"}), "embedded"),
    "a template elsewhere": ("a.docx", samples.linked("attachedTemplate"), "another address"),
    "a picture elsewhere": ("a.docx", samples.linked("image"), "another address"),
    "too many parts": ("a.docx", many_parts(), "2,000"),
    "a bomb": ("a.docx", changed(word(), {"word/a.xml": b"0" * 40_000_000}), "hundred times"),
    "a larger bomb": ("a.docx", changed(word(), {"word/a.xml": b"0" * 60_000_000}), "50 MB"),
    "a part outside": ("a.docx", changed(word(), {"../../a.xml": b"x"}), "Save it anew"),
    "a tail": ("a.docx", word() + b"<script>", "hidden"),
    "a broken archive": ("a.docx", word()[:-400], "anew"),
    "a broken picture": ("a.jpg", b"\xff\xd8\xff\xe0broken", "damaged"),
    "a telephone's picture": ("a.heic", b"\x00\x00\x00\x18ftypheic", "JPEG"),
    "a huge picture": ("a.png", samples.photograph("PNG", (8000, 6000)), "pixels"),
}  # fmt: skip


@pytest.mark.parametrize("case", BAD)
def test_what_must_not_come_in_is_refused_with_its_remedy(case: str) -> None:
    name, content, remedy = BAD[case]
    with translation.override("en"), pytest.raises(Refused, match=remedy):
        examine(content, name=name)


def test_a_word_file_of_fifty_megabytes_is_refused_by_its_size() -> None:
    upload = SimpleUploadedFile("проект.docx", b"PK\x03\x04" + b"\0" * (50 * 1024 * 1024))
    with pytest.raises(Refused) as refused:
        examine(upload, name="проект.docx")
    assert "51 MB" in str(refused.value)
    assert "20 MB" in str(refused.value)


def test_a_size_that_the_archive_lies_about_is_found() -> None:
    content = bytearray(changed(word(), {"word/a.xml": b"0" * 900_000}))
    # In the directory the part claims to have one byte.
    at = content.rfind(b"word/a.xml") - 46
    content[at + 24 : at + 28] = (1).to_bytes(4, "little")
    with pytest.raises(Refused):
        examine(bytes(content), name="a.docx")


GOOD = {
    "a Word file": ("Проект.docx", word(), Kind.DOCX),
    "a link in a Word file": ("a.docx", samples.linked("hyperlink"), Kind.DOCX),
    "a PDF": ("мотиви.PDF", samples.portable(), Kind.PDF),
    "a text": ("a.txt", "Чл. 1.".encode(), Kind.TXT),
    "a photograph": ("a.jpeg", samples.photograph(), Kind.JPEG),
    "a scan": ("a.png", samples.photograph("PNG"), Kind.PNG),
}


@pytest.mark.parametrize("case", GOOD)
def test_what_is_sound_comes_in(case: str) -> None:
    name, content, kind = GOOD[case]
    assert examine(content, name=name).kind is kind


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_picture_comes_in_upright_and_without_what_the_camera_knew(form: str) -> None:
    content = samples.photograph(form)
    assert b"marker-of-a-person" in content
    kept = examine(content, name=f"a.{'jpg' if form == 'JPEG' else 'png'}").content
    assert b"marker-of-a-person" not in kept
    with Image.open(BytesIO(kept)) as picture:
        assert not picture.getexif()
        assert picture.size == (30, 40)


def test_what_hangs_behind_a_picture_is_left_behind() -> None:
    kept = examine(samples.photograph() + stored("a.exe", b"MZ"), name="a.jpg").content
    assert not zipfile.is_zipfile(BytesIO(kept))


def test_only_the_asked_for_kinds_come_in() -> None:
    with pytest.raises(Refused) as refused:
        examine(word(), name="a.docx", kinds=SIGNED)
    assert ".pdf" in str(refused.value)


class Attaching(forms.Form):
    file = DocumentField(label="file", required=False)


def attaching(*files: "UploadedFile[Any]") -> Attaching:
    """The form as it comes from a browser."""
    return Attaching({}, MultiValueDict({"file": list(files)} if files else {}))


def test_the_sentence_stands_beside_the_field() -> None:
    with translation.override("en"):
        form = attaching(SimpleUploadedFile("a.docx", with_macros()))
        assert not form.is_valid()
        assert "macros" in str(form.errors["file"])


def test_a_form_gives_what_was_examined() -> None:
    form = attaching(SimpleUploadedFile("Проект.docx", word()))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["file"].kind is Kind.DOCX
    assert attaching().is_valid()


@pytest.mark.django_db
def test_a_kept_file_has_its_digest_and_its_bytes() -> None:
    content = word("Чл. 1.")
    document = keep(content, name="../Проект.docx", actor=None)
    assert document.name == "Проект.docx"
    assert document.open() == content
    assert document.size == len(content)
    assert document.public_since is None
    assert Blob.objects.get().sha256 == document.sha256


@pytest.mark.django_db
def test_the_same_bytes_are_kept_once() -> None:
    examined = examine(b"text", name="a.txt")
    keep(examined, actor=None)
    keep(examined, actor=None)
    assert Document.objects.count() == 2
    assert Blob.objects.count() == 1


@pytest.mark.django_db
def test_publishing_again_does_not_make_a_file_younger() -> None:
    document = keep(b"text", name="a.txt", actor=None)
    at = clock.now()
    publish(document, at)
    publish(document, at.replace(year=at.year + 1))
    document.refresh_from_db()
    assert document.public_since == at


@pytest.mark.django_db
def test_within_a_transaction_no_more_time_is_taken_than_the_connection_may_idle() -> None:
    assert 2 * keeping.SECONDS_IN_TRANSACTION + 5 < 10
