"""The letters about accounts. Their links are made on delivery, so none is ever stored.

allauth asks its adapter to send a mail; the adapter calls `enqueue_account_mail`, which keeps only
ids. A message for an address without an account travels the same way as one for an address that
has one.
"""

from collections.abc import Mapping
from typing import Any
from uuid import uuid4

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prestizh.accounts.models import User
from prestizh.outbox import links, post, rendering
from prestizh.outbox.letters import Letter, letter
from prestizh.outbox.models import Message
from prestizh.refusal import Sentence

CONFIRM = frozenset({"account/email/email_confirmation", "account/email/email_confirmation_signup"})
RESET = "account/email/password_reset_key"
EXISTS = "account/email/account_already_exists"
UNKNOWN = "account/email/unknown_account"
# Mails that a stranger can cause by typing somebody's address into a form.
ASKED_BY_ANYBODY = CONFIRM | {RESET, EXISTS, UNKNOWN}

# What happened, for the notices of allauth. %(…)s are facts that the notice carries.
NOTICES: Mapping[str, Sentence] = {
    "account/email/password_changed": gettext_lazy("Your password was changed."),
    "account/email/password_reset": gettext_lazy("Your password was reset."),
    "account/email/password_set": gettext_lazy("A password was set for your account."),
    "account/email/email_changed": gettext_lazy(
        "The address of your account was changed from %(from_email)s to %(to_email)s."
    ),
    "account/email/email_confirm": gettext_lazy("Your e-mail address was confirmed."),
    "account/email/email_deleted": gettext_lazy(
        "The address %(deleted_email)s was removed from your account."
    ),
    "mfa/email/totp_activated": gettext_lazy("An authenticator app was set up for your account."),
    "mfa/email/totp_deactivated": gettext_lazy(
        "The authenticator app was removed from your account."
    ),
    "mfa/email/webauthn_added": gettext_lazy("A passkey was added to your account."),
    "mfa/email/webauthn_removed": gettext_lazy("A passkey was removed from your account."),
    "mfa/email/recovery_codes_generated": gettext_lazy(
        "New recovery codes were made for your account."
    ),
    "socialaccount/email/account_connected": gettext_lazy(
        "Signing in through %(provider)s was added to your account."
    ),
    "socialaccount/email/account_disconnected": gettext_lazy(
        "Signing in through %(provider)s was removed from your account."
    ),
}
FACTS = ("from_email", "to_email", "deleted_email", "provider")


def enqueue_account_mail(
    template_prefix: str, email: str, context: Mapping[str, Any]
) -> Message | None:
    """Put one of allauth's mails into the post; its secrets in `context` are left behind.

    None where there is nothing to send any more. Raises ValueError for a mail that carries a code:
    a code can't be made anew on delivery, and storing it is what this portal doesn't do.
    """
    if "code" in context:
        raise ValueError(f"{template_prefix} carries a code, which is never stored.")
    person = context.get("user")
    kind, ids = _kind_and_ids(template_prefix, email, context)
    with transaction.atomic():
        return post.enqueue(
            kind,
            key=f"{kind}:{uuid4()}",
            to=email,
            language=getattr(person or _owner(email), "language", None),
            context=ids,
        )


def _kind_and_ids(
    prefix: str, email: str, context: Mapping[str, Any]
) -> tuple[str, dict[str, str | int]]:
    """Which of our letters stands for allauth's, and the ids that it needs."""
    if prefix in CONFIRM:
        owner = context["user"]
        return "account.confirm", {
            "email_address": EmailAddress.objects.get(user=owner, email__iexact=email).pk
        }
    if prefix == RESET:
        return "account.reset", {"user": context["user"].pk}
    if prefix == EXISTS:
        return "account.exists", {}
    if prefix == UNKNOWN:
        return "account.unknown", {}
    facts: dict[str, str | int] = {name: str(context[name]) for name in FACTS if context.get(name)}
    return "account.notice", {"prefix": prefix, **facts}


def _owner(email: str) -> User | None:
    """The person with this address, for the language of the mail only."""
    return User.objects.filter(email__iexact=email).first()


@letter("account.confirm")
def _confirm(message: Message) -> Letter | None:
    """The link that confirms an address; not needed once the address is confirmed or gone."""
    address = EmailAddress.objects.filter(
        pk=message.context["email_address"], verified=False
    ).first()
    if address is None or address.email.lower() != message.address:
        return None
    key = EmailConfirmationHMAC.create(address).key
    return Letter(
        subject=_("Confirm your e-mail address"),
        template="account_confirm",
        context={"confirm_url": links.page_url("account_confirm_email", key)},
    )


@letter("account.reset")
def _reset(message: Message) -> Letter | None:
    """The link for a new password, which holds from the moment the mail leaves."""
    person = User.objects.filter(pk=message.context["user"], is_active=True).first()
    if person is None:
        return None
    token = default_token_generator.make_token(person)
    return Letter(
        subject=_("A new password"),
        template="account_reset",
        context={
            "reset_url": links.page_url(
                "account_reset_password_from_key", user_pk_to_url_str(person), token
            )
        },
    )


@letter("account.exists")
def _exists(message: Message) -> Letter | None:
    """Somebody signed up with an address that has an account."""
    return Letter(
        subject=_("You have an account already"),
        template="account_exists",
        context={
            "login_url": links.page_url("account_login"),
            "reset_url": links.page_url("account_reset_password"),
        },
    )


@letter("account.unknown")
def _unknown(message: Message) -> Letter | None:
    """Somebody asked for a new password for an address that has no account."""
    return Letter(
        subject=_("There is no account with this address"),
        template="account_unknown",
        context={"signup_url": links.page_url("account_signup")},
    )


@letter("account.notice")
def _notice(message: Message) -> Letter | None:
    """Something about the account's safety changed."""
    facts = dict(message.context)
    prefix = facts.pop("prefix")
    known = NOTICES.get(prefix)
    if known is None:
        # A notice that a later allauth brings: its own words, within our letter.
        sentence = render_to_string(f"{prefix}_message.txt", facts).strip()
        subject = rendering.one_line(render_to_string(f"{prefix}_subject.txt", facts))
    else:
        sentence = str(known) % facts
        subject = _("A change to your account")
    return Letter(
        subject=subject,
        template="account_notice",
        context={
            "sentence": sentence,
            "at": message.created_at,
            "reset_url": links.page_url("account_reset_password"),
        },
    )
