"""Django refuses to start on data files that are not in order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error

from klaster.berkas import read_data
from klaster.data_check import find_faults


def check_data(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    try:
        cacat = find_faults(read_data())
    except (OSError, KeyError, ValueError) as galat:
        cacat = [f"berkas tidak dapat dibaca: {galat}"]
    return [Error(satu, hint="Perbaiki berkas di klaster/data/.", id="klaster.E001") for satu in cacat]
