from __future__ import annotations

from django.apps import AppConfig


class PosyanduConfig(AppConfig):
    name = "posyandu"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Posyandu"
