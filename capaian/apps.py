from __future__ import annotations

from django.apps import AppConfig


class CapaianConfig(AppConfig):
    name = "capaian"
    default_auto_field = "django.db.models.BigAutoField"
    verbose_name = "Capaian"
