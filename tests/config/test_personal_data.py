"""The record of processing is complete: every field is thought of, in code and in the document."""

import re
from pathlib import Path

from django.apps import apps
from django.db import models

from kentongan.casework.retention_rules import usual
from kentongan.config.personal_data import HARMLESS, PEOPLED, PERSONAL, personal_fields
from tests.conftest import moment

DOCUMENT = (Path(__file__).parents[2] / "docs" / "privacy.md").read_text(encoding="utf-8")
FREE = (
    models.TextField,
    models.JSONField,
    models.FloatField,
    models.CharField,
    models.BinaryField,
)


def free_fields() -> set[str]:
    """Every field into which somebody's words or whereabouts could get."""
    return {
        f"{model._meta.label}.{field.name}"
        for app in PEOPLED
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, FREE) and not field.choices
    }


def sealing(name: str) -> bool:
    return name.startswith(("journal.Seal", "mailroom.Style"))


def test_every_free_field_is_declared_personal_or_harmless() -> None:
    harmless = {f"{model}.{field}" for model, fields in HARMLESS.items() for field in fields}
    thought_of = personal_fields() | harmless
    assert {name for name in free_fields() if not sealing(name)} == thought_of
    assert not personal_fields() & harmless


def test_the_document_lists_exactly_the_fields_declared_and_what_they_hold() -> None:
    rows = re.findall(r"^\| `(\w+\.\w+\.\w+)` \| (\w+) \|", DOCUMENT, re.MULTILINE)
    declared = {
        (f"{model}.{field}", str(holds))
        for holds, found in PERSONAL.items()
        for model, fields in found.items()
        for field in fields
    }
    assert set(rows) == declared
    assert len(rows) == len(declared)


def test_the_document_prints_the_rules_in_force() -> None:
    rows = re.findall(r"^\| `(\w+)` \| (\d+) \| (.+) \|$", DOCUMENT, re.MULTILINE)
    rules = usual(moment("2026-11-01 00:00").date())
    assert set(rows) == {(str(r.kept), str(r.time.days), r.counted_from) for r in rules}
