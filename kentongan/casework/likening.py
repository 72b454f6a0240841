"""Likening what was stored before pictures were told apart: their likeness, read from the files.

Nobody's act and no news: nothing is recorded. It goes in small batches, each picture by itself, so
that it may be broken off and begun again; a file that is gone or cannot be read is passed over.
"""

from typing import Any, NamedTuple

from django.db.models import Manager

from kentongan.casework.models import PartyPhoto, Proof
from kentongan.intake.likening import likeness_of_file
from kentongan.intake.models import Photo
from kentongan.intake.photo_files import folder

Rows = Manager[Any]
BATCH = 100
PICTURED: tuple[Rows, ...] = (Photo.objects, PartyPhoto.objects, Proof.objects)


class Likened(NamedTuple):
    """Of the pictures without a likeness: how many got one, are too plain, or are unreadable."""

    filled: int = 0
    plain: int = 0
    unreadable: int = 0


def liken_stored() -> Likened:
    """Look at every picture without a likeness once; again as often as one likes."""
    counts = [0, 0, 0]
    for rows in PICTURED:
        after = 0
        while batch := _next(rows, after):
            for pk, file in batch:
                counts[_liken(rows, pk, file)] += 1
            after = batch[-1][0]
    return Likened(*counts)


def _next(rows: Rows, after: int) -> list[tuple[int, str]]:
    unlike = rows.filter(likeness=None, pk__gt=after)
    return list(unlike.order_by("pk").values_list("pk", "file")[:BATCH])


def _liken(rows: Rows, pk: int, file: str) -> int:
    """Keep one likeness; returns which of `Likened` it is."""
    try:
        likeness = likeness_of_file(folder() / file)
    except OSError:
        return 2
    if likeness is None:
        return 1
    rows.filter(pk=pk, likeness=None).update(likeness=likeness)
    return 0
