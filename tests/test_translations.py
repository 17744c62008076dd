"""What the catalogues say is whole, polite and in the words of the law.

That they hold every sentence is a check of its own (`prestizh.local.translations`).
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest

from prestizh.local import translations

CHECKOUT = translations.CHECKOUT
KNOWN_TO_XGETTEXT = frozenset(
    {
        "gettext",
        "gettext_lazy",
        "gettext_noop",
        "ngettext",
        "ngettext_lazy",
        "pgettext",
        "pgettext_lazy",
        "npgettext",
        "npgettext_lazy",
    }
)
# `%(name)s`, `%d`, `%%`, `{name}` and the tags of HTML: what must come through a translation.
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}|</?\w[^>]*>")
CYRILLIC = re.compile("[а-я]")
POLITE = re.compile(r"\b(вие|вас|вам|ви|ваш\w*)\b")


def catalogue(language: str) -> polib.POFile:
    """The committed catalogue of a language."""
    return polib.pofile(str(CHECKOUT / "locale" / language / translations.CATALOGUE))


def pairs(entry: polib.POEntry) -> Iterator[tuple[str, str]]:
    """Each form of a message with its translation."""
    if not entry.msgid_plural:
        yield entry.msgid, entry.msgstr
        return
    yield entry.msgid, entry.msgstr_plural[0]
    yield entry.msgid_plural, entry.msgstr_plural[1]


def sentences(language: str) -> Iterator[tuple[str, str]]:
    """Every message of a catalogue with its translation."""
    for entry in catalogue(language):
        yield from pairs(entry)


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_placeholders_and_tags_come_through(language: str) -> None:
    lost = [
        (english, translated)
        for english, translated in sentences(language)
        if sorted(PLACEHOLDER.findall(english)) != sorted(PLACEHOLDER.findall(translated))
    ]
    assert lost == []


@pytest.mark.parametrize("language", translations.LANGUAGES)
def test_there_are_two_forms_of_number(language: str) -> None:
    found = catalogue(language)
    assert found.metadata["Plural-Forms"] == "nplurals=2; plural=(n != 1);"
    assert [e.msgid for e in found if e.msgid_plural and sorted(e.msgstr_plural) != [0, 1]] == []


def test_the_bulgarian_of_a_sentence_is_bulgarian() -> None:
    english = [
        translated
        for message, translated in sentences("bg")
        if translated
        and re.search(r"[a-z]{3} [a-z]{3}", message)
        and not CYRILLIC.search(translated)
    ]
    assert english == []


def test_bulgarian_is_quoted_in_the_bulgarian_way() -> None:
    assert [said for _, said in sentences("bg") if '"' in PLACEHOLDER.sub("", said)] == []
    assert [said for _, said in sentences("bg") if said.count("„") != said.count("“")] == []
    assert [said for _, said in sentences("bg") if "”" in said] == []


def test_a_reader_is_addressed_politely() -> None:
    assert [said for _, said in sentences("bg") if POLITE.search(said)] == []


def test_what_announces_a_value_does_so_in_both_languages() -> None:
    broken = [
        (message, said)
        for message, said in sentences("bg")
        if message.endswith(":") != said.endswith(":")
    ]
    assert broken == []


@pytest.mark.parametrize(
    ("message", "term"),
    [
        ("Public consultation", "Обществена консултация"),
        ("Closing report", "Справка"),
        (
            "under чл. 26, ал. 5 of the Закон за нормативните актове",
            "по чл. 26, ал. 5 от Закона за нормативните актове",
        ),
        ("Opinions", "Становища"),
        ("Proposal", "Предложение"),
        ("Drafter", "Съставител"),
        ("Tabled by", "Вносител"),
        ("Reasons", "Мотиви"),
        ("No. in the portal", "№ в портала"),
        ("registry number", "входящ номер"),
        ("clerk", "деловодител"),
        ("secretary of a body", "секретар на орган"),
        ("Declared capacity", "Декларирано качество"),
        ("unverified representation", "непотвърдено представителство"),
        ("provision", "разпоредба"),
        ("Public register of actions", "Публичен регистър на действията"),
        ("Consultations and hearings", "Консултации и обсъждания"),
        ("In short", "Накратко"),
        ("Accepted", "Приема се"),
        ("Accepted in part", "Приема се частично"),
        ("Not accepted", "Не се приема"),
        ("Outside the subject", "Извън предмета"),
        ("Inadmissible", "Недопустимо"),
        ("Answered", "Отговорено"),
        ("Taken into account", "Взето предвид"),
        ("For myself", "За себе си"),
        ("New wording", "Нова редакция"),
        ("General remark", "Обща бележка"),
    ],
)
def test_a_term_of_the_law_is_said_in_its_words(message: str, term: str) -> None:
    assert dict(sentences("bg"))[message] == term


def test_no_alias_hides_a_sentence_from_the_catalogues() -> None:
    """xgettext finds a sentence by the name of the function around it; `_` is the one alias."""
    hidden = [
        f"{path.relative_to(CHECKOUT)}:{node.lineno}: {name.name} as {name.asname}"
        for package in ("prestizh", "consultations")
        for path in sorted((CHECKOUT / package).rglob("*.py"))
        for node, name in imported_for_translation(path)
        if name.name in KNOWN_TO_XGETTEXT and name.asname not in {None, "_", name.name}
    ]
    assert hidden == []


def imported_for_translation(path: Path) -> Iterator[tuple[ast.ImportFrom, ast.alias]]:
    """What a module imports from django.utils.translation."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module == "django.utils.translation":
            yield from ((node, name) for name in node.names)
