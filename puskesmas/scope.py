"""Who may reach which rows. The only scoping code of the product.

Every unit carries a materialised path (`jalur`, "/1/19/204/"), so "everything below" is one prefix test for every role
at every level. A model says in `scope_paths` how its rows reach a unit's path and in `scope_aksi` which action its rows
ask for; with no fitting assignment nothing is visible.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar, Self, TypeVar

from django.db import models
from django.db.models import Q

from puskesmas.peran import Aksi

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from puskesmas.models import Pengguna, Unit


class ScopedModel(models.Model):
    """A model whose rows belong to a unit: how they reach its path, and which action seeing them asks for."""

    scope_paths: ClassVar[tuple[str, ...]]
    scope_aksi: ClassVar[Aksi]

    class Meta:
        abstract = True


_M_co = TypeVar("_M_co", bound=ScopedModel, covariant=True)
_NOTHING = Q(pk__in=[])


def any_of(conditions: Iterable[Q]) -> Q:
    """OR of the conditions; nothing when there are none."""
    total: Q | None = None
    for condition in conditions:
        total = condition if total is None else total | condition
    return _NOTHING if total is None else total


def paths_of(user: Pengguna | AnonymousUser, aksi: Aksi) -> tuple[str, ...]:
    """Paths of the units below which `user` may do `aksi` today."""
    if not user.is_authenticated or not user.is_active:
        return ()
    return user.paths_for(aksi)


def kabupaten_of(user: Pengguna | AnonymousUser, aksi: Aksi) -> tuple[int, ...]:
    """Ids of the kabupaten in which `user` may do `aksi` somewhere."""
    if not user.is_authenticated or not user.is_active:
        return ()
    tugas = (satu for satu in user.active_penugasan() if aksi in satu.aksi())
    return tuple({satu.unit.kabupaten_id for satu in tugas if satu.unit.kabupaten_id is not None})


class ScopedQuerySet(models.QuerySet[_M_co]):
    """Rows that belong to a unit. Views and API start with `visible_to`, tasks with `under`."""

    def visible_to(self, user: Pengguna | AnonymousUser) -> Self:
        """Rows inside the subtree of an assignment that allows the model's own action."""
        return self.allowed_to(user, self.model.scope_aksi)

    def allowed_to(self, user: Pengguna | AnonymousUser, aksi: Aksi) -> Self:
        """Rows on which `user` may do `aksi`."""
        return self.filter(self._prefix(paths_of(user, aksi)))

    def under(self, unit: Unit) -> Self:
        """Rows of `unit` and of everything below it."""
        return self.filter(self._prefix((unit.jalur,)))

    def _prefix(self, paths: Iterable[str]) -> Q:
        return any_of(Q(**{f"{lookup}__startswith": path}) for path in paths for lookup in self.model.scope_paths)


class TotalsQuerySet(ScopedQuerySet[_M_co]):
    """Rows that hold counts, never names: a unit also sees the totals of its siblings and of the unit above."""

    def totals_visible_to(self, user: Pengguna | AnonymousUser) -> Self:
        """Own subtree, the unit above, and the units beside."""
        prefix = self.model.scope_paths[0].removesuffix("jalur")
        above = parents_of(user)
        around = Q(**{f"{prefix}induk_id__in": above}) | Q(**{f"{prefix}id__in": above})
        return self.filter(self._prefix(paths_of(user, Aksi.LIHAT_ANGKA)) | around)


def parents_of(user: Pengguna | AnonymousUser) -> tuple[int, ...]:
    """Ids of the units right above the user's own; a kabupaten has none, kabupaten do not see each other."""
    if not user.is_authenticated or not user.is_active:
        return ()
    units = (p.unit for p in user.active_penugasan())
    return tuple({u.induk_id for u in units if u.induk_id is not None and u.kabupaten_id not in (None, u.pk)})
