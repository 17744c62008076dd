"""Components drawn from a list of values."""

from collections.abc import Iterable
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import QueryDict
from django.urls import reverse

from prestizh.accounts.access import may

from ..components import FilterOption, Step, Text, TimelineEntry
from ..exporting import KINDS

register = template.Library()


@register.inclusion_tag("components/timeline.html")
def timeline(entries: Iterable[TimelineEntry]) -> dict[str, Any]:
    """What happened and what is still to come, in the order given."""
    return {"entries": entries}


@register.inclusion_tag("components/steps.html")
def steps(items: Iterable[Step]) -> dict[str, Any]:
    """What happens next, step by step."""
    return {"steps": items}


@register.inclusion_tag("components/filter_links.html")
def filter_links(options: Iterable[FilterOption], label: Text) -> dict[str, Any]:
    """A bar of links that narrow a list, each with its count."""
    return {"options": options, "label": label}


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: template.Context, page: "Page[Any]") -> dict[str, Any]:
    """Links to the pages of a list; the other parameters of the address stay."""
    request = context.get("request")
    parameters = request.GET.copy() if request is not None else None
    if parameters is not None:
        parameters.pop("page", None)
    kept = parameters.urlencode() if parameters else ""
    return {
        "page": page,
        "prefix": f"?{kept}&page=" if kept else "?page=",
        "numbers": page.paginator.get_elided_page_range(page.number, on_each_side=2, on_ends=1),
        "ellipsis": page.paginator.ELLIPSIS,
    }


@register.inclusion_tag("components/exports.html", takes_context=True)
def exports(
    context: template.Context, what: str = "", key: str = "", which: str = ""
) -> dict[str, Any]:
    """Links to the list as a file, with the filter of the address; for those who may take the
    export that hides no name, its address, if there is one of `what` under `key`. On a page with
    more than one table `which` says of which it is."""
    request = context.get("request")
    asked = request.GET.copy() if request is not None else QueryDict(mutable=True)
    asked.pop("page", None)
    kept, links = asked.urlencode(), []
    if which:
        asked["table"] = which
    for extension in KINDS:
        asked["format"] = extension
        links.append((extension.upper(), f"?{asked.urlencode()}"))
    full = ""
    if what and request is not None and may(request.user, "export.full"):
        full = reverse("home:full_export", args=[what, key])
    return {"links": links, "full": f"{full}?{kept}" if full and kept else full}
