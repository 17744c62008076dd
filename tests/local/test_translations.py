"""The check of the catalogues finds what a reader would see in the wrong language."""

import polib

from prestizh.local.translations import compared


def catalogue(*entries: polib.POEntry) -> polib.POFile:
    """A catalogue with these entries."""
    made = polib.POFile()
    made.extend(entries)
    return made


def found(*committed: polib.POEntry) -> list[str]:
    """What is wrong with the committed entries when the code says „Close“ and counts days."""
    wanted = catalogue(
        polib.POEntry(msgid="Close"),
        polib.POEntry(msgid="%d day", msgid_plural="%d days", msgstr_plural={0: "", 1: ""}),
    )
    return [line.split(":")[1].strip() for line in compared("bg", wanted, catalogue(*committed))]


CLOSE = polib.POEntry(msgid="Close", msgstr="Приключване")
DAYS = polib.POEntry(
    msgid="%d day", msgid_plural="%d days", msgstr_plural={0: "%d ден", 1: "%d дни"}
)


def test_a_complete_catalogue_has_no_problems() -> None:
    assert found(CLOSE, DAYS) == []


def test_a_missing_sentence_is_found() -> None:
    assert found(DAYS) == ["missing"]


def test_an_empty_translation_is_found() -> None:
    assert found(polib.POEntry(msgid="Close", msgstr=""), DAYS) == ["not translated"]


def test_a_missing_plural_form_is_found() -> None:
    half = polib.POEntry(msgid="%d day", msgid_plural="%d days", msgstr_plural={0: "%d ден", 1: ""})
    assert found(CLOSE, half) == ["not translated"]


def test_a_doubtful_translation_is_found() -> None:
    doubtful = polib.POEntry(msgid="Close", msgstr="Затвори", flags=["fuzzy"])
    assert found(doubtful, DAYS) == ["fuzzy"]


def test_the_same_words_in_another_context_do_not_count() -> None:
    elsewhere = polib.POEntry(msgctxt="window", msgid="Close", msgstr="Затваряне")
    assert found(elsewhere, DAYS) == ["missing"]
