"""The name of a file as it may be kept and shown: no paths, no hidden signs, one extension."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST_STEM = 120
# Controls, marks of direction, signs without width: with them a name reads other than it is.
HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
    "\ufff9-\uffff\ud800-\udfff\U000e0000-\U000e007f]"
)
UNFIT = re.compile(r'[<>:"|?*]')
RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)$", re.IGNORECASE)
# Inner extensions that say nothing once the last one is right: „Наредба.docx.pdf“.
IDLE = frozenset({"pdf", "docx", "doc", "xlsx", "xls", "odt", "ods", "txt", "jpg", "jpeg", "png"})
# What a system may run or a browser may show as a page; nobody names a paper so by chance.
RUNS = frozenset(
    {
        "exe", "com", "bat", "cmd", "scr", "pif", "msi", "dll", "sys", "js", "jse", "mjs", "vbs",
        "vbe", "wsf", "wsh", "hta", "lnk", "ps1", "jar", "app", "sh", "bash", "py", "pl", "rb",
        "php", "phtml", "asp", "aspx", "jsp", "cgi", "htm", "html", "xhtml", "shtml", "mht",
        "mhtml", "svg", "svgz", "xml", "xsl", "swf", "docm", "dotm", "xlsm", "xltm", "xlam",
        "pptm", "ppam", "iso", "img", "vhd", "chm", "reg", "inf", "url",
    }
)  # fmt: skip


def tidied(name: str) -> str:
    """`name` as it may be kept; `file` where nothing of it is left."""
    name = unicodedata.normalize("NFC", HIDDEN.sub("", name))
    name = UNFIT.sub("_", name.replace("\\", "/").rpartition("/")[2])
    name = re.sub(r"\s+", " ", name).strip(" .")
    extension = extension_of(name)
    stem = name[: -len(extension) - 1] if extension else name
    while extension_of(stem) in IDLE:
        stem = PurePosixPath(stem).stem
    stem = stem[:LONGEST_STEM].strip(" .") or "file"
    if RESERVED.match(stem):
        stem = f"_{stem}"
    return f"{stem}.{extension}" if extension else stem


def extension_of(name: str) -> str:
    """The last extension in lower case, without its dot; empty if there is none."""
    return PurePosixPath(name).suffix.removeprefix(".").lower() if "." in name else ""


def pretends(name: str) -> bool:
    """Whether one of the extensions is of a kind that runs: „покана.exe.pdf“, „покана.pdf.js“."""
    return any(piece.strip().lower() in RUNS for piece in name.split(".")[1:])
