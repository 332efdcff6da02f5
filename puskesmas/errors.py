"""One error for people: what is wrong, where, what to do; with a machine code beside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(eq=False)  # an exception must stay hashable
class DomainError(Exception):
    """A refused change. `kode` is for machines and stays; `pesan` and `saran` are for people; `status` is HTTP's."""

    kode: str
    pesan: str
    bidang: str = ""
    saran: str = ""
    status: int = 400

    def __str__(self) -> str:
        return f"{self.kode}: {self.pesan}"

    def as_dict(self) -> dict[str, str]:
        return {"kode": self.kode, "bidang": self.bidang, "pesan": self.pesan, "saran": self.saran}


TANPA_TUGAS = DomainError(
    "tanpa_tugas",
    "Anda belum ditugaskan di unit mana pun.",
    "",
    "Hubungi administrator kabupaten di Dinas Kesehatan dan sebutkan nama pengguna Anda.",
    403,
)
