"""A guest proposes on two articles, on a phone, with no scripts, and is believed by a mailed link."""

from urllib.parse import urlsplit

from consultations.state import State
from tests.browser.visitors import PHONE, Town, Watch, leave_by
from tests.browser.writing import (
    DIGEST,
    SECONDS,
    article,
    consultation_in,
    link_mailed_to,
    number_on,
    say_who,
    send,
    too_wide,
    write_under,
)

ADDRESS = "gostenka@example.org"
NAME = "Гергана Гостева"
FIRST = "За чл. 7: срокът да е един месец, за да успеят и хората от селата."
SECOND = "Чл. 9. Да се добави: списъкът се обновява всяка година."


def test_a_guest_proposes_on_two_articles_on_a_phone_without_scripts(town: Town) -> None:
    draft = consultation_in(town, State.OPEN)
    with town.visit(viewport=PHONE, java_script_enabled=False) as page:
        page.goto(f"/consultations/{draft.public_id}/")
        assert not too_wide(page)
        write_under(page, article(page, 7), kind="remark", reasons=FIRST)
        assert page.locator("main article.proposal").count() == 1
        page.locator(f"main a[href$='/{draft.public_id}/#text']").last.click()
        write_under(page, article(page, 9), kind="add", text=SECOND, reasons="Иначе остарява.")
        assert page.locator("main article.proposal").count() == 2
        assert not too_wide(page)
        number = send(page, say_who(page, name=NAME, email=ADDRESS))
        receipt = page.url.partition("#")[0]
        told = page.locator("main").inner_text()
        assert SECONDS.search(told)
        assert DIGEST.search(told)
        assert FIRST in told
        assert SECOND in told
        assert not too_wide(page)

    # Registered, and not public yet.
    with town.visit() as page:
        page.goto(f"/consultations/opinion/{number}/")
        assert FIRST not in page.content()

    confirm(town, receipt)
    with town.visit() as page:
        page.goto(f"/consultations/{draft.public_id}/")
        under = article(page, 7)
        under.locator("details.provision__proposals > summary").click()
        assert FIRST in under.inner_text()
        assert NAME in under.inner_text()
        assert f"{number}/1" in under.inner_text()
        # Its number leads to what the record says of it.
        under.locator("a.proposal__number", has_text=f"{number}/1").click()
        assert number_on(page) == number
        assert DIGEST.search(page.locator("main").inner_text())


def confirm(town: Town, receipt: str) -> None:
    """Opens the link of the mail, which asks, and presses the button."""
    link = link_mailed_to(town, ADDRESS, "/confirm/")
    with town.visit(viewport=PHONE, java_script_enabled=False) as page:
        page.goto("/demo/mails/")
        assert page.locator(f"main a[href='{link}']").count() >= 1
        page.goto(urlsplit(link).path)
        assert FIRST in page.locator("main").inner_text()
        assert not too_wide(page)
        page.locator("main form button.button--primary").click()
        page.wait_for_url(receipt)
        assert page.locator(".notice--success").count() >= 1


def test_what_was_typed_survives_an_error_and_the_errors_lead_to_their_fields(town: Town) -> None:
    draft = consultation_in(town, State.OPEN)
    watch = Watch()
    with town.visit(viewport=PHONE) as page:
        watch.over(page)
        page.goto(f"/consultations/{draft.public_id}/")
        write_under(page, page.locator("#whole"), kind="remark", reasons="Много е дълга.")
        form = page.locator("#who form")
        form.evaluate("form => form.noValidate = true")
        form.locator("[name=name]").fill("Някой Без Поща")
        form.locator("[name=capacity][value=organisation]").check()
        form.locator("[name=shown_as][value=name]").check()
        leave_by(form.locator("button[type=submit], input[type=submit]"))
        summary = page.locator(".error-summary")
        assert summary.locator("a").count() == 2
        assert page.evaluate("document.activeElement.closest('.error-summary') !== null")
        summary.locator("a").first.click()
        assert page.evaluate("document.activeElement.name") == "email"
        assert page.locator("[aria-invalid=true]").count() == 2
        assert page.locator("[name=name]").input_value() == "Някой Без Поща"
        assert "Много е дълга." in page.locator("article.proposal").inner_text()
    assert [line for line in watch.complaints if "status of 422" not in line] == []
