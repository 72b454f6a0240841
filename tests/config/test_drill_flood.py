"""A drill's flood: the same from the same seed, as many as asked for, and understood."""

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from kentongan.catalogue.models import ServiceType
from kentongan.cities.packs.facts import PackFacts
from kentongan.cities.packs.reading import read
from kentongan.config.drilling.events import FORMS, WHATSAPP, Event, Kind, Measured, Said
from kentongan.config.drilling.flood import scenario
from kentongan.config.drilling.story import BrokenStory, read_story
from kentongan.sorting.suggesting import CLEAR_LEAD, vocabulary, weigh
from kentongan.toolbox.geometry import Point, distance
from kentongan.toolbox.telephones import international
from tests.example_city import PACK

PACKS = sorted((Path(__file__).parents[2] / "city_packs").iterdir())


@pytest.fixture(scope="module", params=PACKS, ids=lambda folder: folder.name)
def pack(request: pytest.FixtureRequest) -> PackFacts:
    return read(request.param)


def said(events: list[Event]) -> list[Said]:
    return [e.payload for e in events if e.kind == Kind.REPORT and isinstance(e.payload, Said)]


def test_the_same_seed_makes_the_same_flood_and_another_one_another() -> None:
    one, same, other = (list(scenario(PACK, reports=50, minutes=5, seed=s)) for s in (1, 1, 2))
    assert one == same != other
    assert all(left.after <= right.after for left, right in pairwise(one))


def test_half_of_so_many_reports_tell_of_what_another_told_before(pack: PackFacts) -> None:
    told = said(list(scenario(pack, reports=1000, minutes=10, duplicates=0.5)))
    by_number = {each.number: each for each in told}
    repeats = [each for each in told if each.repeats]
    assert (len(told), len(by_number), len({each.key for each in told})) == (1000, 1000, 1000)
    assert len(repeats) == 500
    assert all(by_number[each.repeats or 0].basin == each.basin for each in repeats)
    assert all((each.repeats or 0) < each.number for each in repeats)
    assert not by_number[1].repeats


def test_reports_come_within_the_drill_around_a_few_places_of_the_city(pack: PackFacts) -> None:
    events = list(scenario(pack, reports=1000, minutes=10))
    centres = {place.code: Point(place.lat, place.lon) for place in pack.jurisdictions}
    told = said(events)
    assert all(e.after <= timedelta(minutes=10) for e in events if e.kind == Kind.REPORT)
    assert 5 < len({each.basin for each in told}) <= 30
    placed = [each for each in told if each.lat is not None and each.lon is not None]
    away = [distance(Point(p.lat or 0, p.lon or 0), centres[p.kelurahan]) for p in placed]
    assert max(away) < 500


def test_whoever_writes_says_where_in_words_or_shares_it(pack: PackFacts) -> None:
    events = list(scenario(pack, reports=500, minutes=10))
    shared = {getattr(e.payload, "number", 0) for e in events if e.kind == Kind.PLACE}
    names = {place.code: place.name.lower() for place in pack.jurisdictions}
    for event in events:
        if event.kind != Kind.REPORT or not isinstance(event.payload, Said):
            continue
        told = event.payload
        if event.channel in FORMS:
            assert told.lat
            assert not told.sender
        else:
            assert international(told.sender) == told.sender[1:]
            is_shared = event.channel == WHATSAPP and told.number in shared
            assert is_shared != (names[told.kelurahan] in told.words.lower())


def test_whatever_is_written_is_taken_for_the_flood_without_a_question(pack: PackFacts) -> None:
    told = said(list(scenario(pack, reports=600, minutes=10)))
    kinds = [
        ServiceType(code=k.code, names=dict(k.name), keywords=list(k.keywords))
        for k in pack.service_types
    ]
    known = vocabulary(kinds, [place.name for place in pack.jurisdictions])
    unclear = []
    for each in told:
        ranked = weigh(each.words, known)
        is_sure = ranked and all(ranked[0][1] >= CLEAR_LEAD * score for _, score in ranked[1:])
        if not is_sure or ranked[0][0] != each.service_type:
            unclear.append((each.words, ranked))
    assert not unclear[:5]


def test_every_gauge_rises_to_its_worst_and_a_source_falls_silent(pack: PackFacts) -> None:
    events = list(scenario(pack, reports=1, minutes=10))
    for gauge in pack.gauges:
        levels = [e.payload for e in events if isinstance(e.payload, Measured)]
        mine = [each.cm for each in levels if each.gauge == gauge.code]
        worst = max(each.from_cm or 0 for each in gauge.siaga)
        assert mine[0] < min(each.from_cm for each in gauge.siaga if each.from_cm is not None)
        assert worst <= max(mine) <= gauge.highest
    silent = [(e.kind, getattr(e.payload, "code", "")) for e in events if "feed" in e.kind.value]
    assert [kind for kind, _ in silent] == [Kind.DIES, Kind.LIVES]
    assert silent[0][1] == silent[1][1] in {feed.code for feed in pack.feeds}


def test_a_story_that_is_none_says_what_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "story.toml"
    for text, fault in (("kinds = [", "story.toml"), ('kinds = ["x"]', "basins")):
        file.write_text(text)
        with pytest.raises(BrokenStory, match=fault):
            read_story(file)
