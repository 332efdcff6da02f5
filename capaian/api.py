"""API of achievement."""

from __future__ import annotations

from decimal import Decimal

from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework import permissions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from capaian.halaman.akses import open_access, top_units
from capaian.halaman.param import read_param, refuse
from capaian.hitung.pekan import Pekan
from capaian.lokal import find_jenis
from capaian.models import Capaian, CapaianQuerySet, StatusCapaian
from puskesmas.api import GALAT, BolehAksi, check_filters
from puskesmas.errors import DomainError
from puskesmas.models import Pengguna
from puskesmas.peran import Aksi
from puskesmas.serializers import GalatSerializer

SARINGAN = ("unit", "pekan", "indikator", "format")


class CapaianSerializer(serializers.ModelSerializer[Capaian]):
    """One figure. Rates are fractions of 1 except `persen`."""

    unit = serializers.CharField(source="unit.kode", help_text="Kode unit.")
    indikator = serializers.CharField(source="indikator_id", help_text="Kode indikator.")
    nama_indikator = serializers.CharField(source="indikator.nama", help_text="Juga milik indikator lokal kabupaten.")
    pekan = serializers.SerializerMethodField(help_text="Pekan ISO, mis. 2026-M46.")
    persen = serializers.SerializerMethodField(help_text="Pembilang per penyebut kali 100; null bila penyebut 0.")
    target = serializers.FloatField(allow_null=True, help_text="Angka pecahan: 0.8 berarti 80 %.")
    harapan = serializers.FloatField(allow_null=True, help_text="Banyaknya yang seharusnya sudah tercapai.")
    status = serializers.ChoiceField(choices=StatusCapaian.choices)

    class Meta:
        model = Capaian
        fields = [
            "unit",
            "indikator",
            "nama_indikator",
            "pekan",
            "pembilang",
            "penyebut",
            "persen",
            "tambahan_pekan",
            "target",
            "harapan",
            "status",
            "dihitung_pada",
        ]

    def get_pekan(self, row: Capaian) -> str:
        return Pekan(row.pekan).kode

    def get_persen(self, row: Capaian) -> float | None:
        return float(round(Decimal(100) * row.pembilang / row.penyebut, 2)) if row.penyebut else None


class CapaianView(APIView):
    """Capaian sepekan."""

    permission_classes = [permissions.IsAuthenticated, BolehAksi]
    aksi = Aksi.LIHAT_ANGKA

    @extend_schema(
        operation_id="capaian_daftar",
        parameters=[
            OpenApiParameter("unit", str, description="Kode unit. Tanpa ini: unit penugasan Anda."),
            OpenApiParameter(
                "pekan", str, description="Pekan ISO, mis. 2026-M46. Tanpa ini: pekan terakhir yang tutup."
            ),
            OpenApiParameter("indikator", str, description="Kode indikator. Tanpa ini: semua indikator."),
        ],
        responses={
            200: CapaianSerializer(many=True),
            **GALAT,
            404: OpenApiResponse(GalatSerializer, description="Unit tidak ada atau bukan untuk Anda."),
        },
    )
    def get(self, request: Request) -> Response:
        """Capaian satu pekan: unit sendiri, unit di atasnya, dan unit di sampingnya sebagai jumlah."""
        if not isinstance(request.user, Pengguna):
            raise DomainError("belum_masuk", "Anda belum masuk.", "", "Masuk dahulu, lalu coba lagi.", 401)
        check_filters(request, SARINGAN)
        rows = select_capaian(request.user, request)
        return Response(CapaianSerializer(rows, many=True).data)


def select_capaian(pengguna: Pengguna, request: Request) -> CapaianQuerySet:
    """The rows asked for, by unit and in the order of the indicators."""
    param = read_param(request._request.GET)
    kode = [param.unit] if param.unit else [unit.kode for unit in top_units(pengguna)]
    akses = [open_access(pengguna, satu) for satu in kode]
    pekan = akses[0].pekan(param.pekan)
    rows = Capaian.objects.totals_visible_to(pengguna).filter(unit__in=[satu.unit for satu in akses], pekan=pekan.senin)
    if param.indikator:
        if find_jenis(akses[0].unit.kabupaten_id, param.indikator) is None:
            raise refuse("indikator")
        rows = rows.filter(indikator_id=param.indikator)
    return rows.select_related("unit", "indikator").order_by("unit__jalur", "indikator__urutan", "indikator_id")
