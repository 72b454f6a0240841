"""What stands in the form of one sheet: the fields of a report, and those that only paper has."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Self

from django.http import QueryDict

from kentongan.intake.models import Channel
from kentongan.intake.photographing import CleanPhoto
from kentongan.intake.report import Person, Report
from kentongan.paper.entering import Days
from kentongan.paper.hearing import told_by
from kentongan.paper.reading import address_of, read_day
from kentongan.places.directory import directory
from kentongan.toolbox.telephones import to_call
from kentongan.workdesk.telephone.spotting import spot
from kentongan.workdesk.telephone.taking_down import KindMissing
from kentongan.workdesk.telephone.typing import Typed

PLAIN = ("number", "received", "written", "rt", "rw", "anonim", "group", "hearing")
AGAIN = ("received", "kelurahan")
"""What stays for the next sheet: a pile comes from one place, on one day."""
LONGEST = 300


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it is being typed; `told` holds what every report has."""

    told: Typed
    number: str = ""
    received: str = ""
    written: str = ""
    rt: str = ""
    rw: str = ""
    anonim: str = ""
    group: str = ""
    """What was ticked on the sheet; the type is one of it."""
    hearing: str = ""

    @classmethod
    def read(cls, posted: QueryDict) -> Self:
        """Take the form as it was sent."""
        return cls(Typed.read(posted), **{n: posted.get(n, "")[:LONGEST] for n in PLAIN})

    @classmethod
    def kept(cls, draft: Mapping[str, str]) -> Self:
        """Take up again what `flat` handed to the draft."""
        return cls(Typed.kept(draft), **{name: draft.get(name, "") for name in PLAIN})

    def flat(self) -> dict[str, str]:
        """Return what is to be kept in the draft."""
        own = {name: getattr(self, name) for name in PLAIN}
        return {name: text for name, text in {**self.told.flat(), **own}.items() if text}

    def left(self) -> dict[str, str]:
        """Return what stays for the next sheet."""
        return {name: text for name, text in self.flat().items() if name in AGAIN}

    @property
    def days(self) -> Days:
        """The day it came and the day it was written.

        :raises NotADay: if one of them is none
        """
        return Days(read_day(self.received, "received"), read_day(self.written, "written"))

    def report(self, photos: tuple[CleanPhoto, ...] = ()) -> Report:
        """Return the report that the sheet is.

        :raises Unprocessable: if type or place are missing, or the number to call is none
        """
        told = self.told
        kind = told.service_type
        if kind is None:
            raise KindMissing(field="kind")
        where = spot(told)
        return Report(
            service_code=kind.code,
            words=told.words.strip(),
            channel=Channel.PAPER,
            point=where.point,
            located_by=where.located_by,
            kelurahan=where.kelurahan.code,
            address=address_of(told.address, self.rt, self.rw),
            person=self._person(),
            answers=told.own_answers,
            photos=photos,
            language=directory().profile.languages[0],
            is_anonymous=bool(self.anonim),
            is_confidential=bool(told.rahasia),
        )

    def _person(self) -> Person:
        return told_by(self.told.name.strip(), to_call(self.told.phone), self.hearing)
