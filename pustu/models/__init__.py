"""What the Pustu adds to the facts: decisions about findings, referrals, and what is due."""

from __future__ import annotations

from pustu.models.jatuh_tempo import JatuhTempo, UrutTempo
from pustu.models.rujukan import Rujukan
from pustu.models.tindak_lanjut import TindakLanjut
from pustu.models.unit import Pustu

__all__ = ["JatuhTempo", "Pustu", "Rujukan", "TindakLanjut", "UrutTempo"]
