"""What must be true of the database and the files before the web starts.

`python -m ilp.prepare [statis] [demo | demo-gagal]`

One process for all of it, since loading Django takes longer than any of the steps. Exit code 10 says that the demo
should now be loaded.
"""

from __future__ import annotations

import os
import sys

import django
from django.core.management import call_command

LOAD_DEMO = 10


def main(words: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ilp.settings")
    django.setup()
    from ilp.muat import claim_demo, fail_demo  # noqa: PLC0415 models exist only after django.setup()
    from klaster.acuan import load_acuan  # noqa: PLC0415 the same

    if "demo-gagal" in words:
        fail_demo()
        return 0
    call_command("migrate", interactive=False, verbosity=0)
    load_acuan()
    if "statis" in words:
        call_command("collectstatic", interactive=False, verbosity=0)
    return LOAD_DEMO if "demo" in words and claim_demo() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
