"""A gunicorn configuration that switches idempotency off, to show that the checks can turn red.

Only the chaos run names it, for the web processes of its own throw-away stack: there receipts are not asked, and every
visit gets an id of the server's own, as in a server that trusts the network.
"""

from __future__ import annotations

import uuid
from dataclasses import replace


def post_worker_init(worker: object) -> None:
    """Called by gunicorn in each of its processes."""
    del worker
    from posyandu import operasi  # noqa: PLC0415  # gunicorn reads this file before django.setup()
    from posyandu.kiriman import Kiriman, parse_kiriman  # noqa: PLC0415  # the same
    from posyandu.models import TerimaOperasi  # noqa: PLC0415  # the same
    from posyandu.operasi_jenis import Pengirim  # noqa: PLC0415  # the same

    receipt = operasi._receipt

    def parse_anew(isi: object) -> Kiriman:
        return replace(parse_kiriman(isi), id=uuid.uuid4())

    def receipt_anew(kirim: Pengirim, selesai: operasi.Selesai) -> TerimaOperasi:
        baris = receipt(kirim, selesai)
        baris.pk = uuid.uuid4()
        return baris

    vars(operasi).update(parse_kiriman=parse_anew, _receipt=receipt_anew, _receipts=lambda _: {})
