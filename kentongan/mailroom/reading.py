"""What letters quote, to be read out to whoever is told by voice: the officers' own words."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils.translation import gettext as _

from kentongan.casework.models import Disposition
from kentongan.mailroom.endings import REASONS
from kentongan.mailroom.models import Letter
from kentongan.mailroom.telling import WORDINGS

SPOKEN = ("question", "answer", "text")
"""Where a row holds an officer's words."""


def words_in(row: models.Model | None) -> str:
    """Return an officer's words."""
    return next((str(w) for w in (getattr(row, name, "") for name in SPOKEN) if w), "")


def quoted(letters: Iterable[Letter]) -> dict[int, list[str]]:
    """Return the sentences that each letter quotes, in the visitor's language.

    One statement for each kind of row, however many letters.
    """
    wanted: dict[Any, dict[int, Any]] = defaultdict(dict)
    for letter in letters:
        model, row = WORDINGS[letter.kind].quotes, letter.entry.particulars.get("row")
        if model and row:
            wanted[model][letter.pk] = row
    found = {model: model.objects.in_bulk(set(rows.values())) for model, rows in wanted.items()}
    return {
        pk: _sentences(found[model].get(row))
        for model, rows in wanted.items()
        for pk, row in rows.items()
    }


def _sentences(row: models.Model | None) -> list[str]:
    refused = [why(row.reason)] if isinstance(row, Disposition) and row.reason else []
    return [*refused, *filter(None, [words_in(row)])]


def why(reason: str) -> str:
    """Return in a sentence why a report was not taken up."""
    return _("The reason: %(reason)s.") % {"reason": REASONS[reason]}
