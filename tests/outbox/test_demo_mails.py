"""In the demo nothing leaves: its mails stand on a page of their own."""

import os
import subprocess
import sys

import pytest
from django.test import Client
from pytest_django import Settings

from prestizh.local.models import DemoMail
from prestizh.outbox import delivery
from prestizh.outbox.models import Message
from tests.outbox.greeting import greet

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.outbox.demo_urls")]


@pytest.fixture(autouse=True)
def demo(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "prestizh.local.mailbox.EmailBackend"


def test_the_page_shows_them_newest_first(client: Client) -> None:
    assert client.get("/demo/mails/").status_code == 200
    greet(subject="Първо <b>писмо</b>")
    greet(subject="Второ писмо")
    delivery.deliver_due()
    assert set(Message.objects.values_list("state", flat=True)) == {"sent"}
    page = client.get("/demo/mails/").content.decode()
    assert page.index("Второ писмо") < page.index("Първо &lt;b&gt;писмо&lt;/b&gt;")
    assert "ivanka@example.org" in page


def test_the_html_of_a_mail_may_run_nothing(client: Client) -> None:
    greet()
    delivery.deliver_due()
    mail = DemoMail.objects.get()
    answer = client.get(f"/demo/mails/{mail.pk}/")
    assert "<style>" in answer.content.decode()
    policy = answer.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src" not in policy
    assert client.get("/demo/mails/0/").status_code == 404


@pytest.mark.parametrize(
    ("demo", "url", "backend"),
    [
        ("1", "", "prestizh.local.mailbox.EmailBackend"),
        ("1", "smtp://mail.example.org", "django.core.mail.backends.smtp.EmailBackend"),
        ("0", "", "django.core.mail.backends.smtp.EmailBackend"),
    ],
)
def test_the_demo_keeps_its_mails_unless_told_otherwise(demo: str, url: str, backend: str) -> None:
    environment = {**os.environ, "PRESTIZH_DEMO": demo, "EMAIL_URL": url}
    if not url:
        del environment["EMAIL_URL"]
    program = "from prestizh import settings; print(settings.EMAIL_BACKEND)"
    said = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == backend
