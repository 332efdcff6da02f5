from __future__ import annotations

import pytest
from django.test import Client


@pytest.mark.django_db
def test_it_names_each_dependency_without_login() -> None:
    answer = Client().get("/sehat/")
    assert answer.status_code == 200
    assert answer.json()["basis_data"] == answer.json()["antrean"] == "siap"


@pytest.mark.django_db
def test_it_refuses_to_be_written_to() -> None:
    assert Client().post("/sehat/").status_code == 405
