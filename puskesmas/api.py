"""API of the network: tokens of devices, who I am, units in scope."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any, ClassVar, Final, TypeVar, cast

import django_filters
from django.contrib.auth import authenticate, user_logged_in
from django.core.paginator import Page
from django.db.models import Model, QuerySet
from drf_spectacular.authentication import SessionScheme
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.plumbing import build_bearer_security_scheme_object
from drf_spectacular.utils import OpenApiResponse, extend_schema, extend_schema_view
from rest_framework import generics, permissions
from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import NotAuthenticated, NotFound
from rest_framework.pagination import PageNumberPagination
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from puskesmas.alamat import refuse_repeated
from puskesmas.errors import TANPA_TUGAS, DomainError
from puskesmas.masuk import SALAH, normalise_username
from puskesmas.models import Pengguna, Perangkat, Unit
from puskesmas.models.unit import JenisUnit
from puskesmas.otentikasi import TokenPerangkat
from puskesmas.peran import Aksi
from puskesmas.perangkat import issue_token, revoke
from puskesmas.serializers import GalatSerializer, MasukSerializer, SayaSerializer, TokenSerializer, UnitSerializer
from puskesmas.teks import normalise_password

_M = TypeVar("_M", bound=Model)
NOMOR: Final = re.compile("[0-9]{1,9}")

GALAT = {
    400: OpenApiResponse(GalatSerializer, description="Ada isian yang salah."),
    401: OpenApiResponse(GalatSerializer, description="Belum masuk, atau tokennya tidak berlaku."),
    403: OpenApiResponse(GalatSerializer, description="Tidak berhak."),
    410: OpenApiResponse(GalatSerializer, description="HP atau sistem ini dicabut."),
}


class TokenPerangkatSkema(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # the base registers untyped
    target_class = "puskesmas.otentikasi.TokenPerangkat"
    name = "TokenPerangkat"

    def get_security_definition(self, auto_schema: object) -> dict[str, Any]:
        del auto_schema
        return build_bearer_security_scheme_object("Authorization", "Token")


class KirimPerangkatSkema(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # the base registers untyped
    target_class = "puskesmas.otentikasi.KirimPerangkat"
    name = "KirimPerangkat"

    def get_security_definition(self, auto_schema: object) -> dict[str, Any]:
        del auto_schema
        return build_bearer_security_scheme_object("Authorization", "Kirim")


class SesiHalamanSkema(SessionScheme):  # type: ignore[no-untyped-call]  # the base registers untyped
    target_class = "puskesmas.otentikasi.SesiHalaman"


GALAT_DAFTAR = {**GALAT, 404: OpenApiResponse(GalatSerializer, description="Halaman itu tidak ada.")}


class BolehAksi(permissions.BasePermission):
    """The view names the action in `aksi`; a user who may do it nowhere is refused, elsewhere the queryset decides."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        aksi: Aksi = view.aksi  # type: ignore[attr-defined]  # every view with this permission has it
        if not isinstance(request.user, Pengguna):
            return False
        if not request.user.active_penugasan():
            raise TANPA_TUGAS
        return bool(request.user.paths_for(aksi))


def check_filters(request: Request, dikenal: Collection[str]) -> None:
    """A filter that is not known or stands there twice is a fault, since ignoring it would answer with too much."""
    for nama in request.query_params:
        if nama not in dikenal:
            raise DomainError("saringan_tidak_dikenal", f'Saringan "{nama[:60]}" tidak dikenal.', nama[:60])
    refuse_repeated(request.query_params)


def describe_page(page: Page[Any]) -> dict[str, int]:
    """The counts that stand beside the rows of a page."""
    return {"jumlah": page.paginator.count, "halaman": page.number, "dari": page.paginator.num_pages}


class Halaman(PageNumberPagination):
    """`?halaman=2`; a page holds at most 100 rows."""

    page_query_param = "halaman"
    page_query_description = "Halaman ke berapa, mulai dari 1."
    page_size = 100
    last_page_strings = ()

    def get_page_number(self, request: Request, paginator: Any) -> int | str:
        """Plain digits: `int()` would also read those of other scripts."""
        nomor = super().get_page_number(request, paginator)
        if not NOMOR.fullmatch(str(nomor)):
            raise NotFound
        return nomor

    def get_paginated_response(self, data: Any) -> Response:
        return Response({**describe_page(cast("Page[Any]", self.page)), "hasil": data})

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        whole = {"type": "integer", "minimum": 0}
        return {
            "type": "object",
            "required": ["jumlah", "halaman", "dari", "hasil"],
            "properties": {"jumlah": whole, "halaman": whole, "dari": whole, "hasil": schema},
        }


class DaftarView(generics.ListAPIView[_M]):
    """A paged list that refuses the filters it does not know."""

    permission_classes = [permissions.IsAuthenticated, BolehAksi]
    pagination_class = Halaman
    filterset_class: ClassVar[type[django_filters.FilterSet]]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        check_filters(request, {*self.filterset_class.base_filters, "halaman", "format"})


class TokenView(APIView):
    authentication_classes = [TokenPerangkat]
    permission_classes = [permissions.AllowAny]

    def get_authenticators(self) -> list[BaseAuthentication]:
        """Who logs in anew is nobody yet, whatever token still hangs on the request."""
        if self.request is not None and self.request.method == "POST":
            return []
        return super().get_authenticators()

    @extend_schema(
        operation_id="token_buat",
        auth=[],
        request=MasukSerializer,
        responses={
            200: TokenSerializer,
            400: GALAT[400],
            401: OpenApiResponse(GalatSerializer, description="Nama pengguna atau kata sandi salah."),
            429: OpenApiResponse(GalatSerializer, description="Terlalu banyak percobaan."),
        },
    )
    def post(self, request: Request) -> Response:
        """Tukar nama pengguna dan kata sandi dengan token untuk satu perangkat."""
        isian = MasukSerializer(data=request.data)
        isian.is_valid(raise_exception=True)
        pengguna = log_in(request, isian.validated_data["username"], isian.validated_data["password"])
        _, token = issue_token(pengguna=pengguna, nama=isian.validated_data["perangkat"])
        return Response({"token": token}, headers={"Cache-Control": "no-store"})

    @extend_schema(operation_id="token_cabut", request=None, responses={204: None, 401: GALAT[401]})
    def delete(self, request: Request) -> Response:
        """Cabut token perangkat yang memanggil."""
        if not isinstance(request.auth, Perangkat):
            raise NotAuthenticated
        revoke(perangkat=request.auth)
        return Response(status=204)


def log_in(request: Request, username: str, password: str) -> Pengguna:
    """The user behind name and password; failures count towards the lock-out, a success clears them."""
    inner = request._request
    pengguna = authenticate(request=inner, username=normalise_username(username), password=normalise_password(password))
    if not isinstance(pengguna, Pengguna):
        raise DomainError("masuk_gagal", SALAH, "", "Periksa keduanya, lalu coba lagi.", 401)
    user_logged_in.send(sender=Pengguna, request=inner, user=pengguna)
    return pengguna


class SayaView(APIView):
    @extend_schema(operation_id="saya", responses={200: SayaSerializer, 401: GALAT[401]})
    def get(self, request: Request) -> Response:
        """Siapa saya, unit dan peran saya, dan yang boleh saya lakukan."""
        if not isinstance(request.user, Pengguna):
            raise NotAuthenticated
        return Response(SayaSerializer(request.user).data)


class UnitTampakFilter(django_filters.ModelChoiceFilter):
    """A unit by its code; one outside the user's scope is as unknown as one that does not exist."""

    def get_queryset(self, request: Request) -> QuerySet[Unit]:
        return Unit.objects.visible_to(request.user)


class UnitFilter(django_filters.FilterSet):
    jenis = django_filters.ChoiceFilter(choices=JenisUnit.choices, help_text="Jenis unit.")
    induk = UnitTampakFilter(to_field_name="kode", help_text="Kode unit yang langsung di atasnya.")

    class Meta:
        model = Unit
        fields: ClassVar[list[str]] = ["jenis", "induk"]


@extend_schema_view(
    get=extend_schema(operation_id="unit_daftar", responses={200: UnitSerializer(many=True), **GALAT_DAFTAR})
)
class UnitView(DaftarView[Unit]):
    """Unit di wilayah saya."""

    aksi = Aksi.LIHAT_UNIT
    serializer_class = UnitSerializer
    filterset_class = UnitFilter

    def get_queryset(self) -> QuerySet[Unit]:
        return Unit.objects.visible_to(self.request.user).select_related("induk").order_by("jalur")
