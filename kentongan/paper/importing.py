"""Importing: sheets typed elsewhere, each by the same verb, and row by row what could not be taken.

Nothing of a row that was refused is kept: the file is corrected and read again, and what was
entered before is known.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from kentongan.intake.models import Channel
from kentongan.intake.report import Person, Report
from kentongan.journal.recording import record
from kentongan.paper.entering import Days, enter
from kentongan.paper.hearing import HEARD, Hearing, told_by
from kentongan.paper.holding import AlreadyEntered, find_form, see_free
from kentongan.paper.kinds import kind_of
from kentongan.paper.models import PaperEnd
from kentongan.paper.reading import YES, Row, address_of, read_day
from kentongan.people.models import User
from kentongan.places.directory import directory
from kentongan.places.naming import find_places
from kentongan.toolbox.refusals import Refusal, Unprocessable
from kentongan.toolbox.telephones import to_call


class NoKelurahan(Unprocessable):
    code = "no_kelurahan"
    sentence = _("There is no kelurahan of this name, or several.")


@dataclass(frozen=True, slots=True)
class Left:
    """A row that was not taken: its line in the file, its number as it stands there, and why."""

    line: int
    number: str
    why: str | Promise


@dataclass(frozen=True, slots=True)
class Taken:
    """How the rows of a file fared."""

    entered: list[PaperEnd] = field(default_factory=list)
    known: list[Left] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


def take_file(found: Iterable[tuple[int, Row]], *, by: User, at: datetime) -> Taken:
    """Enter the sheets of a file, each in a transaction of its own."""
    taken = Taken()
    for line, row in found:
        number = row.get("number", "")[:40]
        try:
            taken.entered.append(_enter(row, by=by, at=at))
        except AlreadyEntered as again:
            taken.known.append(Left(line, number, again.sentence))
        except Refusal as refusal:
            taken.left.append(Left(line, number, refusal.said))
    _conclude(taken, by=by, at=at)
    return taken


def _enter(row: Row, *, by: User, at: datetime) -> PaperEnd:
    form = find_form(row.get("number", ""))
    see_free(form)  # what is known is not judged by what its row lacks
    received = read_day(row.get("received", ""), "received")
    days = Days(received, read_day(row.get("written", ""), "written"))
    return enter(form, report_of(row), days, by=by, at=at)


@transaction.atomic
def _conclude(taken: Taken, *, by: User, at: datetime) -> None:
    told = {"entered": len(taken.entered), "known": len(taken.known), "left": len(taken.left)}
    record("paper.imported", about=("user", by.pk), by=by, at=at, **told)


def report_of(row: Row) -> Report:
    """Return the report that a row is.

    :raises NoKind: if nothing of ours stands for its type
    :raises NoKelurahan: if the place is none of this city, or not one alone
    :raises NumberUnusable: if what stands for a number is none
    """
    kind = kind_of(row.get("kind") or row.get("group", ""), row.get("words", ""))
    return Report(
        service_code=kind.code,
        words=row.get("words", ""),
        channel=Channel.PAPER,
        kelurahan=_kelurahan(row.get("kelurahan", "")),
        address=address_of(row.get("address", ""), row.get("rt", ""), row.get("rw", "")),
        person=_person(row),
        language=directory().profile.languages[0],
        is_anonymous=row.get("anonim", "").lower() in YES,
        is_confidential=row.get("rahasia", "").lower() in YES,
    )


def _person(row: Row) -> Person:
    phone = to_call(row.get("phone", ""))
    heard = HEARD.get(row.get("hearing", "").strip().casefold(), Hearing.SMS)
    return told_by(row.get("name", "")[:120], phone, heard)


def _kelurahan(said: str) -> str:
    if said in directory().by_code:
        return said
    found = {each.place.code for each in find_places(said) if each.kind == "kelurahan"}
    if len(found) != 1:
        raise NoKelurahan(field="kelurahan")
    return found.pop()
