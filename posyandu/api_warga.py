"""People over the API. What is searched for travels in a body, never in an address; who was shown is noted."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.core.paginator import EmptyPage, Paginator
from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import generics, permissions, serializers
from rest_framework.exceptions import NotFound
from rest_framework.request import Request
from rest_framework.response import Response

from posyandu.models import Warga
from posyandu.nik import mask_nik, open_nik
from puskesmas.api import GALAT_DAFTAR, BolehAksi, DaftarView, Halaman, UnitTampakFilter, describe_page
from puskesmas.errors import DomainError
from puskesmas.jejak import log_read
from puskesmas.models import Pengguna, Unit
from puskesmas.peran import Aksi
from puskesmas.serializers import IsianSerializer, TeksField


class WargaSerializer(serializers.ModelSerializer[Warga]):
    jenis_kelamin = serializers.ChoiceField(choices=["L", "P"])
    unit = serializers.CharField(source="unit.kode", help_text="Kode posyandu tempat tinggalnya.")
    nik = serializers.SerializerMethodField(help_text="Disamarkan; kosong bila belum ada.")

    class Meta:
        model = Warga
        fields = ["id", "nama", "jenis_kelamin", "tanggal_lahir", "unit", "nik"]

    def get_nik(self, warga: Warga) -> str:
        return mask_nik(open_nik(warga.nik_sandi))


class CariSerializer(IsianSerializer):
    q = TeksField(min_length=2, max_length=150, help_text="Nama, nama ibu, 4 angka terakhir NIK, atau NIK lengkap.")
    unit = TeksField(max_length=40, required=False, allow_null=True, help_text="Kode unit; bawahannya ikut.")
    halaman = serializers.IntegerField(min_value=1, max_value=1_000_000, required=False, default=1)


class CariHasilSerializer(serializers.Serializer[Any]):
    jumlah = serializers.IntegerField(min_value=0)
    halaman = serializers.IntegerField(min_value=0)
    dari = serializers.IntegerField(min_value=0)
    hasil = WargaSerializer(many=True)


class WargaFilter(django_filters.FilterSet):
    unit = UnitTampakFilter(to_field_name="kode", method="below", help_text="Kode unit; bawahannya ikut.")

    class Meta:
        model = Warga
        fields: ClassVar[list[str]] = ["unit"]

    def below(self, queryset: QuerySet[Warga], name: str, unit: Unit) -> QuerySet[Warga]:
        del name
        return queryset.filter(unit__jalur__startswith=unit.jalur)


def list_warga(pengguna: Any) -> Any:
    """The people a user may see, aliases left out, by name."""
    return Warga.objects.visible_to(pengguna).pokok().select_related("unit").order_by("nama", "pk")


@extend_schema_view(
    get=extend_schema(operation_id="warga_daftar", responses={200: WargaSerializer(many=True), **GALAT_DAFTAR})
)
class WargaView(DaftarView[Warga]):
    """Warga di wilayah saya. Setiap orang yang tampil dicatat sebagai dibaca."""

    aksi = Aksi.LIHAT_ORANG
    serializer_class = WargaSerializer
    filterset_class = WargaFilter

    def get_queryset(self) -> QuerySet[Warga]:
        found: QuerySet[Warga] = list_warga(self.request.user)
        return found

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        answer = super().list(request, *args, **kwargs)
        if isinstance(request.user, Pengguna):
            log_read(pengguna=request.user, halaman="api-warga", warga=[row["id"] for row in answer.data["hasil"]])
        return answer


class CariWargaView(generics.GenericAPIView[Warga]):
    aksi = Aksi.LIHAT_ORANG
    permission_classes = [permissions.IsAuthenticated, BolehAksi]
    serializer_class = CariSerializer
    filter_backends = []

    @extend_schema(operation_id="warga_cari", responses={200: CariHasilSerializer, **GALAT_DAFTAR})
    def post(self, request: Request) -> Response:
        """Cari warga di wilayah saya. Kata pencarian tidak dicatat; orang yang tampil dicatat."""
        isian = CariSerializer(data=request.data)
        isian.is_valid(raise_exception=True)
        found = list_warga(request.user).search(isian.validated_data["q"])
        if kode := isian.validated_data.get("unit"):
            found = found.under(_visible_unit(request, kode))
        page = _page(found, isian.validated_data["halaman"])
        if isinstance(request.user, Pengguna):
            log_read(pengguna=request.user, halaman="api-warga-cari", warga=[warga.pk for warga in page])
        return Response({**describe_page(page), "hasil": WargaSerializer(page, many=True).data})


def _visible_unit(request: Request, kode: str) -> Unit:
    unit = Unit.objects.visible_to(request.user).filter(kode=kode).first()
    if unit is None:
        raise DomainError("unit_tidak_ditemukan", "Unit tidak ditemukan di wilayah Anda.", "unit", "Periksa kodenya.")
    return unit


def _page(found: QuerySet[Warga], halaman: int) -> Any:
    try:
        return Paginator(found, Halaman.page_size or 100).page(halaman)
    except EmptyPage as error:
        raise NotFound from error
