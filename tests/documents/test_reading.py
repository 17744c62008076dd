"""The text of a .docx or .txt becomes one paragraph a line, with the numbers that Word counted."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from prestizh.documents.reading import text_of
from prestizh.refusal import Refused
from tests.documents.samples import (
    DOCUMENT,
    changed,
    item,
    level,
    linked,
    listed,
    numbers,
    part_of,
    plain,
    word,
)


def read(content: bytes, name: str = "проект.docx") -> list[str]:
    return text_of(SimpleUploadedFile(name, content)).split("\n")


def test_each_paragraph_is_a_line() -> None:
    assert read(word("НАРЕДБА", "", "Чл. 1. (1) Текст.", "Два\nреда")) == [
        "НАРЕДБА", "Чл. 1. (1) Текст.", "Два", "реда",
    ]  # fmt: skip


def test_articles_and_paragraphs_that_word_numbers_are_written_out() -> None:
    lists = numbers(
        level(0, "decimal", "Чл. %1."), level(1, "decimal", "(%2)"), level(2, "decimal", "%3.")
    ) + numbers(level(0, "russianLower", "%1)"), abstract=1, number=2)
    text = (
        item("Предмет.", 1) + item("Първа.", 1, 1) + item("Втора:", 1, 1)
        + item("едно;", 1, 2) + item("две:", 1, 2)
        + item("буква;", 2) + item("друга.", 2)
        + item("Обхват.", 1) + item("Пак първа.", 1, 1) + item("пак едно.", 1, 2)
    )  # fmt: skip
    assert read(listed(text, lists)) == [
        "Чл. 1. Предмет.", "(1) Първа.", "(2) Втора:", "1. едно;", "2. две:",
        "а) буква;", "б) друга.",
        "Чл. 2. Обхват.", "(1) Пак първа.", "1. пак едно.",
    ]  # fmt: skip


def test_a_list_may_start_elsewhere_and_go_on_after_other_text() -> None:
    lists = numbers(level(0, "decimal", "§ %1.", start=3))
    text = item("Първи.", 1) + plain("Между тях.") + item("Втори.", 1)
    assert read(listed(text, lists)) == ["§ 3. Първи.", "Между тях.", "§ 4. Втори."]


def test_a_second_list_of_the_same_pattern_starts_anew_where_it_says_so() -> None:
    over = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = numbers(level(0, "decimal", "%1.")) + (
        f'<w:num w:numId="2"><w:abstractNumId w:val="0"/>{over}</w:num>'
    )
    text = item("а", 1) + item("б", 1) + item("в", 2) + item("г", 2)
    assert read(listed(text, lists)) == ["1. а", "2. б", "1. в", "2. г"]


def test_the_list_may_stand_in_the_style() -> None:
    lists = numbers(level(0, "upperRoman", "Раздел %1", more='<w:pStyle w:val="Deep"/>'))
    styles = (
        '<w:style w:type="paragraph" w:styleId="Base"><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:type="paragraph" w:styleId="Deep">'
        '<w:basedOn w:val="Base"/></w:style>'
    )
    text = '<w:p><w:pPr><w:pStyle w:val="Deep"/></w:pPr><w:r><w:t>Общи</w:t></w:r></w:p>'
    assert read(listed(text * 2, lists, styles)) == ["Раздел I Общи", "Раздел II Общи"]


def test_bullets_and_levels_of_several_numbers_are_written_out() -> None:
    lists = numbers(level(0, "decimal", "%1."), level(1, "decimal", "%1.%2.")) + numbers(
        level(0, "bullet", "\uf0b7"), level(1, "bullet", "-"), abstract=1, number=2
    )
    text = item("а", 1) + item("б", 1, 1) + item("в", 1, 1) + item("г", 2) + item("д", 2, 1)
    assert read(listed(text, lists)) == ["1. а", "1.1. б", "1.2. в", "• г", "- д"]


def test_a_number_typed_by_hand_stays_alone() -> None:
    lists = numbers(level(0, "decimal", "%1."))
    assert read(listed(item("Чл. 1. Текст.", 0), lists)) == ["Чл. 1. Текст."]


def test_a_raised_number_of_an_article_stays_raised() -> None:
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>1</w:t></w:r>'
    text = f"<w:p><w:r><w:t>Чл. 5а</w:t></w:r>{raised}<w:r><w:t>. Текст.</w:t></w:r></w:p>"
    assert read(listed(text, "")) == ["Чл. 5а¹. Текст."]


def test_what_was_deleted_or_hidden_is_not_read() -> None:
    text = (
        "<w:p><w:r><w:t>Остава</w:t></w:r><w:del><w:r><w:delText>отпада</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:t> новото</w:t></w:r></w:ins>"
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>скрито</w:t></w:r>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
    )
    assert read(listed(text, "")) == ["Остава новото"]


def test_tables_give_their_cells_in_order() -> None:
    def cell(text: str) -> str:
        return f"<w:tc>{plain(text)}</w:tc>"

    table = f"<w:tbl><w:tr>{cell('Такса')}{cell('5 €')}</w:tr></w:tbl>"
    assert read(listed(table + plain("край"), "")) == ["Такса", "5 €", "край"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1251"])
def test_a_plain_text_is_read_in_the_usual_encodings(encoding: str) -> None:
    content = "Чл. 1. Текст.\r\n\r\n Чл. 2. Още.".encode(encoding)
    assert read(content, "проект.txt") == ["Чл. 1. Текст.", "Чл. 2. Още."]


def test_an_external_entity_is_refused() -> None:
    base = word()
    evil = part_of(base, DOCUMENT).replace(
        "?>", '?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>', 1
    )
    with pytest.raises(Refused):
        read(changed(base, {DOCUMENT: evil.replace("Текст", "&x;")}))


def test_a_linked_part_is_refused() -> None:
    with pytest.raises(Refused):
        read(linked("subDocument"))


def test_a_pdf_is_no_text_of_a_draft() -> None:
    with pytest.raises(Refused) as refused:
        read(b"%PDF-1.7\n%%EOF", "проект.pdf")
    assert ".docx" in str(refused.value)


def test_a_million_paragraphs_end_in_a_sentence() -> None:
    text = plain("а") * 300_000
    with pytest.raises(Refused):
        read(listed(text, ""))
