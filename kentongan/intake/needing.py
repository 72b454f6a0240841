"""Which files are still needed: those to which a row of any room points, by the digest.

A picture may lie in several rooms: in a report, as the proof of a claim, with what a party handed
in, in a draft that somebody writes by message. A room above tells of itself by its columns: `file`
and `digest`, or, for pictures named within JSON, by `photos_in` on its model.
"""

from collections.abc import Collection, Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model, QuerySet


def needed(digests: Collection[str]) -> set[str]:
    """Return those of the digests to which anything still points (one statement a table)."""
    found: set[str] = set()
    for rows in _pictured():
        held = rows.filter(digest__in=digests).values_list("digest", flat=True)
        found.update(held)
    for rows, path in _drafted():
        missing = set(digests) - found
        found |= {each for each in missing if rows.filter(**_named(path, each)).exists()}
    return found


def _pictured() -> Iterator[QuerySet[Any]]:
    for model in apps.get_models():
        columns = {field.name for field in model._meta.concrete_fields}  # noqa: SLF001
        if {"file", "digest"} <= columns:
            rows = _rows(model).exclude(file="")
            yield rows.filter(erased_at=None) if "erased_at" in columns else rows


def _drafted() -> Iterator[tuple[QuerySet[Any], str]]:
    for model in apps.get_models():
        path = getattr(model, "photos_in", "")
        if path:
            yield _rows(model), path


def _rows(model: type[Model]) -> QuerySet[Any]:
    return model._default_manager.all()  # noqa: SLF001 - whatever the model is


def _named(path: str, digest: str) -> dict[str, Any]:
    return {f"{path}__contains": [{"digest": digest}]}
