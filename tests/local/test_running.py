"""The fixtures that other tests stand on: a running portal, a mail server."""

import smtplib
import urllib.request

import pytest
from django.contrib.auth import get_user_model
from django.core.mail import send_mail

from tests.running import MailServer, Portal


@pytest.mark.slow
def test_a_running_portal_works_on_a_database_of_its_own(portal: Portal) -> None:
    with urllib.request.urlopen(f"{portal.base_url}/en/") as answer:  # noqa: S310
        assert answer.status == 200
    with portal.database_here():
        assert not get_user_model().objects.exists()
    assert "no issues" in portal.manage("check")


def test_a_mail_arrives_at_the_mail_server(smtp_server: MailServer) -> None:
    send_mail("Справка", "Публикувана е.", "portal@example.bg", ["maria@example.org"])
    assert [message["Subject"] for message in smtp_server.messages] == ["Справка"]


def test_a_mail_server_can_refuse(smtp_server: MailServer) -> None:
    smtp_server.refusal = "451 later"
    with pytest.raises(smtplib.SMTPDataError):
        send_mail("Справка", "Публикувана е.", "portal@example.bg", ["maria@example.org"])
    assert smtp_server.messages == []
