"""Linking: the numbers they gave to matters of ours, so that both sides name the same thing."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from kentongan.exchange.models import Crossing
from kentongan.exchange.reading import Row
from kentongan.journal.recording import record
from kentongan.people.models import User
from kentongan.places.directory import directory

NEEDED = ("reference", "number")


@dataclass(slots=True)
class Linked:
    """How the rows of a file of numbers fared; `refused` lists what contradicts what is known."""

    linked: int = 0
    known: int = 0
    refused: list[Row] = field(default_factory=list)


@transaction.atomic
def link(lines: Iterable[Row], *, by: User | None, at: datetime) -> Linked:
    """Keep their numbers for our matters; the same file twice changes nothing."""
    told = Linked()
    for line in lines:
        _link(line, told)
    city = ("city", directory().city.pk)
    counted = {"linked": told.linked, "known": told.known, "refused": len(told.refused)}
    record("exchange.numbers_linked", about=city, by=by, at=at, **counted)
    return told


def _link(line: Row, told: Linked) -> None:
    number, reference = line.get("number", "")[:60], line.get("reference", "")
    found = Crossing.objects.select_for_update(of=("self",))
    crossing = found.filter(service_request__filing__case__reference=reference).first()
    if crossing is None or not number:
        told.refused.append(line)
    elif crossing.number == number:
        told.known += 1
    elif crossing.number or Crossing.objects.filter(number=number).exists():
        told.refused.append(line)
    else:
        crossing.number = number
        crossing.save(update_fields=["number"])
        told.linked += 1
