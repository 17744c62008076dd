"""What the components show: small typed values, and which look a state or a decision has."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from django.utils.functional import Promise

Text = str | Promise
ChipTone = Literal["neutral", "green", "green-solid", "ink", "amber", "refusal"]
NoticeTone = Literal["info", "success", "amber", "refusal"]
CardTone = Literal["neutral", "green", "ink", "amber", "refusal"]
ButtonKind = Literal["primary", "secondary", "quiet", "danger"]
Progress = Literal["done", "now", "ahead"]


@dataclass(frozen=True, slots=True)
class Look:
    """A tone and an icon; never colour alone, the word always stands beside them."""

    tone: ChipTone
    icon: str


NEUTRAL: Final = Look("neutral", "")

# Where a discussion or a body stands. Madder only for what was refused.
STATES: Final[Mapping[str, Look]] = {
    "draft": Look("neutral", "edit"),
    "upcoming": Look("neutral", "calendar"),
    "open": Look("green-solid", "comment"),
    "closed": Look("ink", "clock"),
    "reported": Look("green", "document"),
    "adopted": Look("green", "seal"),
    "rejected": Look("refusal", "cross"),
    "withdrawn": Look("refusal", "slash"),
    # Where a body stands.
    "active": Look("green", "people"),
    "ended": Look("ink", "clock"),
    "dropped": Look("neutral", "slash"),
}

# What became of a proposal.
DECISIONS: Final[Mapping[str, Look]] = {
    "": Look("neutral", "clock"),
    "accepted": Look("green-solid", "check"),
    "partly": Look("green", "check-half"),
    "rejected": Look("refusal", "cross"),
    "out_of_scope": Look("ink", "arrow-right"),
    "inadmissible": Look("refusal", "slash"),
    "answered": Look("ink", "comment"),
    "noted": Look("neutral", "heart"),
    "in_work": Look("ink", "clock"),
}

NOTICE_ICONS: Final[Mapping[str, str]] = {
    "info": "info",
    "success": "check",
    "amber": "clock",
    "refusal": "warning",
}


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    """One public event: a day or a moment, what happened, and where to read more."""

    when: date
    text: Text
    detail: Text = ""
    url: str = ""
    tone: Progress = "done"


@dataclass(frozen=True, slots=True)
class Mention:
    """Something with a page of its own that belongs to what is shown: what it is, how it stands.

    `kind` and `title` name it, `note` says more, `code` is a key of `DECISIONS`, `state` its word.
    """

    kind: Text
    title: str
    url: str
    code: str
    state: Text
    note: Text = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of what happens next."""

    title: Text
    text: Text = ""
    state: Progress = "ahead"


@dataclass(frozen=True, slots=True)
class FilterOption:
    """One choice in a bar of filters; `count` is how many rows it leads to."""

    label: Text
    url: str
    count: int | None = None
    current: bool = False
