"""After sending: the receipt, and what its holder may still do; confirming by the mailed link."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from consultations import basket as baskets
from consultations import confirming, withdrawing
from consultations.models import Opinion
from consultations.models.basket import new_basket_key
from consultations.stages import Stage
from consultations.views.basket import key_of, person, with_basket
from prestizh.documents.renditions import request_rendition
from prestizh.ledger import clock
from prestizh.refusal import Refused


def held(request: HttpRequest, receipt_id: str) -> Opinion:
    """The opinion whose receipt this is: its address is the secret; an account's is also its own."""
    opinion: Opinion = get_object_or_404(
        Opinion.objects.select_related("consultation", "organisation", "supplements", "replaces"),
        receipt_id=receipt_id,
    )
    if opinion.author_id is not None and opinion.author_id != request.user.pk:
        raise Http404
    return opinion


@login_not_required
@never_cache
@require_safe
def page(request: HttpRequest, receipt_id: str) -> HttpResponse:
    """The receipt: number, moment to the second, digest, place in the record."""
    opinion = held(request, receipt_id)
    may_change = (
        opinion.consultation.is_open(clock.now())
        and opinion.withdrawn_at is None
        and not opinion.is_replaced
    )
    proposals = list(opinion.proposals.select_related("provision", "file"))
    context = {
        "opinion": opinion,
        "consultation": opinion.consultation,
        "proposals": proposals,
        "may_change": may_change,
        "counts": any(proposal.counts for proposal in proposals),
        "is_answered": hasattr(opinion.consultation, "report"),
        "is_at_work": opinion.consultation.stage == Stage.PUBLISHED,
    }
    return render(request, "consultations/receipt.html", context)


@login_not_required
@never_cache
@require_POST
def make_pdf(request: HttpRequest, receipt_id: str) -> HttpResponse:
    """Ask the worker for the receipt as PDF."""
    opinion = held(request, receipt_id)
    language = "en" if request.path.startswith("/en/") else "bg"
    state = f"{opinion.confirmation}-{'withdrawn' if opinion.withdrawn_at else 'stands'}"
    rendition = request_rendition(
        "receipt.pdf",
        opinion.receipt_id,
        language,
        key=f"receipt.pdf:{opinion.receipt_id}:{language}:{state}",
    )
    return redirect(rendition)


@login_not_required
@never_cache
@require_POST
def supplement(request: HttpRequest, receipt_id: str) -> HttpResponse:
    """Write more: a new opinion that supplements this one."""
    opinion = held(request, receipt_id)
    key = key_of(request) or new_basket_key()
    baskets.start_supplement(opinion, key=key, actor=person(request))
    messages.info(
        request,
        _(
            "Write under the articles, then send it: it will be added to your opinion No. %(number)s."
        )
        % {"number": opinion.reference},
    )
    return with_basket(redirect(opinion.consultation), key)


@login_not_required
@never_cache
@require_POST
def replace(request: HttpRequest, receipt_id: str) -> HttpResponse:
    """Write anew: a new opinion that will stand in place of this one."""
    opinion = held(request, receipt_id)
    key = key_of(request) or new_basket_key()
    baskets.start_replacement(opinion, key=key, actor=person(request))
    return with_basket(redirect("consultations:basket", opinion.consultation.public_id), key)


@login_not_required
@never_cache
def withdraw(request: HttpRequest, receipt_id: str) -> HttpResponse:
    """Ask once more, then take the opinion back."""
    opinion = held(request, receipt_id)
    if request.method == "POST":
        try:
            withdrawing.withdraw(opinion, actor=person(request))
            return redirect("consultations:receipt", receipt_id)
        except Refused as refused:
            messages.error(request, str(refused))
    context = {"opinion": opinion, "consultation": opinion.consultation}
    return render(request, "consultations/withdraw_opinion.html", context)


@login_not_required
@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """The link of the mail: a page with the opinion and one button."""
    opinion = confirming.opinion_of(token)
    if opinion is None:
        return _not_whole(request)
    if request.method == "POST":
        try:
            confirming.confirm_by_link(opinion)
            messages.success(request, _("Thank you. Your opinion is confirmed."))
            return redirect("consultations:receipt", opinion.receipt_id)
        except Refused as refused:
            messages.error(request, str(refused))
    context = {
        "opinion": opinion,
        "consultation": opinion.consultation,
        "proposals": opinion.proposals.select_related("provision", "file"),
        "token": token,
    }
    return render(request, "consultations/confirm.html", context)


@login_not_required
@never_cache
@require_POST
def disown(request: HttpRequest, token: str) -> HttpResponse:
    """„Не съм аз“."""
    opinion = confirming.opinion_of(token)
    if opinion is None:
        return _not_whole(request)
    try:
        confirming.disown(opinion)
        messages.success(request, _("The opinion is set aside. Thank you for telling us."))
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect("consultations:confirm", token)


def _not_whole(request: HttpRequest) -> HttpResponse:
    """What to do with a link that is not ours. It is the same page whatever was sent or not."""
    return render(request, "consultations/confirm_unknown.html", status=404)
