"""Many reports of one flood become one incident, however often the journal is read."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from math import inf

import pytest
from django.db import transaction

from kentongan.casework.adding import add_voice
from kentongan.casework.opening import take_in
from kentongan.incidents.models import Bookmark, Incident, Trace, Witness
from kentongan.incidents.standing import incidents_at, standing_of
from kentongan.incidents.telling import tile
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.journal.models import Entry
from kentongan.toolbox import snapshots
from kentongan.toolbox.geometry import Point
from tests.casework.test_story import FRIDAY, IN_MAWAR
from tests.conftest import SHARED_DATA
from tests.incidents.flooding import FLOOD, Told, flood_of, group, load, tell
from tests.statements import statements

pytestmark = pytest.mark.usefixtures("city")
MINUTE = timedelta(minutes=1)
FAR = Point(-6.2112, 106.6321)
"""Some three kilometres away."""


@pytest.fixture(autouse=True)
def _kinds(city: object) -> None:
    load()


def around(count: int, *, point: Point = IN_MAWAR, first: int = 0, **told: str) -> Iterator[Told]:
    """Reports a minute apart, some ten metres from each other."""
    for n in range(first, first + count):
        yield Told(FRIDAY + n * MINUTE, Point(point.lat + n * 0.0001, point.lon), **told)


def test_fifty_reports_about_one_basin_are_one_incident_with_fifty_witnesses() -> None:
    tell(around(50))
    tell(around(3, point=FAR))
    group(at=FRIDAY)
    (incident,) = Incident.objects.all()
    assert Witness.objects.filter(incident=incident, until=None).count() == 50
    assert incident.opened_at == FRIDAY + 3 * MINUTE
    assert incident.opened_by is None
    stood = standing_of(incident, at=FRIDAY + timedelta(hours=1))
    assert (stood.witnesses, stood.kelurahan[0][1]) == (50, 50)
    assert stood.point is not None
    assert stood.spread_m == pytest.approx(161, abs=5)


def test_killed_and_started_again_it_neither_doubles_nor_loses() -> None:
    tell(around(7))
    group(at=FRIDAY, limit=3)
    try:
        with transaction.atomic():
            tell(around(5, first=7))
            group(at=FRIDAY)
            raise KeyboardInterrupt
    except KeyboardInterrupt:
        pass
    tell(around(5, first=7))
    group(at=FRIDAY, limit=2)
    Bookmark.objects.update(xact=0, entry=0)
    group(at=FRIDAY)
    assert Incident.objects.count() == 1
    assert Trace.objects.count() == Witness.objects.count() == 12
    counted = Entry.objects.filter(about="incident").values_list("kind", "particulars")
    assert sum(particulars["count"] for _kind, particulars in counted) == 12
    assert [kind for kind, _particulars in counted].count("incident.opened") == 1


def test_too_few_or_too_late_or_too_far_open_nothing() -> None:
    tell(around(3))
    tell([Told(FRIDAY + 90 * MINUTE, IN_MAWAR), Told(FRIDAY + 90 * MINUTE, FAR)])
    group(at=FRIDAY)
    assert not Incident.objects.exists()


def test_a_report_of_another_matter_at_the_same_place_stays_out() -> None:
    tell(around(4))
    tell(around(3, first=4, words="KTP saya belum jadi di kelurahan"))
    tell(around(4, first=4, type="SPH-01", words="Sampah menumpuk"))
    group(at=FRIDAY)
    (incident,) = Incident.objects.all()
    assert incident.kind.code == "banjir"
    assert Trace.objects.count() == 4


WORDS = "Banjir di belakang Pasar Contoh gang Melati"
BESIDE = [(WORDS, 5), ("Banjir juga, tolong", 4)]


@pytest.mark.parametrize(("words", "witnesses"), BESIDE)
def test_without_a_point_the_words_have_to_say_that_it_is_the_same_spot(
    words: str, witnesses: int
) -> None:
    load(replace(FLOOD, radius=100))
    tell(around(4, words=WORDS))
    later = FRIDAY + 10 * MINUTE
    tell([Told(later, None, words)], home="99.71.01.1001")
    group(at=later)
    (incident,) = Incident.objects.all()
    assert standing_of(incident, at=later).witnesses == witnesses


def test_where_the_event_is_as_wide_as_the_kelurahan_its_name_says_enough() -> None:
    """Told with a point or without, and in whichever order: one water, one incident."""
    later = FRIDAY + 10 * MINUTE
    tell([Told(FRIDAY, None, f"{words}, tolong") for words in ("Banjir", "Air naik", "Hanyut")],
         home="99.71.01.1001")  # fmt: skip
    tell(around(2, words="Banjir sepinggang"))
    tell([Told(later, None, "Rumah kami terendam")], home="99.71.01.1001")
    group(at=later)
    (incident,) = Incident.objects.all()
    assert standing_of(incident, at=later).witnesses == 6


def test_an_open_incident_takes_more_for_hours_and_does_not_crawl_over_the_city() -> None:
    step = 0.004  # some 440 metres, within the radius of the one before
    tell(around(4))
    later = [Told(FRIDAY + n * 30 * MINUTE, Point(-6.1912, 106.6121 + n * step)) for n in range(9)]
    tell(later)
    group(at=FRIDAY)
    (incident,) = Incident.objects.all()
    assert 4 < standing_of(incident, at=later[-1].at).witnesses < 13


def test_one_more_voice_is_a_witness_and_what_was_told_in_confidence_is_none() -> None:
    case, *_rest = tell(around(4))
    told = Report("BJR-01", "Sama, banjir", Channel.WEB, point=IN_MAWAR)
    add_voice(told, case, at=FRIDAY + 4 * MINUTE)
    secret = Report("BJR-01", "Banjir", Channel.WEB, point=IN_MAWAR, is_confidential=True)
    take_in(secret, at=FRIDAY + 5 * MINUTE)
    group(at=FRIDAY)
    assert tile(FRIDAY + 6 * MINUTE).witnesses == 5


def test_the_tile_tells_of_any_moment_how_many_where_and_whether_it_grows() -> None:
    tell(around(10))
    tell(around(2, first=45))
    group(at=FRIDAY)
    assert tile(FRIDAY + 2 * MINUTE).shown == ()
    (early,) = tile(FRIDAY + 9 * MINUTE).shown
    assert (early.witnesses, early.grown, early.is_growing) == (10, 10, True)
    assert early.places == ("Mawar",)
    assert early.age == 6 * MINUTE
    (later,) = tile(FRIDAY + 40 * MINUTE).shown
    assert (later.witnesses, later.grown, later.is_growing) == (10, 0, False)
    assert tile(FRIDAY + 46 * MINUTE).witnesses == 12
    assert later.point == Point(-6.191, 106.612)


def test_how_many_incidents_there_are_costs_no_more_statements(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(snapshots, "CHECK_EVERY", inf)
    tell(around(4))
    group(at=FRIDAY)
    at = FRIDAY + 60 * MINUTE
    tile(at)
    with statements() as one:
        tile(at)
    tell(around(4, point=FAR))
    tell(around(4, type="PJU-01", words="Lampu padam"))
    group(at=at)
    with statements() as three:
        assert len(incidents_at(at)) == 3
    assert len(one) == len(three) == 3


def test_a_thousand_reports_of_a_real_flood_become_a_few_dozen_incidents() -> None:
    folder = SHARED_DATA / "flood_jabodetabek_2017"
    if not folder.is_dir():
        pytest.skip("the reports of the flood of 2017 are not at hand")
    told = sorted(flood_of(folder))
    tell(told)
    group(at=told[0].at)
    assert len(told) == 1204
    stood = list(Witness.objects.filter(until=None).values_list("trace", flat=True))
    assert len(stood) == len(set(stood))
    assert Trace.objects.count() > 1100
    assert 20 <= Incident.objects.count() <= 60
    assert len(stood) > 300
