from __future__ import annotations

from django.apps import AppConfig


class PuskesmasConfig(AppConfig):
    name = "puskesmas"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Puskesmas"
