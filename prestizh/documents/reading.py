"""The words of an uploaded text, for drafts: one paragraph a line."""

from prestizh.documents import keeping
from prestizh.documents.keeping import Examined, Upload
from prestizh.documents.kinds import TEXTS, Kind


def text_of(upload: Upload | Examined) -> str:
    """The text of a .docx (with Word's own numbers written out) or of a .txt.

    Slow (it works in the sandbox): call it outside a transaction. Raises `Refused`.
    """
    if not isinstance(upload, Examined):
        upload = keeping.examine(upload, name=upload.name or "file", kinds=TEXTS)
    content = upload.content
    if upload.kind is Kind.DOCX:
        content = keeping.confined("reading", content)
    text = content.decode().replace("\r\n", "\n").replace("\r", "\n")
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
