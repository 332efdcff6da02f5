"""What phones and other systems send to the posyandu."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.gzip import gzip_page
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import permissions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from posyandu.models.kunjungan import Kanal
from posyandu.operasi import push
from posyandu.sinkron import PALING_BANYAK, receive
from posyandu.tarik import PALING_BANYAK as PALING_BANYAK_ORANG
from posyandu.tarik import pull
from puskesmas.api import GALAT, BolehAksi
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna, Perangkat
from puskesmas.otentikasi import DICABUT, KirimPerangkat, SesiHalaman, TokenPerangkat
from puskesmas.peran import Aksi
from puskesmas.serializers import GalatSerializer, IsianSerializer, TeksField


class KunjunganKirimSerializer(serializers.Serializer[object]):
    """One visit; a correction names the visit it replaces, a withdrawal names it too and says why in `batal`."""

    id = serializers.UUIDField(
        help_text="UUID yang dibuat pengirim; kiriman ulang dengan id dan isi sama tidak menggandakan."
    )
    warga = serializers.UUIDField(required=False)
    unit = serializers.CharField(required=False, max_length=40, help_text="Kode tempat pelayanan.")
    tanggal = serializers.DateField(required=False)
    kanal = serializers.ChoiceField(choices=Kanal.choices, required=False)
    pengukuran = serializers.DictField(required=False, help_text="Nilai per bidang; lihat buku aturan.")
    menggantikan = serializers.UUIDField(required=False, allow_null=True)
    batal = serializers.CharField(required=False, allow_null=True, max_length=200)
    dicatat_pada = serializers.DateTimeField(required=False, allow_null=True)
    diperiksa_oleh = serializers.CharField(required=False, allow_null=True, max_length=150)
    temuan_saat_entri = serializers.ListField(
        child=serializers.CharField(max_length=40), required=False, allow_null=True
    )
    diperiksa_ulang = serializers.ListField(
        child=serializers.CharField(max_length=40),
        required=False,
        allow_null=True,
        help_text="Kode bidang yang nilainya jarang terjadi dan sudah diperiksa ulang.",
    )


class SegelOperasiSerializer(serializers.Serializer[object]):
    kunci = serializers.CharField(help_text="Nama kunci server.")
    titik = serializers.CharField(help_text="Kunci sekali pakai HP, titik P-256 mentah, base64url.")
    iv = serializers.CharField()
    isi = serializers.CharField()


class OperasiKirimSerializer(serializers.Serializer[object]):
    """One operation of a phone, sealed (`segel`) or not (`jenis`, `skema`, `isi`, `pada`)."""

    id = serializers.UUIDField()
    urut = serializers.IntegerField(min_value=0)
    segel = SegelOperasiSerializer(required=False)
    jenis = serializers.CharField(required=False, max_length=30)
    skema = serializers.IntegerField(required=False, min_value=1)
    isi = serializers.DictField(required=False)
    pada = serializers.DateTimeField(required=False)
    ulang = serializers.BooleanField(
        required=False, help_text="Pernah diterima, dikirim lagi sesudah server dipulihkan."
    )


class SinkronKirimSerializer(serializers.Serializer[object]):
    """`kunjungan` alone, or `perangkat` with `operasi`."""

    kunjungan = KunjunganKirimSerializer(many=True, max_length=PALING_BANYAK, required=False)  # type: ignore[call-arg]  # the list takes it
    perangkat = serializers.UUIDField(required=False)
    operasi = OperasiKirimSerializer(many=True, max_length=PALING_BANYAK, required=False)  # type: ignore[call-arg]  # the list takes it


class HasilKunjunganSerializer(serializers.Serializer[object]):
    STATUS: ClassVar = ["diterima", "sudah_ada", "konflik", "ditahan", "ditolak", "coba_lagi"]

    id = serializers.CharField(allow_null=True)
    status = serializers.ChoiceField(choices=STATUS)
    kode = serializers.CharField(required=False)
    bidang = serializers.CharField(required=False)
    pesan = serializers.CharField(required=False)
    saran = serializers.CharField(required=False)
    temuan = serializers.ListField(child=serializers.CharField(), required=False)


class SinkronHasilSerializer(serializers.Serializer[object]):
    hasil = HasilKunjunganSerializer(many=True)
    urut_lengkap = serializers.IntegerField(required=False)
    lubang = serializers.ListField(child=serializers.IntegerField(), required=False)
    dicabut = serializers.BooleanField(required=False, help_text="HP ini dicabut: hapus data orang, lalu lapor.")
    jam_server = serializers.DateTimeField(required=False)


class BolehKirim(BolehAksi):
    """Those who record visits; and any phone by its sending token, because a revoked one is held, not refused."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        perangkat = request.auth
        if isinstance(perangkat, Perangkat) and perangkat.ditolak:
            return True
        return super().has_permission(request, view)


class SinkronView(APIView):
    """Kirim kunjungan atau operasi HP, paling banyak 100 sekali kirim; masing-masing dijawab sendiri."""

    authentication_classes = [TokenPerangkat, KirimPerangkat, SesiHalaman]
    permission_classes = [permissions.IsAuthenticated, BolehKirim]
    aksi = Aksi.CATAT_KUNJUNGAN

    @extend_schema(
        request=SinkronKirimSerializer,
        responses={200: SinkronHasilSerializer, 400: OpenApiResponse(description="Susunan kiriman salah.")},
        operation_id="sinkron",
        tags=["sinkron"],
    )
    def post(self, request: Request) -> Response:
        assert isinstance(request.user, Pengguna)  # noqa: S101  # BolehKirim lets nobody else in
        perangkat = request.auth if isinstance(request.auth, Perangkat) else None
        isi = _envelope(request.data)
        if "operasi" in isi:
            hp = _own(perangkat, isi)
            hasil = push(perangkat=hp, operasi=_items(isi, "operasi"))
            return Response({**hasil, "dicabut": hp.ditolak, "jam_server": timezone.now()})
        if perangkat is not None and perangkat.ditolak:
            raise DICABUT
        return Response(
            {"hasil": receive(petugas=request.user, perangkat=perangkat, kunjungan=_items(isi, "kunjungan"))}
        )


def _envelope(data: object) -> Mapping[str, object]:
    if not isinstance(data, dict):
        raise DomainError("harus_objek", "Kiriman harus berupa objek dengan bidang kunjungan atau operasi.", "")
    dikenal = {"perangkat", "operasi"} if "operasi" in data else {"kunjungan"}
    unknown = sorted(set(data) - dikenal)
    if unknown:
        raise DomainError("bidang_tidak_dikenal", f'Bidang "{unknown[0][:60]}" tidak dikenal.', unknown[0][:60])
    return data


def _own(perangkat: Perangkat | None, isi: Mapping[str, object]) -> Perangkat:
    """The phone that the token belongs to must be the one that numbered the operations."""
    if perangkat is None or isi.get("perangkat") != str(perangkat.pk):
        raise DomainError("perangkat_lain", "Kiriman ini bukan dari HP yang masuk.", "perangkat", "Daftarkan HP lagi.")
    return perangkat


def _items(isi: Mapping[str, object], nama: str) -> list[object]:
    """The list in the envelope; its items are read one by one, so that a bad one never blocks the others."""
    items = isi.get(nama)
    if not isinstance(items, list):
        raise DomainError("harus_daftar", f"Bidang {nama} harus berupa daftar.", nama)
    return items


class TarikSerializer(IsianSerializer):
    cursor = TeksField(max_length=20_000, allow_null=True, required=False, default=None)
    batas = serializers.IntegerField(min_value=1, max_value=PALING_BANYAK_ORANG, required=False, default=200)
    umum = TeksField(max_length=64, allow_null=True, required=False, default=None)


class TarikHasilSerializer(serializers.Serializer[object]):
    zaman = serializers.UUIDField()
    orang = serializers.ListField(child=serializers.DictField(), help_text="Satu dokumen utuh untuk tiap orang.")
    hapus = serializers.ListField(child=serializers.UUIDField())
    keluar = serializers.ListField(child=serializers.CharField(), help_text="Kode unit yang keluar dari wilayah.")
    umum = serializers.DictField(required=False)
    umum_etag = serializers.CharField()
    cursor = serializers.CharField()
    lagi = serializers.BooleanField()
    sisa = serializers.IntegerField(min_value=0)
    jam_server = serializers.DateTimeField()


@method_decorator(gzip_page, name="dispatch")  # a first download is megabytes of much the same words
class TarikView(APIView):
    permission_classes = [permissions.IsAuthenticated, BolehAksi]
    aksi = Aksi.CATAT_KUNJUNGAN

    @extend_schema(
        request=TarikSerializer,
        responses={
            200: TarikHasilSerializer,
            **GALAT,
            409: OpenApiResponse(GalatSerializer, description="Zaman baru: kirim dulu, lalu unduh semuanya."),
        },
        operation_id="sinkron_tarik",
        tags=["sinkron"],
    )
    def post(self, request: Request) -> Response:
        """Orang yang berubah sejak tarikan terakhir. Setiap orang yang tampil dicatat sebagai dibaca."""
        assert isinstance(request.user, Pengguna)  # noqa: S101  # BolehAksi lets nobody else in
        isian = TarikSerializer(data=request.data)
        isian.is_valid(raise_exception=True)
        hasil = pull(pengguna=request.user, **isian.validated_data)
        return Response({**hasil, "jam_server": timezone.now()}, headers={"Cache-Control": "no-store"})
