"""What may be said of a matter in a letter to somebody at work.

A letter leaves the house: of what is confidential it holds the number and the deadline alone.
"""

from collections.abc import Iterator, Mapping

from kentongan.casework.models import Deadline
from kentongan.catalogue.shelf import shelf
from kentongan.mailroom.memos import MEMOS
from kentongan.mailroom.minding import Told
from kentongan.mailroom.spelling import in_full, named
from kentongan.places.directory import directory


def line(told: Told, language: str) -> str:
    """Return what stands for a matter in a letter about many."""
    facts = facts_of(told, language)
    parts = (str(MEMOS[told.entry.kind].brief), *_kept(facts, "type", "place", "due"))
    return f"- {facts['reference']}: {' · '.join(parts)}"


def _kept(facts: Mapping[str, str], *names: str) -> Iterator[str]:
    return (facts[name] for name in names if name in facts)


def facts_of(told: Told, language: str) -> dict[str, str]:
    """Number, moment, deadline; type and kelurahan only of what may be said outside the desk."""
    entry, case, row = told
    assert case is not None  # noqa: S101  # `_known` keeps only those with a case
    facts = {"reference": case.reference, "when": in_full(entry.at, language)}
    kind = shelf().types[case.service_type_id]
    if not (case.is_confidential or case.is_oversight or kind.is_private):
        place = directory().jurisdictions[case.jurisdiction_id]
        facts |= {"type": named(kind.names, language), "place": place.name}
    due = row.due_at if isinstance(row, Deadline) else case.due_at
    return facts | ({"due": in_full(due, language)} if case.is_open else {})
