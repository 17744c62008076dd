"""The rules by which surveys open by themselves."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from feedback.surveys import asking_after
from feedback.surveys.forms.desk import RuleForm
from feedback.surveys.models import AutomaticRule
from feedback.surveys.tables import of_rules
from prestizh.accounts.access import only_for, person_of
from prestizh.ui.exporting import exported, one_by_one
from prestizh.ui.refusing import done, tried


@only_for("survey.manage")
@require_http_methods(["GET", "HEAD", "POST"])
def listing(request: HttpRequest) -> HttpResponse:
    """The rules that hold, and the form for one more."""
    form = RuleForm(request.POST or None)
    actor = person_of(request)
    if done(form, lambda: asking_after.always_ask(actor=actor, **form.cleaned_data)):
        messages.success(request, _("From now on it is asked after each such event."))
        return redirect("surveys:rules")
    holding = AutomaticRule.objects.editable_by(actor).filter(ended_at=None)
    rules = holding.select_related("questionnaire")
    file = exported(request, lambda: of_rules(one_by_one(rules)), _("Rules"))
    if file is not None:
        return file
    context = {"form": form, "rules": rules, "section": "desk"}
    return render(request, "surveys/desk/rules.html", context, status=422 if form.is_bound else 200)


@only_for("survey.manage")
@require_POST
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a rule."""
    rule = get_object_or_404(AutomaticRule.objects.editable_by(request.user), pk=pk)
    actor = person_of(request)
    tried(request, lambda: asking_after.stop_asking(rule, actor=actor), _("The rule has ended."))
    return redirect("surveys:rules")
