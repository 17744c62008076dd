"""The portal's addresses, and the bare view that they are measured against."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path

from prestizh.urls import handler400, handler403, handler404, handler500
from prestizh.urls import urlpatterns as portal


@login_not_required
def hello(request: HttpRequest) -> HttpResponse:
    """What the framework takes with the portal's middleware and nothing else."""
    return HttpResponse("hello", content_type="text/plain")


urlpatterns = [path("hello", hello), *portal]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
