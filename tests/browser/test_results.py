"""From a closed survey to its published results, which a visitor reads on a phone; all without script."""

import csv
import io
import random
import time

from playwright.sync_api import Page, expect

from feedback.results.content import read
from feedback.results.models import Publication
from feedback.surveys import answering, asking
from feedback.surveys.models import Survey
from feedback.surveys.stages import SurveyStage
from prestizh.local.content.filling_in import a_person
from tests.browser.looking import Inspector
from tests.browser.visitors import PHONE, Town, leave_by
from tests.browser.writing import too_wide

SCRIPT = False
CLERK = "clerk@example.bg"
# Enough for a split by groups, by which one can weight.
ANSWERS = 160
TOPIC = "ден и час"
WORDS = "Следващата среща е в събота сутрин, защото работещите помолиха за това."
SOURCE = "Преброяване 2021, НСИ"
TRIES = 400  # half a second each: the worker has the papers of a whole year before it


def _answered(town: Town) -> str:
    """The survey of the example content that is open, with many answers more."""
    with town.portal.database_here():
        survey = Survey.objects.select_related("version").get(stage=SurveyStage.OPEN, invited__gt=0)
        content, chance = asking.content_of(survey.version), random.Random(7)
        for _person in range(ANSWERS):
            answering.respond(survey, given=a_person(content, chance))
        return survey.public_id


def test_a_clerk_publishes_what_a_visitor_reads_on_a_phone(own_town: Town) -> None:
    survey = _answered(own_town)
    with own_town.visit(CLERK) as desk:
        clerk = Inspector(desk, "clerk")
        desk.goto(f"/surveys/{survey}/desk/")
        leave_by(desk.locator("main form[action$='/close/'] button"))
        base = f"/surveys/results/desk/{survey}/"
        _sort(desk, clerk, base)
        _weigh(desk, clerk, base)
        clerk.open(base)
        desk.locator("main [name=words]").fill(WORDS)
        leave_by(desk.locator("main form:has([name=words]) [type=submit]"))
        assert desk.url.endswith(f"/surveys/results/{survey}/")
        assert not clerk.faults, "\n".join(clerk.faults)
    with own_town.visit(viewport=PHONE) as page:
        visitor = Inspector(page, "visitor")
        _read(page, visitor, survey)
        assert not visitor.faults, "\n".join(visitor.faults)
    _files_say_the_same(own_town, survey)


def _sort(page: Page, clerk: Inspector, base: str) -> None:
    """The first open answer gets a topic, and may be quoted."""
    clerk.open(f"{base}answers/")
    leave_by(page.locator("main article.card a").first)
    address = page.url
    clerk.look("an answer", None)
    page.locator("[name=topics]").fill(TOPIC)
    leave_by(page.locator("main form:has([name=topics]) [type=submit]"))
    page.goto(address)
    quote = page.locator("main form[action$='/quote/']")
    quote.locator("[name=text]").fill("Това никой не е писал.")
    leave_by(quote.locator("[type=submit]"))
    expect(page.locator(".error-summary")).to_be_visible()
    clerk.look("a quote that nobody wrote", None, 422)
    said = page.locator("main blockquote").inner_text().strip()
    quote.locator("[name=text]").fill(said)
    leave_by(quote.locator("[type=submit]"))
    expect(page.locator("main")).to_contain_text("цитира се")


def _weigh(page: Page, clerk: Inspector, base: str) -> None:
    """Known shares of the population, refused without their source."""
    page.goto(base)
    leave_by(page.locator("main a[href*='/shares/']").last)
    clerk.look("shares", None)
    numbers = page.locator("main input[type=number]")
    for place in range(numbers.count()):
        numbers.nth(place).fill(str(1000 * (place + 1)))
    leave_by(page.locator("main form:has([name=source]) [type=submit]"))
    expect(page.locator(".error-summary")).to_be_visible()
    clerk.look("shares without source", None, 422)
    page.locator("[name=source]").fill(SOURCE)
    leave_by(page.locator("main form:has([name=source]) [type=submit]"))
    expect(page.locator("#weighted")).to_be_visible()


def _read(page: Page, visitor: Inspector, survey: str) -> None:
    page.goto("/surveys/")
    leave_by(page.locator(f"main a[href$='/surveys/results/{survey}/']").first)
    assert not too_wide(page)
    visitor.look("results", None)
    visitor.open(f"/en/surveys/results/{survey}/")
    visitor.open(f"/surveys/results/{survey}/")
    main = page.locator("main")
    for words in (WORDS, TOPIC, SOURCE, "не е представителна извадка", "Какво променихме"):
        expect(main).to_contain_text(words)
    # Each picture says what it shows, for who doesn't see it.
    pictures = page.locator("main svg[role=img]")
    assert pictures.count() > 10
    assert all(pictures.evaluate_all("all => all.map((one) => one.getAttribute('aria-label'))"))
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    with page.expect_download() as taken:
        page.locator("main a[href$='/results.csv']").click()
    assert taken.value.suggested_filename == f"results-{survey}.csv"


def _files_say_the_same(town: Town, survey: str) -> None:
    """What a visitor gets as a table and as paper, once the worker is ready."""
    with town.portal.database_here():
        found = read(Publication.objects.get(survey__public_id=survey).content["results"])
    with town.visit() as page:
        base = f"/surveys/results/{survey}/results"
        text = page.request.get(f"{base}.csv").body().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text)))
        assert ["summary", "answers", str(found.n)] == [rows[1][at] for at in (0, 1, 5)]
        assert found.weighted is not None
        assert any(row[0] == "weighted" for row in rows)
        for _try in range(TRIES):
            paper = page.request.get(f"{base}.pdf")
            if paper.headers["content-type"] == "application/pdf":
                break
            time.sleep(0.5)
        assert paper.body().startswith(b"%PDF-")
