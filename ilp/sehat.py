"""Readiness without login: each dependency's state and how far the demo is. Nothing secret, nothing personal."""

from __future__ import annotations

from django.core.cache import caches
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe
from redis import RedisError

from ilp.muat import NONE, demo_state

UP, DOWN = "siap", "mati"


@require_safe
def sehat(request: HttpRequest) -> JsonResponse:
    del request
    states = {"basis_data": database_state(), "antrean": queue_state()}
    ready = set(states.values()) == {UP}
    body = {"status": UP if ready else DOWN, **states, "demo": demo_state() if states["basis_data"] == UP else NONE}
    return JsonResponse(body, status=200 if ready else 503, headers={"Cache-Control": "no-store"})


def database_state() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return DOWN
    return UP


def queue_state() -> str:
    try:
        caches["default"].get("sehat")
    except (RedisError, OSError):
        return DOWN
    return UP
