"""What can be looked at: numbers where somebody can say, none where nobody can."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import transaction

from kentongan.alarms.models import Alarm, AlarmStep
from kentongan.alarms.senses import SENSES, Reading
from kentongan.alarms.watching import keep_watch
from kentongan.calls.models import Call
from kentongan.calls.touching import touch
from kentongan.casework.overseeing import oversee
from kentongan.people.models import Role
from kentongan.situation.connecting import Parcel
from kentongan.situation.connectors import CONNECTORS
from kentongan.situation.feeds import Feed, Fetch
from kentongan.situation.gauges.gauge import Gauge, Level, Quality
from kentongan.situation.models import Body
from kentongan.toolbox.geometry import Point
from tests.alarms.watched import after, rule
from tests.casework.test_story import FRIDAY, lamp, user
from tests.incidents.flooding import Told, group, load, tell
from tests.situation.warnings import AT, about, cap

FAR = "<area><areaDesc>x</areaDesc><polygon>1,1 1,2 2,2 1,1</polygon></area>"
pytestmark = pytest.mark.usefixtures("city")


def read(name: str, seconds: float = 0) -> dict[str, Reading]:
    return {reading.point: reading for reading in SENSES[name].read(after(seconds))}


def feed(**other: object) -> Feed:
    told = {
        "code": "sungai", "connector": "gauges", "names": {"id": "Sungai"}, "gives": {},
        "address": "https://contoh.invalid/", "grade": "official", "licence": "-",
        "attribution": "-", "every_s": 60, "fresh_s": 600,
    }  # fmt: skip
    return Feed.objects.create(**told | other)


def test_a_source_is_silent_since_what_it_said_became_stale() -> None:
    told = feed()
    assert read("feed_silent")["sungai"].value is None  # never asked
    Fetch.objects.create(feed=told, at=after(0), status=0, fault="nobody")
    assert read("feed_silent", 599)["sungai"].value == 0
    assert read("feed_silent", 600 + 130)["sungai"].value == 2
    Fetch.objects.create(feed=told, at=after(700), status=200)
    assert read("feed_silent", 730)["sungai"].value == 0
    assert read("feed_silent", 690)["sungai"].value == 1  # as it stood at that moment


def test_a_gauge_says_its_siaga_while_it_is_fresh_and_nothing_of_what_is_doubted() -> None:
    siaga = [
        {"level": 4, "from_cm": None, "means": {}},
        {"level": 2, "from_cm": 200, "means": {}},
    ]
    gauge = Gauge.objects.create(
        code="hulu", names={"id": "Hulu"}, river="Kali", lowest=0, highest=900, step=100, settle=10,
        fresh_s=600, siaga=siaga, source="-", feed=feed(),
    )  # fmt: skip
    assert read("gauge_siaga")["hulu"].value is None
    body = Body.objects.create(digest="0" * 64, content=b"")
    for cm, quality, at in ((210, Quality.GOOD, 0), (0, Quality.ZERO, 60)):
        Level.objects.create(
            gauge=gauge, measured_at=after(at), received_at=after(at), value_cm=cm, quality=quality,
            body=body,
        )  # fmt: skip
    assert read("gauge_siaga", 120)["hulu"].value == 2
    assert read("gauge_level", 120)["hulu"] == Reading("hulu", 210.0, after(0), f"gauge:{gauge.pk}")
    assert read("gauge_siaga", 601)["hulu"].value is None


def test_waiting_callers_are_counted_and_unknown_while_the_exchange_is_silent() -> None:
    assert read("calls_waiting")[""].value is None
    touch("asterisk", at=after(0))
    Call.objects.create(pbx="asterisk", pbx_call_id="1", state="queued", offered_at=after(0))
    assert read("calls_waiting", 90)[""].value == 1
    assert read("longest_wait", 90)[""].value == 90
    assert read("longest_wait", 90 + 600)[""].value is None


def test_cases_are_counted_by_kecamatan_and_none_is_none_but_not_those_of_oversight() -> None:
    for _ in range(3):
        case = lamp()
    assert {point: each.value for point, each in read("cases_opened").items()} == {
        "99.71.01": 3.0,
        "99.71.02": 0.0,
    }
    inspector = user("ira", Role.OPERATOR, "setda")
    oversee(case, "Seorang petugas meminta uang", by=inspector, at=FRIDAY)
    assert read("cases_opened")["99.71.01"].value == 2
    assert read("cases_opened", 601)["99.71.01"].value == 0
    late = case.due_at - FRIDAY + timedelta(days=30)
    assert read("cases_past_promise", late.total_seconds())["99.71.01"].value == 2


def test_what_an_incident_holds_calls_by_the_incident_and_not_by_its_district_too() -> None:
    load()
    spots = [Point(-6.1912 + n * 0.0001, 106.6121) for n in range(4)]
    with transaction.atomic():
        tell([Told(after(n), spot) for n, spot in enumerate(spots)])
    assert read("cases_apart", 60)["99.71.01"].value == 4  # nobody has looked yet
    group(at=after(60))
    lamp()
    assert read("cases_apart", 60)["99.71.01"].value == 1
    assert read("cases_opened", 60)["99.71.01"].value == 5


def test_a_rule_on_a_real_signal_raises_and_a_signal_that_breaks_blinds_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Fetch.objects.create(feed=feed(), at=after(-3600), status=0, fault="nobody")
    rule(signal="feed_silent", threshold=10, deadband=0, on_delay_s=0)
    rule(signal="cases_opened", threshold=1, deadband=0, on_delay_s=0, names={"en": "Fast"})
    lamp()
    keep_watch(at=after(0))
    assert set(Alarm.objects.values_list("point", flat=True)) == {"sungai", "99.71.01"}
    broken = SENSES["cases_opened"]
    monkeypatch.setitem(SENSES, "cases_opened", replace(broken, read=_breaks))
    keep_watch(at=after(10))
    stale = AlarmStep.objects.filter(kind="stale").values_list("alarm__point", flat=True)
    assert list(stale) == ["99.71.01"]


def _breaks(_at: object) -> list[Reading]:
    raise ValueError("a row that nobody thought of")


def test_a_warning_counts_while_it_holds_and_its_source_is_fresh() -> None:
    told = feed(code="bmkg", connector="cap", fresh_s=3600)
    Fetch.objects.create(feed=told, at=AT, status=200)

    def worst(minutes: int = 0) -> Reading:
        (reading,) = SENSES["warning_severity"].read(AT + timedelta(minutes=minutes))
        return reading

    assert worst().value == 0
    _take(told, cap("w1"))
    _take(told, cap("w2", area=FAR))
    assert (worst().value, worst().evidence.partition(":")[0]) == (2, "warning")
    assert worst(61).value is None
    _take(told, cap("w3", kind="Cancel", more=about("w1")))
    assert worst().value == 0


def _take(told: Feed, raw: bytes) -> None:
    body = Body.objects.create(digest=sha256(raw).hexdigest(), content=raw)
    CONNECTORS["cap"].take(Parcel(told, body, raw, AT))
