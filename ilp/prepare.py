"""What must be true of the database before the web starts: `python -m ilp.prepare [demo | demo-gagal]`.

Exit code 10 says that the demo should now be loaded.
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

    if words == ["demo-gagal"]:
        fail_demo()
        return 0
    call_command("migrate", interactive=False, verbosity=0)
    load_acuan()
    return LOAD_DEMO if words == ["demo"] and claim_demo() else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
