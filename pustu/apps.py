from __future__ import annotations

from django.apps import AppConfig


class PustuConfig(AppConfig):
    name = "pustu"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Pustu"
