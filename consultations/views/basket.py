"""Writing: into the basket under an article, the review of it, and who speaks, asked last."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from consultations import basket as baskets
from consultations import proposing
from consultations.forms.proposing import IdentityForm, ProposalForm
from consultations.models import Basket, BasketItem, Consultation, ProposalKind, Provision
from consultations.models.basket import new_basket_key
from consultations.models.opinion import FILE_KINDS
from consultations.views.public import public_consultation
from prestizh.accounts.models import User
from prestizh.accounts.network import network_of
from prestizh.documents.keeping import keep
from prestizh.documents.models import Document
from prestizh.ledger import clock
from prestizh.outbox import limits
from prestizh.refusal import Refused
from prestizh.ui.same_origin import from_own_page

LONGEST_KEY = 43  # characters
KEPT_FOR = 60 * 60 * 24 * 60  # seconds
OPINIONS_AN_HOUR = 60


def key_of(request: HttpRequest) -> str:
    """The key of the visitor's basket, empty for one who has none, and for somebody else's."""
    key: str = request.COOKIES.get(settings.BASKET_COOKIE_NAME, "")
    if not key or len(key) > LONGEST_KEY or baskets.is_anothers(key, person(request)):
        return ""
    return key


def with_basket(response: HttpResponse, key: str) -> HttpResponse:
    """Let the visitor's browser remember the basket for 60 days."""
    response.set_cookie(
        settings.BASKET_COOKIE_NAME,
        key,
        max_age=KEPT_FOR,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


def person(request: HttpRequest) -> User | None:
    """Who is signed in, if anybody."""
    return request.user if isinstance(request.user, User) else None


def kept_file(upload: "UploadedFile[Any] | None", user: User | None) -> Document | None:
    """The uploaded file, checked and kept. Raises `Refused`."""
    return keep(upload, name=upload.name or "", actor=user, kinds=FILE_KINDS) if upload else None


@login_not_required
@from_own_page
@require_POST
def add(request: HttpRequest, public_id: str) -> HttpResponse:
    """Put what was written under an article into the basket."""
    consultation = public_consultation(public_id)
    provision = _provision(consultation, request.POST.get("provision", ""))
    form = ProposalForm(request.POST, request.FILES, whole=provision is None)
    key = key_of(request) or new_basket_key()
    if form.is_valid():
        try:
            baskets.add(
                consultation,
                key=key,
                provision=provision,
                actor=person(request),
                **_written(form, request),
            )
            return with_basket(redirect("consultations:basket", public_id), key)
        except Refused as refused:
            form.refuse(refused)
    context = {"consultation": consultation, "provision": provision, "form": form}
    return render(request, "consultations/basket_item.html", context, status=422)


def _provision(consultation: Consultation, anchor: str) -> Provision | None:
    if not anchor:
        return None
    return get_object_or_404(consultation.provisions, anchor=anchor, is_block=True)


def _written(form: ProposalForm, request: HttpRequest) -> dict[str, Any]:
    """What was typed; the text counts only where one is proposed."""
    data = form.cleaned_data
    proposes = data["kind"] in {ProposalKind.REWORD, ProposalKind.ADD}
    return {
        "kind": data["kind"],
        "text": data["text"] if proposes else "",
        "reasons": data["reasons"],
        "file": kept_file(data["file"], person(request)),
    }


@login_not_required
@never_cache
def review(request: HttpRequest, public_id: str) -> HttpResponse:
    """„Преглед на моето становище“: what was written, and who speaks."""
    consultation = public_consultation(public_id)
    basket = baskets.find(key_of(request), consultation)
    key = basket.submission_key if basket else uuid.uuid4()
    form = IdentityForm(user=person(request), initial={"submission": key})
    return _review(request, consultation, basket, form)


def _review(
    request: HttpRequest,
    consultation: Consultation,
    basket: Basket | None,
    form: IdentityForm,
    status: int = 200,
) -> HttpResponse:
    # The basket shows the form, another address takes it; what is wrong in it is seen at once.
    form.form_action = reverse("consultations:send", args=[consultation.public_id]) + "#errors"
    items = list(basket.items.select_related("provision", "file")) if basket else []
    context = {
        "consultation": consultation,
        "basket": basket,
        "items": [(item, baskets.unfinished(item)) for item in items],
        "can_send": bool(items) and not any(baskets.unfinished(item) for item in items),
        "form": form,
        "is_late": consultation.is_over(clock.now()),
    }
    return render(request, "consultations/basket.html", context, status=status)


@login_not_required
@never_cache
def edit(request: HttpRequest, public_id: str, item: int) -> HttpResponse:
    """Correct one proposal in the basket."""
    consultation = public_consultation(public_id)
    row = _own_item(request, consultation, item)
    whole = row.provision_id is None
    typed = {"kind": row.kind, "text": row.text, "reasons": row.reasons}
    form = ProposalForm(request.POST or None, request.FILES or None, initial=typed, whole=whole)
    if request.method == "POST" and form.is_valid():
        try:
            baskets.change(row, **_written(form, request))
            return redirect("consultations:basket", public_id)
        except Refused as refused:
            form.refuse(refused)
    context = {"consultation": consultation, "provision": row.provision, "form": form, "item": row}
    return render(request, "consultations/basket_item.html", context)


@login_not_required
@require_POST
def remove(request: HttpRequest, public_id: str, item: int) -> HttpResponse:
    """Take one proposal out of the basket."""
    consultation = public_consultation(public_id)
    baskets.remove(_own_item(request, consultation, item))
    return redirect("consultations:basket", public_id)


@login_not_required
@require_POST
def let_stand_alone(request: HttpRequest, public_id: str) -> HttpResponse:
    """Let what was begun as a change of an earlier opinion be sent as a new one."""
    basket = baskets.find(key_of(request), public_consultation(public_id))
    if basket is not None:
        baskets.let_stand_alone(basket)
    return redirect("consultations:basket", public_id)


def _own_item(request: HttpRequest, consultation: Consultation, item: int) -> BasketItem:
    return get_object_or_404(
        BasketItem.objects.select_related("provision"),
        pk=item,
        basket__key=key_of(request) or "-",
        basket__consultation=consultation,
    )


@login_not_required
@never_cache
@require_POST
def send(request: HttpRequest, public_id: str) -> HttpResponse:
    """Send the opinion: registered at once, then its receipt."""
    consultation = public_consultation(public_id)
    user = person(request)
    form = IdentityForm(request.POST, user=user)
    status = 422
    if form.is_valid():
        try:
            opinion = proposing.send_basket(
                consultation,
                actor=user,
                identity=form.identity(get_language() or "bg"),
                basket_key=key_of(request),
                key=form.cleaned_data["submission"],
                ask_at=_when_to_ask(request, form, user),
            )
            return redirect("consultations:receipt", opinion.receipt_id)
        except TooMany as refused:
            form.refuse(refused)
            status = 429
        except Refused as refused:
            form.refuse(refused)
    basket = baskets.find(key_of(request), consultation)
    return _review(request, consultation, basket, form, status)


class TooMany(Refused):
    """More opinions came from one network within an hour than people write."""


def _when_to_ask(request: HttpRequest, form: IdentityForm, user: User | None) -> datetime | None:
    """When the mail to confirm leaves: now (None), or in an hour where too many left already."""
    if user is not None:
        return None
    network = network_of(request)
    if not limits.allow(f"opinions:{network}", most=OPINIONS_AN_HOUR):
        raise TooMany(
            _(
                "Too many opinions came from your network within this hour. What you wrote is kept: "
                "send it in an hour, or sign in and send it now."
            )
        )
    if limits.allow_mail(form.cleaned_data["email"], network):
        return None
    return clock.now() + timedelta(hours=1)
