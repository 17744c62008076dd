"""Forums in the browser: a session with eight tables; a draw from its frame to its repetition."""

import subprocess
import sys
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
from playwright.sync_api import Page

from forums.bodies.models import Body
from forums.gatherings.models import Forum, Registration, State
from forums.gatherings.registering import token_for
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.terms import sofia_day
from tests.browser.looking import Inspector
from tests.browser.visitors import DESK, PHONE, Town
from tests.browser.writing import link_mailed_to
from tests.databases import superuser_url
from tests.forums.gatherings.making import POPULATION, make_registration
from tests.forums.making import make_body

# Everything here is done as by a browser that runs no script.
SCRIPT = False
SECRETARY = "secretary@example.bg"
TABLET = {"width": 820, "height": 1180}
GUEST = "zlatka@example.org"
WORDS = "4, 9, 17, 28, 33, 46"


def _submit(page: Page) -> None:
    page.locator("main form [type=submit]").click()


def _press(page: Page, words: str) -> None:
    page.locator("main").get_by_role("button", name=words).or_(
        page.locator("main").get_by_role("link", name=words)
    ).first.click()


def _path(page: Page) -> str:
    return page.evaluate("location.pathname")  # type: ignore[no-any-return]


def _open_forum(page: Page, words: str) -> None:
    page.goto("/gatherings/")
    page.get_by_role("link", name=words).click()
    page.wait_for_url("**/gatherings/*/")


def test_a_session_with_eight_tables_is_minuted_on_a_tablet(own_town: Town) -> None:
    with own_town.visit(SECRETARY, viewport=TABLET) as page:
        inspector = Inspector(page, "forum")
        _open_forum(page, "град за хората")
        desk = page.url + "desk/sessions/"
        page.goto(desk)
        assert page.locator("main ul.plain-list a").count() == 3
        today = page.evaluate("new Date().toLocaleDateString('sv', {timeZone: 'Europe/Sofia'})")
        page.locator("[name=on]").fill(today)
        page.locator("[name=place]").fill("18:00, читалище „Заря“")
        page.locator("[name=agenda]").fill("Избор на малките проекти.")
        _submit(page)
        page.get_by_role("link", name="Сесия 4").click()
        _look_at(inspector, "Въведи присъствието")
        fields = page.locator("main form input[type=number]")
        assert fields.count() == 8
        for number in range(8):
            fields.nth(number).fill("0" if number == 7 else "4")
        _submit(page)

        page.get_by_role("link", name="Запиши какво предлага маса").click()
        _propose(page, "recommendation", "Пейки на сянка")
        page.locator("[name=addressee]").select_option("mayor")
        _submit(page)
        _vote(inspector, look=True)
        page.get_by_role("link", name="Запиши какво предлага маса").click()
        _propose(page, "project", "Дървета пред поликлиниките")
        page.locator("[name=budget]").fill("9000")
        _submit(page)
        _vote(inspector, look=False)
        _look_at(inspector, "Публикувай бюлетина")
        page.locator("[name=bulletin]").fill("Решихме за пейките и за дърветата.")
        _submit(page)
        _select_projects(inspector)
        assert inspector.faults == []

    with own_town.visit(viewport=PHONE) as page:
        _open_forum(page, "град за хората")
        page.get_by_role("link", name="Сесия 4").click()
        shown = page.locator("main").inner_text()
        assert "Решихме за пейките и за дърветата." in shown
        assert "6 „за“, 0 „против“, 0 „въздържа се“" in shown
        assert "прието от масите" in shown
        assert page.locator("#attendance tbody tr").count() == 8
        _open_forum(page, "град за хората")
        _press(page, "Идеи за проекти")
        line = page.locator("main tbody tr", has_text="Дървета пред поликлиниките").inner_text()
        assert "изпълнява се" in line
        assert "Дирекция „Околна среда“" in line


def _look_at(inspector: Inspector, words: str) -> None:
    """Follow the link that says this, look at what is there, and stay."""
    _press(inspector.page, words)
    inspector.open_in_both(_path(inspector.page))
    inspector.page.set_viewport_size(TABLET)  # type: ignore[arg-type]


def _propose(page: Page, kind: str, title: str) -> None:
    page.locator("[name=kind]").select_option(kind)
    page.locator("[name=table]").select_option(index=2)
    page.locator("[name=title]").fill(title)
    page.locator("[name=text]").fill(f"{title}: пред всяка поликлиника в града.")


def _vote(inspector: Inspector, *, look: bool) -> None:
    page, words = inspector.page, "Въведи гласовете на масите"
    if look:
        _look_at(inspector, words)
    else:
        _press(page, words)
    # Eight tables, of which one was absent and one never votes.
    choices = page.locator("main form input[type=radio][value=for]")
    choices.first.wait_for()
    assert choices.count() == 6
    for number in range(6):
        choices.nth(number).check()
    _submit(page)


def _select_projects(inspector: Inspector) -> None:
    """Points for the new idea, the selection within the fund, and how one project goes on."""
    page = inspector.page
    page.get_by_role("link", name="Идеи за проекти").click()
    _look_at(inspector, "Въведи точките")
    for number in range(2):
        page.locator("main form input[type=number]").nth(number).fill("8")
    _submit(page)
    _press(page, "Избери проектите в рамките на фонда")
    row = page.locator("main tbody tr", has_text="Дървета пред поликлиниките")
    assert "избрано за фонда" in row.inner_text()
    row.get_by_role("link").last.click()
    inspector.open_in_both(_path(page))
    page.locator("[name=stage]").select_option("at_work")
    page.locator("[name=responsible]").fill("Дирекция „Околна среда“")
    _submit(page)
    page.wait_for_url("**/desk/projects/")


def _body_of_a_draw(town: Town) -> Body:
    """A deliberative forum of the town that nobody has prepared yet."""
    with town.portal.database_here():
        return make_body(
            User.objects.get(email="clerk@example.bg"),
            secretary=User.objects.get(email=SECRETARY),
            kind="deliberative",
            name="Обсъждащ форум за парка",
        )


def _step(town: Town, days: int) -> None:
    """Let days pass, as they would."""
    with psycopg.connect(superuser_url(town.portal.database)) as superuser:
        superuser.execute("SELECT public.ledger_step_clock(%s)", [timedelta(days=days)])


def test_a_forum_is_drawn_and_anybody_repeats_the_draw(own_town: Town, tmp_path: Path) -> None:
    body = _body_of_a_draw(own_town)
    at = f"/gatherings/{body.public_id}/"
    with own_town.visit(SECRETARY) as desk, own_town.visit(viewport=PHONE) as guest:
        inspector, telephone = Inspector(desk, "draw"), Inspector(guest, "guest")
        _prepare(inspector, at, tmp_path)
        _register(own_town, telephone, at)
        _others_register(own_town, body)
        _step(own_town, 1)
        desk.goto(f"{at}desk/")
        _press(desk, "Затвори списъка")
        _step(own_town, 2)
        _enter_the_seed(own_town, inspector, at)
        codes = _read_the_draw(telephone, at, tmp_path)
        _repeat(codes, tmp_path)
        _decline(own_town, telephone, body, codes)
        assert [*inspector.faults, *telephone.faults] == []


def _prepare(inspector: Inspector, at: str, directory: Path) -> None:
    """The frame, the population, a paper to read; then everybody can register until this evening."""
    page = inspector.page
    inspector.open_in_both(f"{at}prepare/")
    today = page.evaluate("new Date().toLocaleDateString('sv', {timeZone: 'Europe/Sofia'})")
    day = page.evaluate(
        "new Date(Date.now() + 20 * 864e5).toLocaleDateString('sv', {timeZone: 'Europe/Sofia'})"
    )
    for name, words in {
        "aim": "Как да изглежда паркът след пет години?",
        "organiser": "Община Хасково",
        "moderator": "Невена Карастоянова, Фондация „Маса за разговор“",
        "held_on": day,
        "held_at": "10:00, зала „Хасково“",
        "registration_ends_on": today,
        "places": "6",
        "table_count": "2",
        "seed_source": "Шестте числа от първия тираж на „Тото 2 – 6 от 49“ след затварянето",
    }.items():
        page.locator(f"[name={name}]").fill(words)
    _submit(page)
    inspector.open_in_both(f"{at}desk/population/")
    page.locator("[name=text]").fill(POPULATION)
    _submit(page)
    paper = directory / "паркът.txt"
    paper.write_text("Паркът е осемнадесет декара.", encoding="utf-8")
    inspector.open_in_both(f"{at}desk/papers/")
    page.locator("[name=file]").set_input_files(paper)
    page.locator("[name=title]").fill("Паркът в числа")
    _submit(page)
    page.goto(f"{at}desk/")
    _press(page, "Отвори регистрацията")
    page.get_by_text("Затвори списъка").wait_for()


def _register(town: Town, inspector: Inspector, at: str) -> None:
    """A guest with a telephone: the form, the mail, the confirmation."""
    page = inspector.page
    page.goto(at)
    assert "Паркът в числа" in page.locator("#briefing").inner_text()
    _press(page, "Регистрирайте се за форума")
    page.locator("[name=name]").fill("Златка Бисерова")
    page.locator("[name=email]").fill(GUEST)
    page.locator("[name=area]").select_option("Хасково")
    page.locator("[name=age]").first.check()
    page.locator("[name=sex]").first.check()
    page.locator("[name=agrees]").check()
    _submit(page)
    page.wait_for_url("**/registered/")
    inspector.open_in_both(_path(page))
    inspector.open_in_both(urlsplit(link_mailed_to(town, GUEST, "/gatherings/mine/")).path)
    _press(page, "Потвърждавам регистрацията си")
    page.get_by_text("Регистрацията Ви е потвърдена").wait_for()


def _others_register(town: Town, body: Body) -> None:
    with town.portal.database_here():
        forum = Forum.objects.get(body=body)
        for number in range(19):
            make_registration(
                forum,
                number,
                area=forum.area_names[number % 3 == 0],
                age=forum.age_names[number % 2],
                sex="мъж" if number % 4 < 2 else "жена",
            )


def _enter_the_seed(town: Town, inspector: Inspector, at: str) -> None:
    page = inspector.page
    inspector.open_in_both(f"{at}desk/seed/")
    with town.portal.database_here():
        yesterday = sofia_day(clock.now()) - timedelta(days=1)
    page.locator("[name=words]").fill(WORDS)
    page.locator("[name=known_at]").fill(f"{yesterday.isoformat()}T19:30")
    _submit(page)
    page.wait_for_url("**/draw/")


def _read_the_draw(inspector: Inspector, at: str, directory: Path) -> list[str]:
    """Look at the page of the draw, take the file and the program home; the codes in their order."""
    page = inspector.page
    inspector.open_in_both(f"{at}draw/")
    page.set_viewport_size(DESK)  # type: ignore[arg-type]
    (directory / "noted").write_text(
        page.locator("#repeat code.digest").first.inner_text(), encoding="utf-8"
    )
    for name, label in (("draw.json", "Файлът на жребия"), ("repeat.py", "Програмата, която")):
        with page.expect_download() as download:
            page.get_by_role("link", name=label).first.click()
        download.value.save_as(directory / name)
    return page.locator("#result p.codes").first.locator("code").all_inner_texts()


def _repeat(codes: list[str], directory: Path) -> None:
    """The separate program, alone with the file, comes to the codes of the page."""
    noted = (directory / "noted").read_text(encoding="utf-8")
    command = [sys.executable, "-I", "repeat.py", "draw.json", "--list", noted, "--seed", WORDS]
    ended = subprocess.run(command, cwd=directory, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout
    assert "In order: 6 drawn of 20" in ended.stdout
    assert f"Drawn: {' '.join(codes)}" in ended.stdout
    assert len(set(codes)) == 6

    # The negative control: one other number of the source, and it does not follow any more.
    file = directory / "draw.json"
    file.write_text(file.read_text(encoding="utf-8").replace(WORDS, f"{WORDS}1"), encoding="utf-8")
    again = subprocess.run(command[:4], cwd=directory, capture_output=True, text=True, check=False)
    assert again.returncode == 1


def _decline(town: Town, inspector: Inspector, body: Body, codes: list[str]) -> None:
    """Who was drawn first can't come; somebody of the reserve is invited in their place."""
    page = inspector.page
    with town.portal.database_here():
        row = Registration.objects.get(code=codes[0])
        link = f"/gatherings/mine/{token_for(row)}/"
    inspector.open_in_both(link)
    _press(page, "Не мога да дойда")
    page.get_by_text("Благодарим, че ни казахте").wait_for()
    page.goto(f"/gatherings/{body.public_id}/draw/")
    assert codes[0] in page.locator("#result ul").inner_text()
    with town.portal.database_here():
        assert Registration.objects.filter(forum=row.forum, state=State.INVITED).count() == 6
