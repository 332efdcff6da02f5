"""A phone is enrolled, and says that it erased its people."""

from __future__ import annotations

from typing import Any, Final

from django.core.validators import RegexValidator
from django.utils import timezone
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework import permissions, serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from puskesmas.api import GALAT
from puskesmas.hp import Pendaftaran, enrol, note_wiped
from puskesmas.masuk_kode import check_kode
from puskesmas.models import Perangkat
from puskesmas.otentikasi import KirimPerangkat
from puskesmas.segel import public_key
from puskesmas.serializers import GalatSerializer, IsianSerializer, TeksField

DELAPAN_ANGKA: Final = RegexValidator(r"\A[0-9]{8}\Z", "Kode terdiri dari delapan angka.", "kode_tidak_sah")


class GantiSerializer(IsianSerializer):
    perangkat = serializers.UUIDField(help_text="HP yang sama pada pendaftaran sebelumnya.")
    token_kirim = TeksField(max_length=100, help_text="Bukti bahwa ini HP yang sama.")


class DaftarSerializer(IsianSerializer):
    kode = TeksField(validators=[DELAPAN_ANGKA], help_text="Kode sekali pakai, delapan angka.")
    nama = TeksField(max_length=100, required=False, default="HP", help_text="Nama HP.")
    ganti_dari = GantiSerializer(required=False, allow_null=True)


class PenggunaHPSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField()
    nama = serializers.CharField()
    username = serializers.CharField()
    peran = serializers.ListField(child=serializers.CharField())


class SegelSerializer(serializers.Serializer[Any]):
    id = serializers.CharField()
    kunci = serializers.CharField(help_text="Kunci umum P-256, titik mentah, base64url.")


class TerdaftarSerializer(serializers.Serializer[Any]):
    perangkat = serializers.UUIDField()
    token = serializers.CharField(help_text="Authorization: Token …; hanya ditampilkan sekali ini.")
    token_kirim = serializers.CharField(help_text="Authorization: Kirim …; hanya bisa mengirim.")
    pengguna = PenggunaHPSerializer()
    segel = SegelSerializer()
    jam_server = serializers.DateTimeField()


class DaftarHPView(APIView):
    authentication_classes = []
    permission_classes = [permissions.AllowAny]

    @extend_schema(
        operation_id="hp_daftar",
        auth=[],
        request=DaftarSerializer,
        responses={
            201: TerdaftarSerializer,
            400: GALAT[400],
            401: OpenApiResponse(GalatSerializer, description="Kode salah, sudah dipakai, atau kedaluwarsa."),
            429: OpenApiResponse(GalatSerializer, description="Terlalu banyak percobaan."),
        },
        tags=["hp"],
    )
    def post(self, request: Request) -> Response:
        """Tukar kode sekali pakai dengan token untuk satu HP."""
        isian = DaftarSerializer(data=request.data)
        isian.is_valid(raise_exception=True)
        kode, ganti = isian.validated_data["kode"], isian.validated_data.get("ganti_dari")
        check_kode(request._request, kode)
        hasil = enrol(kode=kode, nama=isian.validated_data["nama"], ganti=ganti)
        return Response(_describe(hasil), status=201, headers={"Cache-Control": "no-store"})


def _describe(hasil: Pendaftaran) -> dict[str, object]:
    pengguna = hasil.perangkat.pengguna
    return {
        "perangkat": hasil.perangkat.pk,
        "token": hasil.token,
        "token_kirim": hasil.token_kirim,
        "pengguna": {
            "id": pengguna.pk,
            "nama": pengguna.nama,
            "username": pengguna.username,
            "peran": sorted({satu.peran for satu in pengguna.active_penugasan()}),
        },
        "segel": public_key(),
        "jam_server": timezone.now(),
    }


class TerhapusView(APIView):
    authentication_classes = [KirimPerangkat]
    permission_classes = [permissions.IsAuthenticated]

    @extend_schema(
        operation_id="hp_terhapus",
        request=None,
        responses={
            204: None,
            401: GALAT[401],
            409: OpenApiResponse(GalatSerializer, description="HP ini tidak dicabut."),
        },
        tags=["hp"],
    )
    def post(self, request: Request) -> Response:
        """HP yang dicabut melapor bahwa data orang sudah dihapus."""
        assert isinstance(request.auth, Perangkat)  # noqa: S101  # KirimPerangkat lets nobody else in
        note_wiped(perangkat=request.auth)
        return Response(status=204)
