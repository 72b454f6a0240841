"""What is said at play: texts from the pack, places near its centres, people who do not exist."""

import random
from dataclasses import dataclass

from kentongan.casework.models import Case
from kentongan.catalogue.shelf import shelf
from kentongan.cities.packs.facts import DemoReportFacts, PackFacts
from kentongan.intake.models import Channel, LocatedBy
from kentongan.intake.report import Person, Report
from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction
from kentongan.toolbox.geometry import Point, distance

FIRST = ("Siti", "Budi", "Rina", "Agus", "Dewi", "Hendra", "Maya", "Joko", "Lilis", "Wawan")
NEAR = 700.0
"""Metres at which a landmark still says where something is."""
SPREAD = 0.006
"""Degrees around a landmark or a kelurahan's centre, some 600 m."""


@dataclass
class Script:
    """Draws reports and answers for one city."""

    pack: PackFacts
    chance: random.Random

    def __post_init__(self) -> None:
        self.group_of = {kind.code: kind.group for kind in self.pack.service_types}

    def report(self) -> Report:
        """Draw one report: what, where and who."""
        fact: DemoReportFacts = self.chance.choice(self.pack.demo.reports)
        point, address, code = self._place()
        is_named = self.chance.random() < 0.55
        name = f"{self.chance.choice(FIRST)} {self.chance.choice('ABDHKMNRSTW')}."
        return Report(
            service_code=fact.service_type,
            words=fact.text,
            channel=Channel.WEB if self.chance.random() < 0.8 else Channel.OPEN311,
            point=point,
            located_by=self.chance.choice((LocatedBy.MAP, LocatedBy.DEVICE)),
            kelurahan=code,
            address=address,
            person=Person(name=name, email="warga@contoh.invalid") if is_named else Person(),
            answers={key: _listed(value) for key, value in fact.answers.items()},
        )

    def echo(self, case: Case) -> Report:
        """Draw somebody else's report of a case that is known, at the same place."""
        told = case.filings.select_related("service_request").order_by("pk")[0].service_request
        point = Point(case.lat, case.lon) if case.lat is not None and case.lon is not None else None
        return Report(
            service_code=case.service_type.code,
            words=told.words,
            channel=Channel.WEB,
            point=point,
            kelurahan="" if point else case.jurisdiction.code,
            answers=told.answers,
        )

    def _place(self) -> tuple[Point | None, str, str]:
        known = directory()
        if self.chance.random() < 0.45 and known.landmarks:
            mark = self.chance.choice(known.landmarks)
            return (
                self._inside(known.jurisdictions[mark.jurisdiction_id], mark.lat, mark.lon),
                (f"dekat {mark.name}"),
                "",
            )
        place = self.chance.choice(known.kelurahan)
        if self.chance.random() < 0.12:
            return None, "", place.code
        return self._inside(place, place.lat, place.lon), "", ""

    def _inside(self, place: Jurisdiction, lat: float, lon: float) -> Point:
        """A point near by that lies in the city; the kelurahan's centre if none is found."""
        for _ in range(20):
            point = Point(
                round(lat + self.chance.gauss(0, SPREAD / 2), 6),
                round(lon + self.chance.gauss(0, SPREAD / 2), 6),
            )
            if directory().holding(point):
                return point
        return Point(place.lat, place.lon)

    def words(self, service_code: str, kind: str) -> str:
        """Draw what an officer writes about a type: an `answer`, a `question` or a `close`."""
        group = self.group_of[service_code]
        texts = [t for t in self.pack.demo.answers if t.kind == kind]
        own = [t for t in texts if service_code in t.service_types]
        fitting = [t for t in texts if t.group == group and not t.service_types]
        return self.chance.choice(own or fitting or texts).text

    def sentence(self, case: Case) -> str:
        """What an officer writes for the public about a case: what and where, in plain words."""
        place = directory().jurisdictions[case.jurisdiction_id].name
        mark = _mark_near(case, place)
        fitting = [s for s in self.pack.demo.sentences if ("{landmark}" in s) == bool(mark)]
        if not fitting:
            return ""
        kind = shelf().types[case.service_type_id].names
        language = directory().profile.languages[0]
        blank = self.chance.choice(fitting)
        return blank.format(type=kind[language], place=place, landmark=mark)


def _mark_near(case: Case, place: str) -> str:
    """The landmark nearest to a case, unless none is near or it is named like the kelurahan."""
    if case.lat is None or case.lon is None:
        return ""
    here = Point(case.lat, case.lon)
    marks = [(distance(here, Point(m.lat, m.lon)), m.name) for m in directory().landmarks]
    metres, name = min(marks, default=(NEAR, ""))
    return "" if metres >= NEAR or place in name else name


def _listed(value: str | tuple[str, ...]) -> str | list[str]:
    return value if isinstance(value, str) else list(value)
