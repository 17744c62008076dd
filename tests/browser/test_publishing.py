"""A clerk publishes a draft from a Word file: the gate names what is missing until nothing is."""

from pathlib import Path

import docx
import pytest
from playwright.sync_api import Page

from tests.browser.visitors import Town, Watch, leave_by
from tests.browser.writing import article

CLERK = "clerk@example.bg"
TITLE = "Наредба за шума от заведенията на открито"
ARTICLES = 12
FACTS = {
    "drafter": "Дирекция „Екология и чистота“",
    "sponsor": "Кметът на община Хасково",
    "summary": "След 23 часа на открито няма музика. Засяга заведенията и съседите им. "
    "В сила от 1 март. Предложете промяна под всеки член.",
    "reason_causes": "Жителите на центъра се оплакват от шум през нощта.",
    "reason_aims": "Спокоен сън за живеещите и ясни правила за заведенията.",
    "reason_means": "Не са нужни нови средства от бюджета.",
    "reason_results": "По-малко сигнали; приходи от глоби до 2 000 евро годишно.",
    "reason_eu": "Проектът съответства на Директива 2002/49/ЕО.",
    "contact": "Елена Радева, 038 000 111, radeva@example.bg",
}


@pytest.fixture
def word_file(tmp_path: Path) -> Path:
    """A draft as a lawyer types it, with an article of paragraphs and a closing provision."""
    paper = docx.Document()
    paper.add_paragraph("НАРЕДБА")
    paper.add_paragraph("за шума от заведенията на открито")
    paper.add_paragraph("Глава първа")
    paper.add_paragraph("ОБЩИ ПОЛОЖЕНИЯ")
    for number in range(1, ARTICLES):
        paper.add_paragraph(f"Чл. {number}. Разпоредба с номер {number} за заведенията.")
    paper.add_paragraph(f"Чл. {ARTICLES}. (1) След 23 часа музика на открито не се пуска.")
    paper.add_paragraph("(2) Алинея 1 не се прилага:")
    paper.add_paragraph("1. в новогодишната нощ;")
    paper.add_paragraph("2. на празника на града.")
    paper.add_paragraph("ЗАКЛЮЧИТЕЛНА РАЗПОРЕДБА")
    paper.add_paragraph("§ 1. Наредбата влиза в сила от 1 март.")
    place = tmp_path / "проект на наредба.docx"
    paper.save(str(place))
    return place


def test_a_clerk_publishes_from_a_word_file(town: Town, word_file: Path) -> None:
    watch = Watch()
    with town.visit(CLERK) as page:
        watch.over(page)
        desk = begin(page)
        public = f"/consultations/{desk.rstrip('/').rpartition('/')[2]}/"
        missing = names_missing(page, desk)
        assert len(missing) >= 8
        assert all("ЗНА" in one or "чл." in one for one in missing)
        assert page.locator("button[name=act][value=publish]").count() == 0

        fill_facts(page, desk)
        assert 0 < len(names_missing(page, desk)) < len(missing)
        read_text(page, desk, word_file)
        assert names_missing(page, desk) == []
        assert town.status_for(None, public) == 404

        page.locator("button[name=act][value=publish]").click()
        page.wait_for_url(f"**{desk}")
    assert watch.complaints == []

    with town.visit() as page:
        answer = page.goto(public)
        assert answer is not None
        assert answer.status == 200
        assert page.locator("h1").inner_text() == TITLE
        assert page.locator("section.provision details.write").count() == ARTICLES + 1
        assert "в новогодишната нощ" in article(page, ARTICLES).inner_text()
        assert page.locator(".deadline").count() == 1
        assert page.locator("#timeline li").count() >= 1


def begin(page: Page) -> str:
    """Begins a draft; the address of its overview."""
    page.goto("/consultations/desk/new/")
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=kind]").select_option(index=1)
    page.locator("[name=drafter_kind]").select_option(index=1)
    page.locator("main form [type=submit]").click()
    page.wait_for_url(lambda address: "/desk/new/" not in address)
    path = page.url.split("/consultations/desk/")[1]
    return f"/consultations/desk/{path.split('/')[0]}/"


def names_missing(page: Page, desk: str) -> list[str]:
    """What the gate says is missing, each with its article of law."""
    page.goto(f"{desk}publish/")
    assert page.locator(".checklist__row").count() >= 10
    return page.locator(".checklist__row--missing").all_inner_texts()


def fill_facts(page: Page, desk: str) -> None:
    page.goto(f"{desk}facts/")
    for name, words in FACTS.items():
        page.locator(f"main form [name={name}]").fill(words)
    page.locator("[name=unit]").select_option(index=1)
    page.locator("[name=topics]").first.check()
    leave_by(page.locator("main form [type=submit]").last)
    assert page.locator(".error-summary").count() == 0


def read_text(page: Page, desk: str, word_file: Path) -> None:
    """Takes the text from the file and looks at how it was understood."""
    page.goto(f"{desk}text/")
    page.locator("[name=file]").set_input_files(str(word_file))
    leave_by(page.locator("button[name=act][value=file]"))
    outline = page.locator(".outline__article")
    assert outline.count() == ARTICLES + 1
    assert outline.nth(ARTICLES - 1).inner_text().startswith(f"Чл. {ARTICLES}.")
    assert "§ 1." in outline.nth(ARTICLES).inner_text()
    assert "Чл. 5." in page.locator("[name=text]").input_value()
