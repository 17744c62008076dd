"""The demo's own page that shows all mails of the demo; it needs no account."""

from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.parser import BytesParser
from email.policy import default as modern

from csp.decorators import csp
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from prestizh.local.models import DemoMail

ON_A_PAGE = 25
# A mail brings its own styles and nothing else; it is shown as it is, and may run nothing.
POLICY = {
    "default-src": ["'none'"],
    "style-src": ["'unsafe-inline'"],
    "base-uri": ["'none'"],
    "form-action": ["'none'"],
    "frame-ancestors": ["'none'"],
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One mail as the page shows it."""

    number: int
    received_at: datetime
    recipients: str
    subject: str
    text: str
    attachments: tuple[str, ...]


@login_not_required
@require_safe
def mails(request: HttpRequest) -> HttpResponse:
    """All mails of the demo, newest first."""
    page = Paginator(DemoMail.objects.all(), ON_A_PAGE).get_page(request.GET.get("page"))
    return render(
        request, "demo/mails.html", {"page": page, "mails": [shown(mail) for mail in page]}
    )


@login_not_required
@require_safe
def formatted(request: HttpRequest, number: int) -> HttpResponseBase:
    """The HTML of one mail, as a mail program would show it."""
    content = part(parsed(get_object_or_404(DemoMail, pk=number)), "html")

    @csp(POLICY)
    def answer(_request: HttpRequest) -> HttpResponse:
        return HttpResponse(content)

    return answer(request)


def shown(mail: DemoMail) -> Shown:
    """What the list says of a mail."""
    message = parsed(mail)
    return Shown(
        number=mail.pk,
        received_at=mail.received_at,
        recipients=mail.recipients,
        subject=mail.subject,
        text=part(message, "plain"),
        attachments=tuple(
            attachment.get_filename() or "" for attachment in message.iter_attachments()
        ),
    )


def parsed(mail: DemoMail) -> EmailMessage:
    """The mail as it was sent."""
    message = BytesParser(policy=modern).parsebytes(bytes(mail.raw))
    if not isinstance(message, EmailMessage):
        raise TypeError("The modern policy makes modern messages.")
    return message


def part(message: EmailMessage, kind: str) -> str:
    """The text of the mail, plain or HTML; empty if it has none of this kind."""
    body = message.get_body((kind,))
    return "" if body is None else str(body.get_content())
