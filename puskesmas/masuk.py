"""Logging in and out, on pages."""

from __future__ import annotations

import unicodedata
from typing import Any

from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError

from puskesmas.teks import normalise_password

SALAH = "Nama pengguna atau kata sandi salah."
PALING_PANJANG = 150
"""Characters of a user name; a longer one is nobody's, and does not fit the ledger of failed logins."""


def normalise_username(username: str) -> str:
    """Names of users are kept in small letters."""
    return unicodedata.normalize("NFC", username).strip().lower()


class FormMasuk(AuthenticationForm):
    """One sentence for every failure, so that nobody learns which names exist."""

    error_messages = {"invalid_login": SALAH, "inactive": SALAH}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Nama pengguna"
        self.fields["password"].label = "Kata sandi"
        for field in self.fields.values():
            field.error_messages["required"] = "Bidang ini wajib diisi."

    def clean_username(self) -> str:
        username = normalise_username(self.cleaned_data["username"])
        if len(username) > PALING_PANJANG:
            raise ValidationError(SALAH, "invalid_login")
        return username

    def clean_password(self) -> str:
        return normalise_password(self.cleaned_data["password"])


class Masuk(LoginView):
    http_method_names = ["get", "head", "post", "options"]  # Django's forms would take PUT as POST
    form_class = FormMasuk
    template_name = "masuk.html"
    redirect_authenticated_user = True

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        contoh = {"akun_contoh": settings.AKUN_CONTOH, "sandi_contoh": settings.SANDI_CONTOH}
        return super().get_context_data(**kwargs) | contoh


class Keluar(LogoutView):
    http_method_names = ["post", "options"]
