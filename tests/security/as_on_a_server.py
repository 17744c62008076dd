"""Run as a program under the settings of a server: prints what its answers carry, as JSON.

A process of its own, because the settings are read once, when the portal starts.
"""

import json
import sys
from http.cookies import SimpleCookie
from typing import Any

import django


def answers() -> dict[str, Any]:
    """What a browser gets over https, over plain http, and under a forged name."""
    from allauth.mfa.internal.flows.trust import trust_browser
    from django.conf import settings
    from django.http import HttpResponse
    from django.test import Client, RequestFactory

    from prestizh.accounts.joining import join
    from prestizh.accounts.models import Role
    from prestizh.accounts.roles import appoint_on_server
    from prestizh.outbox.links import absolute
    from tests.consultations.making import make_clerk, make_open
    from tests.security.guests import OWN_PAGE

    secure = {"X-Forwarded-Proto": "https", "Host": "uchastie.example.bg"}
    consultation = make_open(make_clerk())
    page = consultation.get_absolute_url()
    person = join("ivan@example.bg", "Иван", password="дълга парола 1")
    client = Client(headers=secure, raise_request_exception=False)
    client.get("/account/login/")
    client.post(f"{page}write/", {"kind": "remark", "reasons": "Да."}, headers=OWN_PAGE)
    client.post("/account/login/", {"login": person.email, "password": "дълга парола 1"})
    cookies = _said(client.cookies)
    client.post("/account/logout/")
    cookies |= _said(client.cookies)
    trusted = HttpResponse()
    trust_browser(RequestFactory().get("/"), person, trusted)
    staff = join("staff@example.bg", "Служител", password="дълга парола 1")
    appoint_on_server(staff, Role.CLERK)
    at_desk = Client(headers=secure)
    at_desk.force_login(staff)
    kept = [Client(headers=secure).get(page) for _again in range(2)][1]
    plain = {"Host": "uchastie.example.bg"}
    return {
        "cookies": cookies | _said(trusted.cookies),
        "hsts": {
            "kept": kept.headers.get("Strict-Transport-Security"),
            "404": client.get("/nothing/").headers.get("Strict-Transport-Security"),
            "400": client.get("/", headers={"Host": "evil.example"}).headers.get(
                "Strict-Transport-Security"
            ),
        },
        "over_http": {
            address: (answer.status_code, answer.headers.get("Location"))
            for address in (page, "/", "/account/login/", "/healthz")
            for answer in [Client(headers=plain).get(address)]
        },
        "forged_host": {
            address: client.get(
                address, headers={**secure, "Host": "evil.example", "X-Forwarded-Host": "x.y"}
            ).status_code
            for address in (page, "/", "/account/login/")
        },
        "forwarded_host": client.get(
            "/account/login/", headers={"X-Forwarded-Host": "evil.example"}
        ).status_code,
        "feed_names": "https://uchastie.example.bg/consultations/"
        in client.get("/consultations/feed.atom").content.decode(),
        "staff_without_factor": at_desk.get("/desk/").headers.get("Location"),
        "link": absolute("/x/"),
        "settings": {name: _plain(getattr(settings, name, None)) for name in sys.argv[1:]},
    }


def _said(cookies: SimpleCookie) -> dict[str, str]:
    """How each cookie was set that holds something now."""
    return {name: one.OutputString() for name, one in cookies.items() if one.value}


def _plain(value: Any) -> Any:
    """A setting as JSON has it."""
    return json.loads(json.dumps(value, default=str))


if __name__ == "__main__":
    django.setup()
    sys.stdout.write("\n" + json.dumps(answers()))
