"""Database triggers that hold what no code path may break."""

from __future__ import annotations

import pgtrigger


def only_posyandu(column: str = "posyandu_id") -> pgtrigger.Trigger:
    """Refuse a reference to a unit that is not a posyandu."""
    return pgtrigger.Trigger(
        name=f"hanya_posyandu_{column.removesuffix('_id')}",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf(column),  # type: ignore[no-untyped-call]  # pgtrigger leaves it untyped
        declare=[("jenis_unit", "TEXT")],
        func=f"""
            SELECT jenis INTO jenis_unit FROM puskesmas_unit WHERE id = NEW.{column};
            IF jenis_unit IS DISTINCT FROM 'posyandu' THEN
                RAISE EXCEPTION 'unit % bukan posyandu', NEW.{column} USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,  # noqa: S608 - the column is named in our own models
    )


def never_deleted() -> pgtrigger.Trigger:
    """Rows stay for ever; states say what became of them."""
    return pgtrigger.Protect(name="tidak_dihapus", operation=pgtrigger.Delete)
