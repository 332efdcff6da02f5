"""Whether what stands in this database is the demo; a page must say so, and only then."""

from __future__ import annotations

from django.db.models import Exists

from puskesmas.models import MuatDemo


def has_demo() -> bool:
    """One look at a table of at most one row. A load that did not reach its end has left nothing behind."""
    return MuatDemo.objects.filter(keadaan=MuatDemo.Keadaan.SIAP).exists()


def demo_exists() -> Exists:
    """The same look as part of another query."""
    return Exists(MuatDemo.objects.filter(keadaan=MuatDemo.Keadaan.SIAP))
