"""A list as a file: the same address with `?format=`, so the same rows for the same reader.

A view of a list asks `exported` before it draws its page, with the rows that it would page through;
the template puts `{% exports %}` beside the list. The file is made row by row on the disk and then
sent, so that an error is an error page and not half a file, and no reader's slow line holds the
database.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import IO, Any, TypeVar, cast

from django.db import models
from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from prestizh.documents.names import tidied
from prestizh.documents.serving import guarded
from prestizh.documents.sheets import ods, xlsx
from prestizh.documents.table import Table
from prestizh.ledger import clock
from prestizh.refusal import Sentence

KINDS = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "json": "application/json",
}
# Rows that come from the database at once, and for which what hangs on them is fetched together.
ROWS_AT_ONCE = 2000

Row = TypeVar("Row", bound=models.Model)


def exported(
    request: HttpRequest, table: Callable[[], Table], name: Sentence, *, which: str = ""
) -> HttpResponse | None:
    """The table as the file that `?format=` asks for; None where the page itself is wanted.

    A page with more than one table asks for each; `&table=` says `which` of them is meant.
    Raises Http404 for a format that there isn't.
    """
    extension = request.GET.get("format")
    if extension is None or request.GET.get("table", "") != which:
        return None
    if extension not in KINDS:
        raise Http404
    return file_of(table(), extension, name)


def file_of(table: Table, extension: str, name: Sentence) -> HttpResponse:
    """The table as a file to keep, named for what it holds and for the day. KeyError for a kind
    of file that is not in `KINDS`."""
    return sent(written(table, extension, name), extension, name)


def sent(file: IO[bytes], extension: str, name: Sentence) -> HttpResponse:
    """The file as an answer, which closes it."""
    response = FileResponse(
        file,
        as_attachment=True,
        filename=tidied(f"{name} {clock.today().isoformat()}.{extension}"),
        content_type=KINDS[extension],
    )
    # A view answers with either kind; the types of Django know only one of them.
    return guarded(cast("HttpResponse", response))


def written(table: Table, extension: str, name: Sentence) -> IO[bytes]:
    """The table in an open file without a name, at its beginning."""
    if extension == "xlsx":
        return xlsx([(str(name), table)])
    if extension == "ods":
        return ods([(str(name), table)])
    out = tempfile.TemporaryFile(prefix="export-")  # noqa: SIM115  the answer closes it
    for piece in table.stream_csv() if extension == "csv" else table.stream_json():
        out.write(piece)
    out.seek(0)
    return out


def facts_of(rows: "models.QuerySet[Row]", names: Sequence[str]) -> Iterator[Any]:
    """What the rows hold under these names (`opinion__name`), one by one, each as a tuple with them
    as attributes. It costs a fifth of the rows themselves, where none of their methods is needed."""
    facts = rows.prefetch_related(None).values_list(*names, named=True)
    yield from facts.iterator(chunk_size=ROWS_AT_ONCE)


def in_parts(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """The rows in parts small enough to be held, for what is fetched together for many of them."""
    left = iter(rows)
    while part := list(islice(left, ROWS_AT_ONCE)):
        yield part


def one_by_one(rows: "models.QuerySet[Row]") -> Iterable[Row]:
    """The rows as a cursor of the database brings them, never all at once in memory."""
    return rows.iterator(chunk_size=ROWS_AT_ONCE)
