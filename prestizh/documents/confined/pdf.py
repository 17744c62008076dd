"""Makes a tagged PDF (PDF/UA-1) of HTML, with the bundled fonts and the bundled style only."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf

from prestizh.documents.confined import Failure

STATIC = Path(__file__).resolve().parents[3] / "static"
# The whole world that a PDF may be made of.
BUNDLED = {
    "prestizh:document.css": (STATIC / "pdf" / "document.css", "text/css"),
    "prestizh:SofiaSans-Regular.ttf": (STATIC / "fonts" / "SofiaSans-Regular.ttf", "font/ttf"),
    "prestizh:SofiaSans-Bold.ttf": (STATIC / "fonts" / "SofiaSans-Bold.ttf", "font/ttf"),
    "prestizh:SofiaSans-Italic.ttf": (STATIC / "fonts" / "SofiaSans-Italic.ttf", "font/ttf"),
}


def work(payload: bytes) -> bytes:
    """The PDF of `{"html": …, "title": …, "language": …}` as JSON.

    Raises `Failure("unavailable")` where WeasyPrint or a library of the system is missing.
    """
    order = json.loads(payload)
    made = _printed(order["html"])
    return _mended(made, order["title"], order["language"])


def _printed(html: str) -> bytes:
    try:
        import weasyprint
        from weasyprint.urls import URLFetcher, URLFetcherResponse
    except (ImportError, OSError) as error:
        # OSError: Pango or HarfBuzz is not on this machine.
        raise Failure("unavailable", str(error)) from error

    class Bundled(URLFetcher):  # type: ignore[misc]
        """Gives what is bundled and opens nothing else, not even a file or a data: address."""

        def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
            if url not in BUNDLED:
                msg = "only the bundled fonts and styles may be used"
                raise ValueError(msg)
            path, media_type = BUNDLED[url]
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": media_type})

    document = weasyprint.HTML(string=html, base_url=None, url_fetcher=Bundled())
    made: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return made


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
