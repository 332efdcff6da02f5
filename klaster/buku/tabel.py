"""Pages of tables: weight gain, blood pressure, contacts, development; of scores; and of immunisation doses."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any, Final

from klaster.buku.bukti import Kasus, choose, list_temuan, prove_temuan, show
from klaster.buku.halaman import Bagian, Butir, Entri, Halaman, Sel, Tabel, Tautan
from klaster.buku.isi import BULAN, Baris, Buku, find, kapital, masa
from klaster.buku.kalimat import write_untuk
from klaster.buku.kata import KELAS_TEKANAN
from klaster.buku.kurva import JENIS

SIAPA: Final = {"": "Semua", "L": "Laki-laki", "P": "Perempuan", "hamil": "Ibu hamil"}
AWAL: Final = {"hamil": "sejak hari pertama haid terakhir (HPHT)", "nifas": "sejak bersalin", "neonatal": "sejak lahir"}
STATUS: Final = {
    "diberi": "sudah diberikan",
    "waktunya": "sudah waktunya",
    "tertinggal": "tertinggal, dikejar",
    "terlalu_dini": "diberikan terlalu dini",
}
# Table -> how the derived values begin that it decides.
TURUNAN_TABEL: Final = {
    "kbm": ("huruf_timbang", "tidak_naik_2x"),
    "tekanan": ("td_kelas",),
    "kontak": ("kontak_",),
    "td": ("td_status", "td_waktunya", "ada_td"),
    "bias": ("bias_lengkap",),
}
NAMA: Final = {
    "kbm": (
        "Kenaikan berat minimal (KBM)",
        "Balita yang beratnya naik paling sedikit KBM mendapat huruf N, selainnya T.",
    ),
    "tekanan": ("Tekanan darah", "Salah satu batas tercapai sudah cukup; kelas tertinggi yang tercapai yang dipakai."),
    "kontak": (
        "Periksa hamil, nifas, dan bayi baru lahir",
        "Tiap pemeriksaan mengisi jendela pertama yang masih kosong.",
    ),
    "td": (
        "Imunisasi Td ibu hamil",
        "Dosis terakhir yang diketahui menentukan status T, juga bila yang sebelumnya lupa.",
    ),
    "bias": (
        "Imunisasi anak sekolah (BIAS)",
        "Menurut kelas dan bulan. Kelas tidak dicatat: umur yang dicapai anak pada tahun itu menggantikannya.",
    ),
    "perkembangan": (
        "Ceklis perkembangan",
        "Satu jawaban “tidak” membuat ceklis belum lengkap, dan bidan diberi tahu.",
    ),
}


def list_tabel(buku: Buku) -> list[Entri]:
    del buku
    return [Entri("tabel", kode, nama, ket) for kode, (nama, ket) in NAMA.items()]


def build_tabel(buku: Buku, kode: str) -> Halaman | None:
    if kode not in NAMA:
        return None
    nama, ket = NAMA[kode]
    return Halaman("tabel", kode, nama, ket, (), (*PENULIS[kode](buku), *_bukti_tabel(buku, kode)))


def _kbm(buku: Buku) -> list[Bagian]:
    """One row for months that are alike; where a setting decides, it is named in the row."""
    per_bulan: dict[int, list[Baris]] = {}
    for baris in buku.data["kbm"]:
        per_bulan.setdefault(int(baris["bulan"]), []).append(baris)
    sama = [
        (nilai, [bulan for bulan, _ in isi]) for nilai, isi in groupby(per_bulan.items(), lambda b: _kbm_of(buku, *b))
    ]
    rows = tuple(
        (Sel(_bulan(bulan)), *(Sel(f"{nilai[jk]} gram") for jk in range(2)), Sel(nilai[2], nilai[3]))
        for nilai, bulan in sama
    )
    return [
        Bagian("Gram", tabel=Tabel(("Umur penuh", *JENIS.values(), "Catatan"), rows)),
        _sumber(buku, _per_rentang(buku)),
    ]


def _per_rentang(buku: Buku) -> list[tuple[str, Baris]]:
    """Months in a row that share a source, as one row."""
    sama = groupby(buku.data["kbm"], lambda b: (b["jenis_kelamin"], b["sumber"], b["berlaku_sejak"]))
    semua = [(jk, list(baris)) for (jk, _, _), baris in sama]
    return [(f"{JENIS[jk].lower()} {_bulan([int(b['bulan']) for b in baris])}", baris[0]) for jk, baris in semua]


def _bulan(bulan: list[int]) -> str:
    return f"{bulan[0]} bulan" if len(bulan) == 1 else f"{bulan[0]}–{bulan[-1]} bulan"


def _kbm_of(buku: Buku, bulan: int, baris: list[Baris]) -> tuple[int, int, str, tuple[Tautan, ...]]:
    """Grams of boys and girls in force now, a note, and the settings that decide."""
    laki, perempuan = (buku.aturan.tabel.kbm[jk, bulan][0][1] for jk in JENIS)
    setelan = tuple(buku.link_setelan(b["gram"]) for b in baris if b["gram"] in buku.aturan.setelan)
    return laki, perempuan, "" if setelan else kapital(baris[0]["catatan"]), setelan


def _sumber(buku: Buku, semua: list[tuple[str, Baris]]) -> Bagian:
    """Each source once, with the rows that it is for."""
    per_sumber: dict[str, list[str]] = {}
    for nama, baris in semua:
        per_sumber.setdefault(f"{buku.source(baris).teks}; {masa(baris)}", []).append(nama)
    baris_sumber = tuple((Sel(sumber), Sel(", ".join(dict.fromkeys(nama)))) for sumber, nama in per_sumber.items())
    return Bagian("Sumber dan masa berlaku", tabel=Tabel(("Sumber", "Untuk baris"), baris_sumber))


def _tekanan(buku: Buku) -> list[Bagian]:
    kepala = ("Untuk", "Kelas", "Sistole mulai", "Diastole mulai")
    semua = buku.data["tekanan"]
    return [
        Bagian("Batas", tabel=Tabel(kepala, tuple(_baris_tekanan(buku, b) for b in semua))),
        _sumber(buku, [(_untuk_tekanan(buku, b).lower(), b) for b in semua]),
    ]


def _baris_tekanan(buku: Buku, baris: Baris) -> tuple[Sel, ...]:
    kode = baris["umur_maks"]
    return (
        Sel(_untuk_tekanan(buku, baris), (buku.link_setelan(kode),) if kode in buku.aturan.setelan else ()),
        Sel(KELAS_TEKANAN[baris["kelas"]]),
        Sel(baris["sistole"] or "tidak dipakai"),
        Sel(baris["diastole"] or "tidak dipakai"),
    )


def _untuk_tekanan(buku: Buku, baris: Baris) -> str:
    """ "Laki-laki, 7 tahun", "Semua, 13–17 tahun", "Ibu hamil"."""
    bawah, atas = baris["umur_min"], str(buku.aturan.setelan.get(baris["umur_maks"], baris["umur_maks"]))
    if not bawah:
        return SIAPA[baris["untuk"]]
    umur = f"{bawah} tahun ke atas" if not atas else f"{bawah} tahun" if atas == bawah else f"{bawah}–{atas} tahun"
    return f"{SIAPA[baris['untuk']]}, {umur}"


def _kontak(buku: Buku) -> list[Bagian]:
    baris = tuple(
        (
            Sel(b["nama"]),
            Sel(f"hari ke-{b['hari_min']} sampai ke-{b['hari_maks']} {AWAL[b['jenis']]}"),
            Sel(", ".join(b["isi"]).upper()),
            buku.source(b),
        )
        for b in buku.data["kontak"]
    )
    return [Bagian("Jendela", tabel=Tabel(("Jendela", "Hari", "Pemeriksaan", "Sumber"), baris))]


def _td(buku: Buku) -> list[Bagian]:
    baris = tuple(
        (
            Sel("", (buku.link_bidang(b["kode"]),)),
            Sel(f"{_lama(b['jeda'])} sesudah dosis sebelumnya" if "jeda" in b else "kapan saja"),
            Sel(f"T{ke}"),
            buku.source(b),
        )
        for ke, b in enumerate(buku.data["td"], 1)
    )
    return [Bagian("Dosis", tabel=Tabel(("Dosis", "Paling cepat", "Status", "Sumber"), baris))]


def _bias(buku: Buku) -> list[Bagian]:
    baris = tuple(
        (
            Sel("", (buku.link_bidang(b["kode"]),)),
            Sel(f"kelas {b['kelas']}{', perempuan' if b.get('jenis_kelamin') == 'P' else ''}"),
            Sel(f"{b['tahun']} tahun"),
            Sel(BULAN[b["bulan"] - 1]),
            buku.source(b),
        )
        for b in buku.data["bias"]
    )
    return [Bagian("Dosis", tabel=Tabel(("Dosis", "Kelas", "Umur yang dicapai tahun itu", "Bulan", "Sumber"), baris))]


def _perkembangan(buku: Buku) -> list[Bagian]:
    return [
        Bagian(b["nama"], ket=f"Sumber: {buku.source(b).teks}", butir=tuple(Butir(satu) for satu in b["butir"]))
        for b in buku.data["perkembangan"]
    ]


PENULIS: Final[Mapping[str, Callable[[Buku], list[Bagian]]]] = {
    "kbm": _kbm,
    "tekanan": _tekanan,
    "kontak": _kontak,
    "td": _td,
    "bias": _bias,
    "perkembangan": _perkembangan,
}


def _bukti_tabel(buku: Buku, kode: str) -> tuple[Bagian, ...]:
    if kode == "perkembangan":
        nama = {b["kode"]: b["nama"] for b in buku.data["perkembangan"]}

        def hasil(kasus: Kasus) -> Sel:
            return Sel(", ".join(nama[satu] for satu in kasus["perkembangan"]) or "tidak ada ceklis")

        kasus = choose(lambda satu: "perkembangan" in satu, lambda satu: False)
        return show(buku, kasus, "Ceklis yang dipakai", hasil)
    turunan = TURUNAN_TABEL[kode]
    temuan = [lini.jenis.kode for lini in buku.aturan.lini if _names(lini.jenis.syarat, turunan)]
    return prove_temuan(buku, temuan, ())


def _names(syarat: object, awal: tuple[str, ...]) -> bool:
    """Whether a condition asks for a derived value that begins so, at any depth."""
    if isinstance(syarat, Mapping):
        return str(syarat.get("turunan", "")).startswith(awal) or any(_names(anak, awal) for anak in syarat.values())
    return isinstance(syarat, list) and any(_names(anak, awal) for anak in syarat)


# ── Scores ───────────────────────────────────────────────────────────────────────────────────────────────────────────


def list_skor(buku: Buku) -> list[Entri]:
    return [Entri("skor", b["kode"], b["nama"], f"paling banyak {b['maksimum']}") for b in buku.data["skor"]]


def build_skor(buku: Buku, kode: str) -> Halaman | None:
    baris = next(iter(find(buku.data["skor"], kode)), None)
    if baris is None:
        return None
    mentah = {b["kode"]: b for b in buku.data["bidang"]}
    isi = [(Sel("", (buku.link_bidang(satu),)), Sel(_poin(mentah[satu]))) for satu in baris["bidang"]]
    isi += [(Sel(kapital(write_untuk(buku, t["untuk"]))), Sel(f"+{t['poin']}")) for t in baris.get("tambahan", ())]
    temuan = [lini.jenis.kode for lini in buku.aturan.lini if _scores(lini.jenis.syarat, kode)]
    return Halaman(
        jenis="skor",
        kode=kode,
        nama=baris["nama"],
        pembuka="Poin semua jawaban dijumlahkan. Yang belum dijawab tidak menambah poin.",
        ringkas=(
            ("Paling banyak", Sel(f"{baris['maksimum']} poin")),
            ("Dipakai oleh temuan", Sel("", list_temuan(buku, dict.fromkeys(temuan)))),
            ("Sumber", buku.source(baris)),
        ),
        bagian=(
            Bagian("Poin", tabel=Tabel(("Pertanyaan", "Poin"), tuple(isi))),
            *prove_temuan(buku, temuan, baris["bidang"]),
        ),
    )


def _scores(syarat: object, kode: str) -> bool:
    if isinstance(syarat, Mapping):
        return syarat.get("skor") == kode or any(_scores(anak, kode) for anak in syarat.values())
    return isinstance(syarat, list) and any(_scores(anak, kode) for anak in syarat)


def _poin(bidang: Mapping[str, Any]) -> str:
    poin = bidang.get("poin", {"ya": 1, "tidak": 0})
    kata = {**bidang.get("pilihan", {}), "ya": "ya", "tidak": bidang.get("pilihan", {}).get("tidak", "tidak")}
    return ", ".join(f"{kata[satu]} = {nilai}" for satu, nilai in poin.items())


# ── Immunisation ─────────────────────────────────────────────────────────────────────────────────────────────────────


def list_imunisasi(buku: Buku) -> list[Entri]:
    return [
        Entri("imunisasi", b["kode"], b["nama"], f"mulai {_lama(b['mulai'])}, tertinggal mulai {_lama(b['terlambat'])}")
        for b in buku.data["imunisasi"]
    ]


def build_imunisasi(buku: Buku, kode: str) -> Halaman | None:
    semua = find(buku.data["imunisasi"], kode)
    if not semua:
        return None
    kini = semua[0]
    sebelum = kini.get("sesudah")
    dipakai = kini.get("dipakai", 1)
    ringkas = [
        ("Diberikan mulai umur", Sel(_lama(kini["mulai"]))),
        ("Tertinggal mulai umur", Sel(_lama(kini["terlambat"]))),
        ("Tidak diberikan lagi mulai umur", Sel(_lama(kini["sampai"]))),
        ("Terlalu dini sebelum umur", Sel(_lama(kini["paling_dini"]))),
        ("Sesudah dosis", Sel("", (Tautan("imunisasi", sebelum, buku.nama[sebelum]),) if sebelum else ())),
        ("Jarak dari dosis itu", Sel(_lama(kini["jeda"]) if sebelum else "")),
        ("Jarak terlalu dini di bawah", Sel(_lama(kini["jeda_paling_dini"]) if sebelum else "")),
        ("Imunisasi dasar lengkap", Sel("termasuk" if kini.get("dasar") else "tidak termasuk")),
        ("Dipakai di sini", Sel("ya" if buku.resolve(dipakai) else "tidak", _setelan(buku, dipakai))),
        ("Sumber", buku.source(kini)),
        ("Berlaku", Sel(masa(kini))),
    ]
    return Halaman(
        jenis="imunisasi",
        kode=kode,
        nama=f"Imunisasi {kini['nama']}",
        pembuka="Dosis yang terlewat diteruskan, tidak diulang dari awal. Tanggal dosis dicatat dari Buku KIA.",
        ringkas=tuple((judul, sel) for judul, sel in ringkas if sel.teks or sel.tautan),
        bagian=_bukti_imunisasi(buku, kode),
    )


def _setelan(buku: Buku, nilai: object) -> tuple[Tautan, ...]:
    setelan = buku.setelan_of(nilai)
    return (setelan,) if setelan else ()


def _lama(lama: Mapping[str, int]) -> str:
    kata = [f"{lama[satuan]} {satuan}" for satuan in ("bulan", "hari") if lama.get(satuan)]
    return " ".join(kata) or "lahir"


def _bukti_imunisasi(buku: Buku, kode: str) -> tuple[Bagian, ...]:
    def ya(kasus: Kasus) -> bool:
        return any(satu == kode for satu, _ in kasus.get("imunisasi", ()))

    def hasil(kasus: Kasus) -> Sel:
        status = next((kata for satu, kata in kasus["imunisasi"] if satu == kode), None)
        return Sel(STATUS[status] if status else "tidak ada yang perlu dilakukan")

    return show(buku, choose(ya, lambda kasus: "imunisasi" in kasus), "Dosis ini", hasil)
