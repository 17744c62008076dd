"""A person's own page."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from prestizh.accounts import profile as act
from prestizh.accounts import second_factor
from prestizh.accounts.access import person_of
from prestizh.accounts.models import User
from prestizh.home.people.forms import ProfileForm
from prestizh.ui.refusing import done


@require_http_methods(["GET", "HEAD", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """Name and language to change; address, password, second factor and sessions to reach."""
    person = person_of(request)
    # A copy, so that what was typed wrongly is not shown as the name at the top of the page.
    form = ProfileForm(request.POST or None, instance=User.objects.get(pk=person.pk))
    if done(form, lambda: act.rename(actor=person, **form.cleaned_data)):
        messages.success(request, _("Saved."))
        return redirect("accounts:profile")
    context = {"form": form, "factors": second_factor.factors_of(person)}
    return render(request, "accounts/profile.html", context)
