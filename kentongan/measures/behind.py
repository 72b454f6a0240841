"""The rows behind a number: what is counted, said once, so that a number and its list agree."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from django.db.models import Q

from kentongan.casework.models import DONE, Case
from kentongan.casework.selecting import CaseQuerySet
from kentongan.catalogue.models import ServiceGroup, ServiceType
from kentongan.catalogue.shelf import shelf
from kentongan.measures.flows import OUTCOMES
from kentongan.measures.models import Cut
from kentongan.measures.moment import bounds
from kentongan.measures.tallies import NONE, OpenWork, Tallies, Tally
from kentongan.places.models import Jurisdiction, Unit

ENDED = ("done", *OUTCOMES)
STATES = ("all", "open", "late", *ENDED)


@dataclass(frozen=True)
class Number:
    """What a number counts, by frozen places, units, types; `is_withheld`: what none may place."""

    state: str = "all"
    place: Jurisdiction | None = None
    unit: Unit | None = None
    group: ServiceGroup | None = None
    kind: ServiceType | None = None
    channel: str = ""
    day: date | None = None
    hour: int | None = None
    ended: date | None = None
    reference: str = ""
    is_withheld: bool = False

    @property
    def is_of_open(self) -> bool:
        """Whether it counts open cases only."""
        return self.state in {"open", "late"}

    def rows(self, at: datetime) -> CaseQuerySet:
        """Return the cases it counts, not yet in any order."""
        cases: CaseQuerySet = Case.objects.filter(self.cut() & self._span())
        if self.state == "open":
            return cases.open()
        if self.state == "late":
            return cases.past_promise(at)
        if self.state in ENDED:
            outcomes = DONE if self.state == "done" else (self.state,)
            return cases.filter(closed_at__isnull=False, outcome__in=outcomes)
        return cases

    def whole(self) -> "Number":
        """Return the number without its state: the left side of its equation."""
        return replace(self, state="all", ended=None)

    @property
    def is_of_city(self) -> bool:
        """Whether it counts the whole city, and with it what only the inspectorate may place."""
        city = self.place is None or self.place.level == Jurisdiction.Level.CITY
        cuts = (self.unit, self.group, self.kind, self.reference, self.is_withheld)
        return city and not any(cuts)

    def cut(self) -> Q:
        """Return the condition of its place, unit, type and channel."""
        cut = Q() if self.is_of_city else Q(is_oversight=self.is_withheld)
        if self.reference:
            cut &= Q(reference=self.reference)
        if self.place and self.place.level == Jurisdiction.Level.KECAMATAN:
            cut &= Q(kecamatan=self.place)
        elif self.place and self.place.level == Jurisdiction.Level.KELURAHAN:
            cut &= Q(jurisdiction=self.place)
        if self.unit:
            cut &= Q(unit=self.unit)
        if self.group:
            cut &= Q(service_type__in=types_of(self.group))
        if self.channel:
            cut &= Q(channel=self.channel)
        return cut & Q(service_type=self.kind) if self.kind else cut

    def _span(self) -> Q:
        span = Q()
        if self.day:
            start, end = bounds(self.day)
            if self.hour is not None:
                start += timedelta(hours=self.hour)
                end = start + timedelta(hours=1)
            span &= Q(opened_at__gte=start, opened_at__lt=end)
        if self.ended:
            start, end = bounds(self.ended)
            span &= Q(closed_at__gte=start, closed_at__lt=end)
        return span

    @property
    def heading(self) -> tuple[Cut, object] | None:
        """Return the one cut of the books it falls under, or None if it crosses several."""
        many = (self.day, self.ended, self.reference, self.is_withheld)
        if any(many) or self.hour is not None:
            return None
        cuts = [
            (cut, thing)
            for cut, thing in (
                (Cut.PLACE, self.place),
                (Cut.UNIT, self.unit),
                (Cut.TYPE, self.kind),
                (Cut.TYPE, self.group),
                (Cut.CHANNEL, self.channel or None),
            )
            if thing is not None
        ]
        return cuts[0] if len(cuts) == 1 else None if cuts else (Cut.PLACE, None)


def types_of(group: ServiceGroup) -> list[int]:
    """Return the ids of a group's service types, the retired ones too."""
    return [kind.pk for kind in shelf().types.values() if kind.group_id == group.pk]


def tally_of(work: OpenWork, number: Number) -> Tally | None:
    """Return what is open under the number's one cut; None if it crosses several."""
    if number.heading is None:
        return None
    _, thing = number.heading
    cuts: dict[type, Tallies] = {Unit: work.units, ServiceType: work.types}
    if thing is None:
        return work.city
    if isinstance(thing, ServiceGroup):
        return work.groups.get(thing.pk, NONE)
    if isinstance(thing, Jurisdiction):
        return _of_place(work, thing)
    if isinstance(thing, str):
        return _of_rows(number)
    return cuts[type(thing)].get(thing.pk, NONE)  # type: ignore[attr-defined]


def _of_rows(number: Number) -> Tally:
    """Count the open cases of a channel, which no index carries: as many rows as are open."""
    return Tally(Case.objects.filter(number.cut()).open().count())


def _of_place(work: OpenWork, place: Jurisdiction) -> Tally:
    if place.level == Jurisdiction.Level.CITY:
        return work.city
    is_district = place.level == Jurisdiction.Level.KECAMATAN
    return (work.kecamatan if is_district else work.kelurahan).get(place.pk, NONE)
