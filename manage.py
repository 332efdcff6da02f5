#!/usr/bin/env python
"""Django's command line. `./run manage …` calls it with the servers and secrets it needs."""

from __future__ import annotations

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ilp.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"ILP tidak bisa mulai: {error}")


if __name__ == "__main__":
    main()
