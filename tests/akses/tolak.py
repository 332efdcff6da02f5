"""What a refusal of the API looks like."""

from __future__ import annotations

import re
from typing import Any

from tests.arsitektur import english_words

GALAT = {"kode", "bidang", "pesan", "saran"}


def assert_refused(answer: Any, *status: int) -> dict[str, Any]:
    """4xx with a body in the product's one form, in Indonesian."""
    assert 400 <= answer.status_code < 500, answer.content[:300]
    assert answer.status_code in (status or range(400, 500)), answer.content[:300]
    body: dict[str, Any] = answer.json()
    assert body.keys() >= GALAT, body
    assert body["kode"]
    assert body["pesan"]
    assert foreign_words(body) == []
    return body


def foreign_words(galat: dict[str, Any]) -> list[str]:
    """English words in a refusal; what was sent is quoted in it and does not count."""
    return english_words(re.sub(r'"[^"]*"', "", f"{galat['pesan']} {galat['saran']}"))
