"""Makes a tagged PDF (PDF/UA-1) of HTML, with the bundled fonts and the bundled style only."""

import json
import re
from io import BytesIO
from typing import Any

import pikepdf

from prestizh.documents.confined import Failure

# The beginning of a numbered piece of content. Texts stand in the stream as hexadecimal, so
# nobody's words can look like it.
MARK = re.compile(rb"/\w+\s+<<\s*/MCID\s+(\d+)\s*>>\s*BDC")


def work(payload: bytes) -> bytes:
    """The PDF of `{"html": …, "title": …, "language": …}` as JSON.

    Raises `Failure("unavailable")` where WeasyPrint or a library of the system is missing.
    """
    order = json.loads(payload)
    made = _printed(order["html"])
    return _mended(made, order["title"], order["language"])


def _printed(html: str) -> bytes:
    try:
        from prestizh.documents.confined import printing
    except (ImportError, OSError) as error:
        # OSError: Pango or HarfBuzz is not on this machine.
        raise Failure("unavailable", str(error)) from error
    return printing.printed(html)


def _mended(made: bytes, title: str, language: str) -> bytes:
    """What WeasyPrint leaves out of PDF/UA: scopes, the tree of ids, /AF without repeats."""
    with pikepdf.open(BytesIO(made)) as pdf:
        root = pdf.Root.StructTreeRoot
        named: dict[bytes, Any] = {}
        for element in pdf.objects:
            if isinstance(element, pikepdf.Dictionary) and element.get("/S") == "/TH":
                attributes = element.get("/A", pikepdf.Dictionary(O=pikepdf.Name.Table))
                attributes["/Scope"] = _scope(element)
                element["/A"] = attributes
            if isinstance(element, pikepdf.Dictionary) and "/ID" in element and "/S" in element:
                named[bytes(element["/ID"])] = element
        _mark_margins(pdf)
        if named:
            root["/IDTree"] = _tree(pdf, named)
        _without_repeats(pdf.Root)
        pdf.Root.Lang = pikepdf.String(language)
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = title
            metadata["dc:language"] = [language]
        out = BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return out.getvalue()


def _mark_margins(pdf: pikepdf.Pdf) -> None:
    """Mark what is repeated in the margins as no part of the text.

    WeasyPrint numbers it like the text but hangs it nowhere in the tree, so that a reader aloud
    would either stumble over it or read „стр. 3 от 12“ in the middle of a sentence.
    """
    root = pdf.Root.StructTreeRoot
    told = _reachable(root)
    numbers = root.ParentTree.Nums
    for place, page in enumerate(pdf.pages):
        elements = numbers[2 * place + 1]
        strays = {n for n, element in enumerate(elements) if element.objgen not in told}
        if strays:
            page.Contents = pdf.make_stream(_as_artifacts(page.Contents.read_bytes(), strays))
            for stray in strays:
                elements[stray] = None


def _as_artifacts(content: bytes, strays: set[int]) -> bytes:
    """The stream of a page in which the numbered pieces of `strays` are no part of the text."""

    def replaced(mark: re.Match[bytes]) -> bytes:
        return b"/Artifact BMC" if int(mark[1]) in strays else mark[0]

    return MARK.sub(replaced, content)


def _reachable(root: Any) -> set[tuple[int, int]]:
    """The numbers of all elements that hang in the tree."""
    found: set[tuple[int, int]] = set()
    waiting = list(root.K)
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Dictionary) and element.objgen not in found:
            found.add(element.objgen)
            waiting.extend(element.get("/K", []))
    return found


def _scope(cell: Any) -> pikepdf.Name:
    """A head in the table's head is one of a column; a head in the body is one of its row."""
    above = cell.get("/P", {})
    for _step in range(8):
        kind = above.get("/S")
        if kind == "/THead":
            return pikepdf.Name.Column
        if kind in {"/TBody", "/Table"}:
            return pikepdf.Name.Row
        above = above.get("/P", {})
    return pikepdf.Name.Column


def _tree(pdf: pikepdf.Pdf, named: dict[bytes, Any]) -> Any:
    """A name tree of one leaf: the ids in the order of their bytes."""
    names = pikepdf.Array()
    for key in sorted(named):
        names.append(pikepdf.String(key))
        names.append(named[key])
    limits = pikepdf.Array([pikepdf.String(min(named)), pikepdf.String(max(named))])
    leaf = pdf.make_indirect(pikepdf.Dictionary(Limits=limits, Names=names))
    return pdf.make_indirect(pikepdf.Dictionary(Kids=pikepdf.Array([leaf])))


def _without_repeats(catalogue: Any) -> None:
    """List each associated file once."""
    files = catalogue.get("/AF")
    if isinstance(files, pikepdf.Array):
        kept = {item.objgen: item for item in files}
        catalogue["/AF"] = pikepdf.Array(kept.values())
