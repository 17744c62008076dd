"""How a provision is cited: „чл. 33, ал. 2, т. 6, буква „а““ (УПЗНА, чл. 24-33)."""

from __future__ import annotations

import re

_SEGMENT = re.compile(r"(?P<kind>чл|ал|т|б|прил|част|дял|гл|р|§)\.?(?P<number>[^\[]*)(?:\[\d+\])*")
_BLOCK = re.compile(r"(?P<initials>[дпз]{1,3})р(?:\[\d+\])*")
_NAMES = {"д": "допълнителните", "п": "преходните", "з": "заключителните"}
_WRITTEN = {
    "чл": "чл. {}",
    "ал": "ал. {}",
    "т": "т. {}",
    "б": "буква „{}“",
    "§": "§ {}",
    "прил": "приложение № {}",
    "част": "част {}",
    "дял": "дял {}",
    "гл": "глава {}",
    "р": "раздел {}",
}


def cited(path: str) -> str:
    """The address of a node, as the law writes it: `чл.5а/ал.2/т.3` is „чл. 5а, ал. 2, т. 3“.

    A § is named with the closing provisions in which it stands. What is no label stays as it is.
    """
    segments = path.split("/")
    block = _BLOCK.fullmatch(segments[0])
    inner = segments[1:] if block and len(segments) > 1 else segments
    # „т. 1.2“ says by itself that it belongs to т. 1.
    told = [
        _written(segment)
        for segment, following in zip(inner, [*inner[1:], ""], strict=True)
        if not (segment.startswith("т.") and following.startswith(f"{segment}."))
    ]
    if block is None:
        return ", ".join(told)
    names = " и ".join(_NAMES[initial] for initial in block["initials"])
    within = f"{names} разпоредби"
    return within if inner is segments else f"{', '.join(told)} от {within}"


def _written(segment: str) -> str:
    match = _SEGMENT.fullmatch(segment)
    if match is None:
        return segment
    return _WRITTEN[match["kind"]].format(match["number"]).strip(" .").removesuffix(" №")
