"""„I don't want such letters“: a page with a button for people, one click for mail programs."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from feedback.surveys import unwanted
from feedback.surveys.impersonal import bare


# Without a CSRF token on purpose (RFC 8058): a mail program posts here in one click. The signed
# address is the proof, and all it can do is to end or resume letters of surveys.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, token: str) -> HttpResponse:
    """End these letters, or have them again; for whoever holds the letter, signed in or not.

    The request is stripped of whatever else it brings: beside a link that says whose it is no
    cookie of a survey may be seen.
    """
    reader = unwanted.whose(token)
    if reader is None:
        raise Http404
    if request.method != "POST":
        is_ended = unwanted.is_unwanted(reader)
        return render(bare(request), "surveys/unwanted.html", {"is_ended": is_ended})
    if request.POST.get("act") == "resume":
        unwanted.resume(reader)
    else:
        unwanted.end(reader)
    if request.POST.get("List-Unsubscribe") == "One-Click":
        return HttpResponse("ended\n", content_type="text/plain")
    return redirect("surveys:unwanted", token)
