"""A forum in the browser: a session with eight tables, and the draw repeated from its page."""

import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.visitors import PHONE, Town

SECRETARY = "secretary@example.bg"


def _open_forum(page: Page, words: str) -> None:
    page.goto("/gatherings/")
    page.get_by_role("link", name=words).click()
    page.wait_for_url("**/gatherings/*/")


def test_a_session_with_eight_tables_is_minuted_on_a_tablet(own_town: Town) -> None:
    with own_town.visit(SECRETARY, viewport={"width": 820, "height": 1180}) as page:
        _open_forum(page, "град за хората")
        desk = page.url + "desk/sessions/"
        page.goto(desk)
        assert page.locator("main ul.plain-list a").count() == 3
        today = page.evaluate("new Date().toLocaleDateString('sv', {timeZone: 'Europe/Sofia'})")
        page.locator("[name=on]").fill(today)
        page.locator("[name=place]").fill("18:00, читалище „Заря“")
        page.locator("[name=agenda]").fill("Избор на малките проекти.")
        page.locator("main form [type=submit]").click()
        page.get_by_role("link", name="Сесия 4").click()
        page.get_by_role("link", name="Въведи присъствието").click()
        fields = page.locator("main form input[type=number]")
        assert fields.count() == 8
        for number in range(8):
            fields.nth(number).fill("0" if number == 7 else "4")
        page.locator("main form [type=submit]").click()

        page.get_by_role("link", name="Запиши какво предлага маса").click()
        page.locator("[name=table]").select_option(index=2)
        page.locator("[name=title]").fill("Пейки на сянка")
        page.locator("[name=text]").fill("Препоръчваме пейки на сянка пред всяка поликлиника.")
        page.locator("[name=addressee]").select_option("mayor")
        page.locator("main form [type=submit]").click()

        page.get_by_role("link", name="Въведи гласовете на масите").click()
        # Eight tables, of which one was absent and one never votes.
        choices = page.locator("main form input[type=radio][value=for]")
        assert choices.count() == 6
        for number in range(6):
            choices.nth(number).check()
        page.locator("main form [type=submit]").click()
        page.get_by_role("link", name="Публикувай бюлетина").click()
        page.locator("[name=bulletin]").fill("Решихме за пейките.")
        page.locator("main form [type=submit]").click()
        page.get_by_role("link", name="Публичната страница").first.click()

    with own_town.visit(viewport=PHONE) as page:
        _open_forum(page, "град за хората")
        page.get_by_role("link", name="Сесия 4").click()
        shown = page.locator("main").inner_text()
        assert "Решихме за пейките." in shown
        assert "6 „за“, 0 „против“, 0 „въздържа се“" in shown
        assert "прието от масите" in shown
        assert page.locator("#attendance tbody tr").count() == 8


def test_the_draw_is_repeated_from_its_published_page(own_town: Town, tmp_path: Path) -> None:
    with own_town.visit() as page:
        _open_forum(page, "Празните училища")
        page.get_by_role("link", name="Жребият").click()
        noted = page.locator("#repeat code.digest").first.inner_text()
        words = page.locator("#repeat dd strong").inner_text()
        codes = page.locator("#result p.codes").first.locator("code").all_inner_texts()
        for name, label in (("draw.json", "Файлът на жребия"), ("repeat.py", "Програмата, която")):
            with page.expect_download() as download:
                page.get_by_role("link", name=label).first.click()
            download.value.save_as(tmp_path / name)

    command = [sys.executable, "-I", "repeat.py", "draw.json", "--list", noted, "--seed", words]
    ended = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout
    assert f"In order: {len(codes)} drawn of 22" in ended.stdout

    # The negative control: one other number of the source, and it does not follow any more.
    changed = (tmp_path / "draw.json").read_text(encoding="utf-8").replace(words, words + "1")
    (tmp_path / "draw.json").write_text(changed, encoding="utf-8")
    again = subprocess.run(command[:4], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert again.returncode == 1
