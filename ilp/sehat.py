"""Readiness without login: each dependency's state and how far the demo is. Nothing secret, nothing personal."""

from __future__ import annotations

from django.core.cache import caches
from django.db import Error
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from redis import RedisError

from ilp.muat import NONE, demo_state

UP, DOWN = "siap", "mati"


@require_safe
def sehat(request: HttpRequest) -> JsonResponse:
    del request
    database, demo = database_and_demo()
    queue = queue_state()
    ready = database == queue == UP
    body = {"status": UP if ready else DOWN, "basis_data": database, "antrean": queue, "demo": demo}
    return JsonResponse(body, status=200 if ready else 503, headers={"Cache-Control": "no-store"})


def database_and_demo() -> tuple[str, str]:
    """One query tells both; a database without our tables is as good as none."""
    try:
        return UP, demo_state()
    except Error:
        return DOWN, NONE


def queue_state() -> str:
    try:
        caches["default"].get("sehat")
    except (RedisError, OSError):
        return DOWN
    return UP
