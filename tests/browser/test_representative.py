"""Somebody speaks for an organisation that nobody has verified yet: taken, and said so."""

from playwright.sync_api import Locator

from consultations.state import State
from tests.browser.visitors import Town
from tests.browser.writing import article, consultation_in, said, say_who, send, write_under
from tests.cast import EIK

NAME = "Сдружение „Пешеходен Хасково“"
PERSON = "kalina.ruseva@example.org"
REASONS = "Сдружението иска тротоарът да остане свободен."


def test_a_representative_proposes_for_an_organisation_not_verified_yet(town: Town) -> None:
    draft = consultation_in(town, State.OPEN)
    with town.visit(PERSON) as page:
        page.goto("/people/organisations/new/")
        page.locator("[name=eik]").fill(EIK)
        page.locator("[name=name]").fill(NAME)
        page.locator("[name=capacity]").fill("председател")
        page.locator("main form [type=submit]").click()
        page.wait_for_url(lambda address: not address.endswith("/new/"))
        page.goto(f"/consultations/{draft.public_id}/")
        write_under(page, article(page, 12), reasons=REASONS)
        form = say_who(page, capacity="organisation")
        form.locator("[name=representation]").select_option(label=_option(form, NAME))
        number = send(page, form)
        assert unverified(page.locator("main")) == 1

    with town.visit() as page:
        page.goto(f"/consultations/{draft.public_id}/")
        under = article(page, 12)
        under.locator("details.provision__proposals > summary").click()
        mine = under.locator("article.proposal", has_text=number)
        assert REASONS in mine.inner_text()
        assert NAME in mine.inner_text()
        assert unverified(mine) == 1


def _option(form: Locator, name: str) -> str:
    options: list[str] = form.locator("[name=representation] option").all_inner_texts()
    return next(option for option in options if name in option)


def unverified(place: Locator) -> int:
    """How often it is said that the representation is not verified."""
    found: int = place.locator(".chip--amber", has_text=said("unverified representation")).count()
    return found
