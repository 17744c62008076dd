"""Looks into a PDF for what must not come in: programs, other files, a password, damage."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pikepdf

from prestizh.documents.confined import Failure

RUNS = ("/JavaScript", "/Launch", "/ImportData", "/RichMedia", "/Movie", "/Sound", "/Rendition")
MOST_OBJECTS = 500_000


def work(payload: bytes) -> bytes:
    """The number of pages as ASCII.

    Raises `Failure`: `broken`, `encrypted`, `macros`, `foreign`, `unpacked`.
    """
    try:
        with pikepdf.open(BytesIO(payload), attempt_recovery=True) as pdf:
            if len(pdf.objects) > MOST_OBJECTS:
                raise Failure("unpacked", str(len(pdf.objects)))
            _look(pdf)
            return str(len(pdf.pages)).encode()
    except pikepdf.PasswordError as error:
        raise Failure("encrypted") from error
    except pikepdf.PdfError as error:
        raise Failure("broken", str(error)) from error


def _look(pdf: pikepdf.Pdf) -> None:
    names = pdf.Root.get("/Names")
    if isinstance(names, pikepdf.Dictionary) and "/JavaScript" in names:
        raise Failure("macros")
    if not len(pdf.pages):
        raise Failure("broken", "no pages")
    for thing in pdf.objects:
        _look_at(thing)


def _look_at(thing: Any) -> None:
    """Refuse an action that runs something and a file within the file, however deep it stands."""
    if isinstance(thing, pikepdf.Stream | pikepdf.Dictionary):
        if "/JS" in thing or thing.get("/S") in RUNS:
            raise Failure("macros")
        if "/EF" in thing:
            raise Failure("foreign")
    # What is indirect comes up by itself among the objects.
    for value in _within(thing):
        if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
            _look_at(value)


def _within(thing: Any) -> Iterator[Any]:
    if isinstance(thing, pikepdf.Array):
        yield from thing.as_list()
    elif isinstance(thing, pikepdf.Stream | pikepdf.Dictionary):
        for key in thing.keys():  # noqa: SIM118 (iterating a pikepdf object is not a dict's way)
            yield thing[key]
