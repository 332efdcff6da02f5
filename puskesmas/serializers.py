"""Shapes of the network's API: what is read from a request and what is answered."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from puskesmas.models import Pengguna, Penugasan, Unit
from puskesmas.models.pengguna import JenisPenugasan
from puskesmas.models.unit import JenisUnit, StatusUnit
from puskesmas.peran import Aksi, Peran


class TeksField(serializers.CharField):
    """Text and nothing else; DRF would also take a number."""

    default_error_messages = {"bukan_teks": "Bidang ini harus berupa teks."}

    def to_internal_value(self, data: Any) -> str:
        if not isinstance(data, str):
            self.fail("bukan_teks")
        return super().to_internal_value(data)


class IsianSerializer(serializers.Serializer[Any]):
    """Reads a request body; a field it does not know is a fault, not something to drop silently."""

    def to_internal_value(self, data: Any) -> Any:
        unknown = [nama[:60] for nama in data if nama not in self.fields] if isinstance(data, dict) else []
        if unknown:
            pesan = f'Bidang "{unknown[0]}" tidak dikenal.'
            raise serializers.ValidationError({unknown[0]: [pesan]}, code="bidang_tidak_dikenal")
        return super().to_internal_value(data)


class GalatRinciSerializer(serializers.Serializer[Any]):
    kode = serializers.CharField()
    bidang = serializers.CharField(allow_blank=True)
    pesan = serializers.CharField()


class GalatSerializer(serializers.Serializer[Any]):
    """Every error: what is wrong, where, what to do, and a stable code for machines."""

    kode = serializers.CharField()
    bidang = serializers.CharField(allow_blank=True)
    pesan = serializers.CharField()
    saran = serializers.CharField(allow_blank=True)
    rincian = GalatRinciSerializer(many=True, required=False)


class MasukSerializer(IsianSerializer):
    username = TeksField(max_length=150)
    password = TeksField(trim_whitespace=False)
    perangkat = TeksField(max_length=100, required=False, default="Perangkat", help_text="Nama HP atau sistemnya.")


class TokenSerializer(serializers.Serializer[Any]):
    token = serializers.CharField(help_text="Kirim sebagai Authorization: Token …; hanya ditampilkan sekali ini.")


class UnitRingkasSerializer(serializers.ModelSerializer[Unit]):
    jenis = serializers.ChoiceField(choices=JenisUnit.choices)

    class Meta:
        model = Unit
        fields = ["kode", "nama", "jenis"]


class UnitSerializer(serializers.ModelSerializer[Unit]):
    jenis = serializers.ChoiceField(choices=JenisUnit.choices)
    induk = serializers.CharField(source="induk.kode", default=None, allow_null=True, help_text="Kode unit di atasnya.")
    status = serializers.ChoiceField(choices=StatusUnit.choices)

    class Meta:
        model = Unit
        fields = ["kode", "nama", "jenis", "induk", "status"]


class PenugasanSerializer(serializers.ModelSerializer[Penugasan]):
    unit = UnitRingkasSerializer()
    peran = serializers.ChoiceField(choices=Peran.choices)
    jenis = serializers.ChoiceField(choices=JenisPenugasan.choices)
    klaster = serializers.CharField(source="klaster_id", allow_null=True)
    aksi = serializers.SerializerMethodField(help_text="Yang boleh dilakukan di unit ini dan bawahannya.")

    class Meta:
        model = Penugasan
        fields = ["unit", "peran", "jenis", "klaster", "sejak", "sampai", "aksi"]

    def get_aksi(self, penugasan: Penugasan) -> list[str]:
        return sorted(penugasan.aksi())


class SayaSerializer(serializers.ModelSerializer[Pengguna]):
    """One's own login: units, roles, and what they allow."""

    unit = serializers.SerializerMethodField()
    peran = serializers.SerializerMethodField()
    aksi = serializers.SerializerMethodField()
    penugasan = PenugasanSerializer(source="active_penugasan", many=True)

    class Meta:
        model = Pengguna
        fields = ["username", "nama", "unit", "peran", "aksi", "penugasan"]

    def get_unit(self, pengguna: Pengguna) -> list[str]:
        return list(dict.fromkeys(p.unit.kode for p in pengguna.active_penugasan()))

    def get_peran(self, pengguna: Pengguna) -> list[Peran]:
        return sorted({Peran(p.peran) for p in pengguna.active_penugasan()})

    def get_aksi(self, pengguna: Pengguna) -> list[Aksi]:
        return sorted({aksi for p in pengguna.active_penugasan() for aksi in p.aksi()})
