"""The web process loads what every request needs before it forks: the first request does not wait for it, the workers
share its memory, and the collector of garbage does not walk through it again and again."""

from __future__ import annotations

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from klaster.aturan import muat_aturan

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ilp.settings")

application = get_wsgi_application()
import_module(settings.ROOT_URLCONF)
muat_aturan()
gc.collect()
gc.freeze()
