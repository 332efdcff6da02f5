"""What phones and other systems send to the posyandu."""

from __future__ import annotations

from typing import ClassVar

from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from posyandu.models.kunjungan import Kanal
from posyandu.sinkron import PALING_BANYAK, receive
from puskesmas.errors import DomainError
from puskesmas.models import Perangkat
from puskesmas.peran import Aksi


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


class SinkronKirimSerializer(serializers.Serializer[object]):
    kunjungan = KunjunganKirimSerializer(many=True, max_length=PALING_BANYAK)  # type: ignore[call-arg]  # the list takes it


class HasilKunjunganSerializer(serializers.Serializer[object]):
    STATUS: ClassVar = ["diterima", "sudah_ada", "konflik", "ditahan", "ditolak", "coba_lagi"]

    id = serializers.CharField(allow_null=True)
    status = serializers.ChoiceField(choices=STATUS)
    kode = serializers.CharField(required=False)
    bidang = serializers.CharField(required=False)
    pesan = serializers.CharField(required=False)
    saran = serializers.CharField(required=False)
    temuan = serializers.ListField(child=serializers.CharField())


class SinkronHasilSerializer(serializers.Serializer[object]):
    hasil = HasilKunjunganSerializer(many=True)


class SinkronView(APIView):
    """Kirim kunjungan, paling banyak 100 sekali kirim; tiap kunjungan dijawab sendiri."""

    @extend_schema(
        request=SinkronKirimSerializer,
        responses={200: SinkronHasilSerializer, 400: OpenApiResponse(description="Susunan kiriman salah.")},
        operation_id="sinkron",
        tags=["sinkron"],
    )
    def post(self, request: Request) -> Response:
        if not request.user.is_authenticated or not request.user.paths_for(Aksi.CATAT_KUNJUNGAN):
            raise PermissionDenied
        perangkat = request.auth if isinstance(request.auth, Perangkat) else None
        return Response({"hasil": receive(petugas=request.user, perangkat=perangkat, kunjungan=_items(request.data))})


def _items(data: object) -> list[object]:
    """The list in the envelope; its items are read one by one, so that a bad one never blocks the others."""
    if not isinstance(data, dict):
        raise DomainError("harus_objek", "Kiriman harus berupa objek dengan bidang kunjungan.", "")
    unknown = sorted(set(data) - {"kunjungan"})
    if unknown:
        raise DomainError("bidang_tidak_dikenal", f'Bidang "{unknown[0][:60]}" tidak dikenal.', unknown[0][:60])
    items = data.get("kunjungan")
    if not isinstance(items, list):
        raise DomainError("harus_daftar", "Bidang kunjungan harus berupa daftar.", "kunjungan")
    return items
