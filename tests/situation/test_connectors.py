"""Connectors read what sources say, and refuse with a reason what is nothing, half or hostile."""

from collections.abc import Iterator

import pytest

from kentongan.places.directory import directory
from kentongan.situation.asking import MOST_LINKS, ask_next
from kentongan.situation.connecting import NotUnderstood
from kentongan.situation.connectors import CONNECTORS
from kentongan.situation.connectors.bmkg_forecast import forecast as read_forecast
from kentongan.situation.connectors.bmkg_quakes import listed, quake
from kentongan.situation.connectors.listing import MOST
from kentongan.situation.features import Feature, Kind
from kentongan.situation.feeds import Feed
from kentongan.situation.getting import get
from kentongan.situation.kinds import Camera, Flood, Forecast, Outage, Quake, Stretch
from kentongan.situation.kinds.keeping import said
from tests.conftest import SHARED_DATA
from tests.situation import tidings
from tests.situation.sources import LATER, Source, source
from tests.situation.warnings import AT

BMKG = SHARED_DATA / "cap_alerts" / "bmkg"
real = pytest.mark.skipif(not BMKG.exists(), reason="the samples are not beside the checkout")


@pytest.fixture
def told(city: object) -> Iterator[Source]:
    with source() as found:
        yield found


def taken(told: Source, connector: str, raw: bytes, *, path: str = "/feed") -> Feed:
    told.pages[path] = (200, raw)
    feed = told.feed(connector, path)
    turn = ask_next(get, at=AT)
    assert turn is not None
    assert turn.fault == ""
    feed.refresh_from_db()
    return feed


def names(row: Feature) -> set[str]:
    return {directory().jurisdictions[pk].name for pk in row.kelurahan}


def test_a_forecast_is_read_in_steps_and_leads_to_the_other_kelurahan(told: Source) -> None:
    first = f"/f?adm4={tidings.MAWAR}"
    told.pages[f"/f?adm4={tidings.KENANGA}"] = (200, tidings.forecast(tidings.KENANGA))
    feed = taken(told, "bmkg_forecast", tidings.forecast(), path=first)
    assert len(told.asked) == len(directory().kelurahan) == 4
    mawar, kenanga = Feature.objects.order_by("key")
    assert (names(mawar), names(kenanga)) == ({"Mawar"}, {"Kenanga"})
    found = said(mawar.kind, mawar.properties)
    assert isinstance(found, Forecast)
    step = found.step_at(AT)
    assert step is not None
    assert (step.weather_code, step.temperature_c, step.wind_kmh) == (61, 26, 7.3)
    assert found.step_at(tidings.BEGINS.replace(day=18)) is None
    # Two kelurahan are not there: that is noted, and the others count.
    assert (feed.failures, "404" in feed.fault) == (0, True)
    assert len(directory().kelurahan) <= MOST_LINKS


def test_what_leads_on_leads_on_though_it_is_not_new_itself(told: Source) -> None:
    told.etag = '"v1"'
    taken(told, "bmkg_forecast", tidings.forecast(), path=f"/f?adm4={tidings.MAWAR}")
    told.pages[f"/f?adm4={tidings.KENANGA}"] = (200, tidings.forecast(tidings.KENANGA))
    ask_next(get, at=LATER)
    assert set(Feature.objects.values_list("key", flat=True)) == {tidings.MAWAR, tidings.KENANGA}


@pytest.mark.parametrize("raw", [tidings.quakes(tidings.quake()), tidings.quakes_xml()])
def test_a_quake_is_read_whether_json_or_xml(told: Source, raw: bytes) -> None:
    taken(told, "bmkg_quakes", raw)
    row = Feature.objects.get(kind=Kind.QUAKE)
    found = said(row.kind, row.properties)
    assert isinstance(found, Quake)
    assert (found.magnitude, found.depth_km, found.felt) == (5.4, 10, "III Kota Contoh")
    assert (row.lat, row.lon, row.told_at.minute) == (-6.89, 105.67, 15)


@pytest.mark.parametrize("raw", [tidings.topology(), tidings.collection(tidings.area("07", 3))])
def test_areas_under_water_are_read_whether_geojson_or_topojson(told: Source, raw: bytes) -> None:
    taken(told, "petabencana", raw)
    row = Feature.objects.get(key="07")
    found = said(row.kind, row.properties)
    assert isinstance(found, Flood)
    assert (found.least_depth_cm, found.most_depth_cm) == (71, 150)
    assert names(row) == {"Mawar"}
    assert row.outline is not None
    assert row.outline.geometry["type"] == "Polygon"


def test_water_of_another_city_is_left_out(told: Source) -> None:
    taken(told, "petabencana", tidings.collection(tidings.area("1"), tidings.area("2", lat=-7.5)))
    assert list(Feature.objects.values_list("key", flat=True)) == ["1"]


def test_of_a_report_depth_and_place_are_kept_and_no_words(told: Source) -> None:
    fire = tidings.report("2", disaster_type="fire")
    taken(told, "petabencana_reports", tidings.collection(tidings.report(), fire))
    row = Feature.objects.get()
    assert (row.properties, names(row)) == ({"depth_cm": 45}, {"Mawar"})


def test_a_report_is_placed_by_the_grid_it_was_written_on(told: Source) -> None:
    one = tidings.report()
    point = {"type": "Point", "properties": one["properties"], "coordinates": [0, 0]}
    grid = {"scale": [1, 1], "translate": [106.61, -6.19]}
    whole = {"objects": {"output": {"geometries": [point]}}, "arcs": [], "transform": grid}
    raw = tidings.said({"statusCode": 200, "result": {"type": "Topology", **whole}})
    taken(told, "petabencana_reports", raw)
    row = Feature.objects.get()
    assert (row.lat, row.lon) == (-6.19, 106.61)


def test_roads_cameras_and_outages_are_read(told: Source) -> None:
    taken(told, "traffic", tidings.roads(tidings.road(), tidings.road("b", None)))
    slow, unknown = (said(row.kind, row.properties) for row in Feature.objects.order_by("key"))
    assert isinstance(slow, Stretch)
    assert isinstance(unknown, Stretch)
    assert (slow.is_slow, unknown.is_slow, unknown.speed_kmh) == (True, False, None)
    Feed.objects.update(is_active=False, code="lalin")
    taken(told, "cctv", tidings.cameras())
    camera = said("camera", Feature.objects.get(kind=Kind.CAMERA).properties)
    assert isinstance(camera, Camera)
    assert camera.is_alive(AT)
    Feed.objects.filter(connector="cctv").update(is_active=False, code="kamera")
    taken(told, "outages", tidings.OUTAGES)
    power, water = Feature.objects.filter(kind=Kind.OUTAGE).order_by("key")
    assert (names(power), names(water)) == ({"Mawar", "Melati"}, {"Kenanga"})
    assert water.holds_until is None
    assert power.holds_from is not None
    assert power.holds_from.hour == 14
    found = said(water.kind, water.properties)
    assert isinstance(found, Outage)
    assert (found.supply, found.places) == ("water", "Perumahan Contoh")


def test_what_ends_in_the_year_9999_ends_at_no_moment_that_is_known(told: Source) -> None:
    raw = tidings.OUTAGES.replace(b"2026-02-17 01:00", b"9999-12-31T23:59:59+00:00")
    taken(told, "outages", raw)
    assert not Feature.objects.exclude(holds_until=None).exists()
    assert Feature.objects.count() == 2


def test_one_line_that_cannot_be_read_is_noted_and_nothing_is_taken_as_gone(told: Source) -> None:
    feed = taken(told, "petabencana", tidings.collection(tidings.area("1"), tidings.area("2")))
    broken = tidings.collection(tidings.area("1", 4), tidings.area("9", 7))
    told.pages["/feed"] = (200, broken)
    turn = ask_next(get, at=LATER)
    assert turn is not None
    assert (turn.taken, turn.fault) == (1, "")
    feed.refresh_from_db()
    assert feed.fault == "line 2: state: '7' is none from 1 to 4"
    assert not Feature.objects.filter(is_gone=True).exists()


DEEP = b"[" * 100_000
BARE = {"type": "Topology", "objects": {}}
WRONG = {
    "bmkg_forecast": (
        b"{}", tidings.said({"data": []}), tidings.forecast(adm4=""), tidings.forecast(weather=-1),
        tidings.forecast(t=400), tidings.forecast(utc_datetime="yesterday"),
    ),
    "bmkg_quakes": (
        b"{}", tidings.quakes(), tidings.quakes(tidings.quake(Coordinates="-96,5")),
        tidings.quakes(tidings.quake(magnitude="strong")), b"<Infogempa/>", b"<html/>",
        tidings.quakes(tidings.quake(DateTime="2026-02-16T15:15:30")), tidings.quakes_xml()[:99],
        b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Infogempa>&x;</Infogempa>',
    ),
    "petabencana": (
        b"{}", tidings.said({"statusCode": 500}), tidings.collection(tidings.area("")),
        tidings.collection(tidings.area("1", 2.5)),  # type: ignore[arg-type]
        tidings.collection(tidings.area("1", lat=-200)), tidings.topology()[:300],
        tidings.said({"type": "Topology", "objects": {"a": {"geometries": [
            {"type": "Polygon", "arcs": [[99]], "properties": {"area_id": "1", "state": 1}}]}}}),
        tidings.said({**BARE, "arcs": [[[0, 0]]], "transform": {"a": 1}}),
        tidings.said({**BARE, "arcs": [[[0]]]}),
        tidings.said({**BARE, "arcs": [[[0, n] for n in range(3000)]], "objects": {"a": {
            "geometries": [{"type": "Polygon", "arcs": [[0]] * 3000, "properties": {}}]}}}),
    ),
    "petabencana_reports": (
        b"{}", tidings.collection(tidings.report("")), tidings.collection(tidings.report("1", -5)),
        tidings.collection(tidings.report(created_at="16/02/2026")),
        tidings.collection(tidings.report(report_data=["deep"])),
    ),
    "traffic": (
        b"{}", tidings.roads(tidings.area("1")), tidings.roads(tidings.road(speed=-3)),
        tidings.roads(tidings.road(updated_at="22:55")),
        b'{"type": "FeatureCollection", "features": [{"geometry": NaN}]}',
    ),
    "cctv": (
        b"{}", tidings.cameras(link="javascript:alert(1)"), tidings.cameras(link="file:///etc"),
        tidings.cameras(id=None), tidings.cameras(link="https://a:b@contoh.invalid/"),
        tidings.cameras(lat=100), tidings.cameras(link="https://[::"),
        tidings.said([{}] * (MOST + 1)),
    ),
    "air_quality": (
        b"{}", tidings.stations(id=""), tidings.stations(pm2_5=-1), tidings.stations(pm2_5="NaN"),
        tidings.stations(measured_at=None), tidings.stations(measured_at="2026-02-16 22:00"),
        tidings.stations(measured_at="2027-01-01T00:00:00Z"), tidings.stations(lat=100),
    ),
    "outages": (
        b"\x00\xff", b"a,b\n1,2", tidings.OUTAGES.replace(b"listrik", b"gas").replace(b"air", b"x"),
        b'id,supply,from,until,places\n"p1,listrik',
        b"id,supply,from,until,places\np1,air,2026-02-16 21:00,2026-02-16 20:00,Mawar",
        b"id,supply,from,until,places\np1,air,,,Mawar",
    ),
}  # fmt: skip


@pytest.mark.parametrize("connector", WRONG)
def test_nothing_half_nonsense_and_hostile_answers_are_refused_with_a_reason(
    told: Source, connector: str
) -> None:
    feed = told.feed(connector)
    whole = WRONG[connector]
    page = b"<html><body>Selamat datang</body></html>"
    for raw in (b" ", DEEP, b"\xff\xfe", page, *whole):
        told.pages["/rss"] = (200, raw)
        Feed.objects.update(next_at=None)
        turn = ask_next(get, at=AT)
        assert turn is not None
        assert turn.fault, raw[:200]
        assert len(turn.fault) <= 300
    feed.refresh_from_db()
    assert feed.heard_at is None
    assert not Feature.objects.exists()


def test_every_connector_that_gives_features_is_fed_nonsense() -> None:
    assert set(WRONG) == set(CONNECTORS) - {"cap", "gauges", "gtfs_realtime"}


@real
def test_the_agencys_own_samples_are_read() -> None:
    expected = read_forecast((BMKG / "forecast_response.json").read_bytes())
    assert isinstance(expected.said, Forecast)
    assert (expected.key, len(expected.said.steps)) == ("33.26.16.1001", 10)
    newest = [quake(each) for each in listed((BMKG / "autogempa.json").read_bytes())]
    last = [quake(each) for each in listed((BMKG / "gempaterkini.json").read_bytes())]
    felt = [quake(each) for each in listed((BMKG / "gempadirasakan.json").read_bytes())]
    assert (len(newest), len(last), len(felt)) == (1, 2, 2)
    assert newest[0].key == last[0].key == felt[0].key  # one quake, whichever list tells of it


@real
def test_half_of_a_sample_is_refused() -> None:
    for path in ("forecast_response.json", "autogempa.json", "gempaterkini.json"):
        raw = (BMKG / path).read_bytes()
        with pytest.raises(NotUnderstood):
            read_forecast(raw[: len(raw) // 2])
        with pytest.raises(NotUnderstood):
            listed(raw[: len(raw) // 2])
