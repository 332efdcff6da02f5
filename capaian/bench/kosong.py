"""An address that answers nothing, behind the same middleware and login: what a page costs before it does anything."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.cache import never_cache


@never_cache
@login_required
def kosong(request: HttpRequest) -> HttpResponse:
    del request
    return HttpResponse()


urlpatterns = [path("", kosong)]
