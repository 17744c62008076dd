"""What a read act consists of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class NodeKind(StrEnum):
    """What a node is, in the terms of чл. 24-31 УПЗНА."""

    TITLE = "title"
    PREAMBLE = "preamble"
    PART = "part"  # част
    DIVISION = "division"  # дял
    CHAPTER = "chapter"  # глава
    SECTION = "section"  # раздел, подраздел
    BLOCK = "block"  # допълнителни, преходни, заключителни разпоредби
    ARTICLE = "article"  # член
    PARAGRAPH = "paragraph"  # параграф
    ALINEA = "alinea"  # алинея
    POINT = "point"  # точка
    LETTER = "letter"  # буква
    ANNEX = "annex"  # приложение
    TEXT = "text"  # closing text of a list, signatures: what has no label of its own


@dataclass(frozen=True)
class Node:
    """One labelled piece of an act.

    `path` is the address that stays when the text is read again (`чл.5а/ал.2/т.3/б.а`),
    `html_id` its ASCII form (`chl-5a-al-2-t-3-b-a`); both are unique in the act. `label` is as
    written („Чл. 5а.“), `number` in plain form („5а“; Roman and spelled numbers in digits).
    `text` is the node's own text without that of its descendants, with line breaks where the
    original has separate paragraphs. `parent` is an index into `Act.nodes`; `line` counts from
    1 in the tidied text.
    """

    kind: NodeKind
    path: str
    html_id: str
    label: str
    number: str
    heading: str
    text: str
    depth: int
    parent: int | None
    line: int

    @property
    def written(self) -> tuple[str, str, str]:
        """Heading, label and text in the order in which the act has them."""
        if self.kind is NodeKind.ARTICLE:
            return self.heading, self.label, self.text
        return self.label, self.heading, self.text


class WarningCode(StrEnum):
    """What a person should look at: nothing was changed because of it."""

    NO_TITLE = "no_title"
    NO_PROVISIONS = "no_provisions"
    NUMBER_SKIPPED = "number_skipped"
    NUMBER_REPEATED = "number_repeated"
    NUMBER_BACKWARDS = "number_backwards"
    NUMBER_MISSING = "number_missing"
    PARAGRAPHS_RESTART = "paragraphs_restart"
    PARAGRAPH_OUTSIDE_BLOCK = "paragraph_outside_block"
    FIRST_ALINEA_UNNUMBERED = "first_alinea_unnumbered"
    ALINEAS_AFTER_LEAD_IN = "alineas_after_lead_in"
    SINGLE_ALINEA = "single_alinea"
    FOREIGN_LETTER = "foreign_letter"
    UNCLOSED_QUOTE = "unclosed_quote"
    HEADING_MISSING = "heading_missing"
    EMPTY_PROVISION = "empty_provision"


def gettext_noop(message: str) -> str:
    """Mark a message for the catalogue of whoever shows it; this package translates nothing."""
    return message


MESSAGES: Mapping[WarningCode, str] = {
    WarningCode.NO_TITLE: gettext_noop("No title was found before the first provision."),
    WarningCode.NO_PROVISIONS: gettext_noop("No article and no § was found in the text."),
    WarningCode.NUMBER_SKIPPED: gettext_noop("%(found)s comes after %(previous)s."),
    WarningCode.NUMBER_REPEATED: gettext_noop("The number %(found)s is used more than once."),
    WarningCode.NUMBER_BACKWARDS: gettext_noop("%(found)s comes after the later %(previous)s."),
    WarningCode.NUMBER_MISSING: gettext_noop("%(label)s has no number."),
    WarningCode.PARAGRAPHS_RESTART: gettext_noop(
        "The numbers of the § start again at %(found)s; they should go on after %(previous)s."
    ),
    WarningCode.PARAGRAPH_OUTSIDE_BLOCK: gettext_noop(
        "%(label)s stands under no heading of additional, transitional or final provisions."
    ),
    WarningCode.FIRST_ALINEA_UNNUMBERED: gettext_noop(
        "The first paragraph has no number and is taken as paragraph 1."
    ),
    WarningCode.ALINEAS_AFTER_LEAD_IN: gettext_noop(
        "Numbered paragraphs follow an introductory text: should they be points?"
    ),
    WarningCode.SINGLE_ALINEA: gettext_noop("There is a paragraph (1) and no other."),
    WarningCode.FOREIGN_LETTER: gettext_noop("The label %(label)s holds a Latin letter."),
    WarningCode.UNCLOSED_QUOTE: gettext_noop("A quoted provision begins here and does not end."),
    WarningCode.HEADING_MISSING: gettext_noop("%(label)s has no heading."),
    WarningCode.EMPTY_PROVISION: gettext_noop("%(label)s has no text."),
}


@dataclass(frozen=True)
class ParseWarning:
    """A doubt about one place of the text.

    `message` is an English template with named `%(…)s` places for `values`; every one of them
    is in the catalogues, so that a page may show `gettext(message) % values`.
    """

    code: WarningCode
    line: int
    path: str
    values: Mapping[str, str] = field(default_factory=dict, hash=False)

    @property
    def message(self) -> str:
        """The English template of the message."""
        return MESSAGES[self.code]


@dataclass(frozen=True)
class Act:
    """A text that was read: its nodes in reading order, and what is odd about it."""

    title: str
    nodes: tuple[Node, ...]
    warnings: tuple[ParseWarning, ...]
