"""Staff prove themselves twice: an authenticator application, recovery codes, a passkey."""

from typing import Any

from playwright.sync_api import CDPSession, Page

from tests.authenticator import code_of
from tests.browser.visitors import Town, Watch, leave_by, sign_in
from tests.filled import PASSWORD

SETTINGS = {"STAFF_SECOND_FACTOR": "1"}
CLERK = "clerk2@example.bg"
ADMINISTRATOR = "admin@example.bg"


def submit(page: Page, field: str, value: str) -> None:
    """Fills one field of the page's form and sends it."""
    form = page.locator(f"main form:has([name={field}])")
    form.locator(f"[name={field}]").fill(value)
    leave_by(form.locator("button[type=submit], input[type=submit]").first)


def prove_password(page: Page) -> None:
    """Types the password again where the portal asks for it."""
    if page.locator("main form input[name=password]").count():
        submit(page, "password", PASSWORD)


def test_a_clerk_sets_up_an_application_and_comes_in_with_a_recovery_code(own_town: Town) -> None:
    watch = Watch()
    with own_town.visit() as page:
        watch.over(page)
        sign_in(page, CLERK)
        # Until there is a second factor, the desk leads to where it is set up.
        page.goto("/consultations/desk/")
        assert "/2fa/" in page.url or "/reauthenticate/" in page.url
        page.goto("/account/2fa/totp/activate/")
        prove_password(page)
        secret = page.locator("#authenticator_secret").input_value()
        submit(page, "code", code_of(secret))
        page.goto("/account/2fa/recovery-codes/")
        # The codes are for who proves that the application works.
        submit(page, "code", code_of(secret))
        spare = page.locator("main textarea").input_value().split()
        assert len(spare) == 10
        page.goto("/consultations/desk/")
        assert page.url.endswith("/consultations/desk/")
        assert page.locator("main a[href$='/desk/new/']").count() >= 1
    assert watch.complaints == []

    with own_town.visit() as page:
        sign_in(page, CLERK)
        # The password alone opens nothing.
        submit(page, "code", spare[0])
        leave_by(page.locator("main form button[name=action][value=trust]"))
        page.goto("/consultations/desk/")
        assert page.locator("main a[href$='/desk/new/']").count() >= 1


def virtual_key(page: Page) -> CDPSession:
    """A key in the machine that its owner has just touched."""
    session: CDPSession = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options: dict[str, Any] = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return session


def test_an_administrator_comes_in_with_a_passkey_alone(own_town: Town) -> None:
    watch = Watch()
    with own_town.visit() as page:
        watch.over(page)
        virtual_key(page)
        sign_in(page, ADMINISTRATOR)
        page.goto("/account/2fa/webauthn/add/")
        prove_password(page)
        form = page.locator("main form:has([name=name])")
        form.locator("[name=name]").fill("Служебният компютър")
        form.locator("[name=passwordless]").check()
        form.locator("button").first.click()
        page.wait_for_url(lambda address: not address.endswith("/add/"))
        page.goto("/account/logout/")
        leave_by(page.locator("main form button[type=submit]").first)

        page.goto("/account/login/")
        page.locator("#passkey_login, [form=mfa_login]").first.click()
        page.wait_for_url(lambda address: "/login/" not in address)
        page.goto("/people/")
        assert page.locator("main tbody tr").count() >= 10
    assert watch.complaints == []
