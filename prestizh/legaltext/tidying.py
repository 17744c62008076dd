"""Cleaning of pasted text, and the folding of look-alike letters for matching only."""

from __future__ import annotations

import re
import unicodedata

_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f"
    r"\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_TRAILING = re.compile(r"(?<! ) +(?=\n|\Z)")

_LATIN = "aceopxyABCEHKMOPTX\u0406\u0456"
_CYRILLIC = "асеорхуАВСЕНКМОРТХIi"
_LOOK_ALIKES = str.maketrans(_LATIN, _CYRILLIC)


def tidy(text: str) -> str:
    """Bring text to one form: NFC, `\\n` as line end, plain spaces, nothing invisible.

    Soft hyphens, control characters, marks of direction and lone surrogates go; white space at
    the ends of lines and empty lines around the text go. Doing it twice changes nothing.
    """
    text = _LINE_ENDS.sub("\n", text)
    text = _SPACES.sub(" ", text)
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    return _TRAILING.sub("", text).strip("\n")


def fold(line: str) -> str:
    """Turn Latin letters that look Cyrillic into those, one for one; I, V and L stay Latin."""
    return line.translate(_LOOK_ALIKES)


def is_capitals(line: str) -> bool:
    """Say whether a line is a heading in capitals: four letters or more, none of them small."""
    letters = [char for char in line if char.isalpha()]
    return len(letters) >= 4 and all(char.isupper() for char in letters)


def begins_small(line: str) -> bool:
    """Say whether a line begins with a small letter, as the rest of a broken line does."""
    return line[:1].islower()
