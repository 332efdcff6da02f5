from __future__ import annotations

from django.apps import AppConfig
from django.core.checks import register

from klaster.checks import check_data


class KlasterConfig(AppConfig):
    name = "klaster"
    verbose_name = "Klaster dan aturan"

    def ready(self) -> None:
        register(check_data)
