"""Every source cut in turn: what it said stays with its age, marked stale, and never a zero."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from kentongan.situation.asking import ask_now
from kentongan.situation.features import Kind
from kentongan.situation.feeds import Feed
from kentongan.situation.getting import Get, get
from kentongan.situation.pacing import MINUTE, MOST, Paced
from kentongan.situation.seeing import Part, Seen, as_of
from kentongan.situation.standing import standing
from kentongan.situation.tile import Conditions, conditions
from tests.situation import tidings
from tests.situation.sources import Source, index, source
from tests.situation.warnings import AT, cap

HOUR = timedelta(hours=1)
PAGES = {
    "bmkg_quakes": tidings.quakes(tidings.quake()),
    "petabencana": tidings.collection(tidings.area("1"), tidings.area("2", 4)),
    "petabencana_reports": tidings.collection(tidings.report()),
    "traffic": tidings.roads(tidings.road(), tidings.road("b", 35)),
    "cctv": tidings.cameras(),
    "outages": tidings.OUTAGES,
    "air_quality": tidings.stations(),
    "bmkg_forecast": tidings.forecast(),
}
SHOWN = {
    "cap": "warnings", "bmkg_quakes": "quakes", "petabencana": "floods",
    "petabencana_reports": "reports", "traffic": "slow", "cctv": "cameras", "outages": "outages",
    "air_quality": "air",
}  # fmt: skip


@pytest.fixture
def told(city: object) -> Iterator[Source]:
    with source() as found:
        found.pages = {f"/{name}": (200, raw) for name, raw in PAGES.items()}
        found.pages |= {"/cap": (200, index(found.at("/w1"))), "/w1": (200, cap())}
        for order, name in enumerate(("cap", *PAGES)):
            found.feed(name, f"/{name}", code=name, order=order)
        for code in ("1002", "2001", "2002"):
            found.pages[f"/bmkg_forecast?adm4=99.71.0{code[0]}.100{code[-1]}"] = (404, b"")
        yield found


def ask_all(get: Get = get, at: object = AT) -> None:
    for feed in Feed.objects.order_by("order"):
        ask_now(feed, get, at=at)  # type: ignore[arg-type]


def part(found: Conditions, connector: str) -> Part[Seen[object]]:  # type: ignore[type-var]
    return getattr(found, SHOWN[connector])  # type: ignore[no-any-return]


CUT = {"answers an error": (500, b"down"), "answers rubbish": (200, b"<p>Selamat datang")}


@pytest.mark.parametrize("how", [*CUT, "answers nobody"])
def test_each_source_cut_in_turn_is_stale_with_its_age_and_never_a_zero(
    told: Source, how: str
) -> None:
    ask_all()
    whole = conditions(AT)
    assert whole.down == ()
    assert {name: part(whole, name).count for name in SHOWN} == {
        **dict.fromkeys(SHOWN, 1), "petabencana": 2,
    }  # fmt: skip
    later, pages = AT, dict(told.pages)
    for name in ("cap", *PAGES):
        told.pages, later = dict(pages), later + HOUR / 3
        ask_all(at=later - timedelta(minutes=1))
        if how in CUT:
            told.pages[f"/{name}"] = CUT[how]
            ask_all(at=later + HOUR / 3)
        else:
            ask_all(_deaf(told.at(f"/{name}")), at=later + HOUR / 3)
        later += HOUR / 3
        _look(name, conditions(later), before=later - HOUR / 3 - timedelta(minutes=1))
    # At the moment before anything was cut, everything is as it was.
    assert {name: part(conditions(AT), name).count for name in SHOWN}["petabencana"] == 2
    assert conditions(AT).down == ()


def _look(name: str, found: Conditions, *, before: object) -> None:
    (down,) = found.down
    assert (down.feed.code, down.heard_at) == (name, before)
    assert down.failing_since == found.at
    assert down.age == HOUR / 3 + timedelta(minutes=1)
    if name == "bmkg_forecast":
        forecasts = as_of(Kind.FORECAST, found.at)
        assert (forecasts.count, len(forecasts.items)) == (None, 1)
        return
    cut = part(found, name)
    assert cut.count is None
    assert all(each.source.is_stale for each in cut.items)
    kept = cut.items or name in {"outages", "petabencana_reports", "cap"}  # these end by themselves
    assert kept
    others = [part(found, other) for other in SHOWN if other != name]
    assert all(other.count is not None for other in others)


def _deaf(address: str) -> Get:
    """Ask everybody as usual, and nobody at that address: its server does not listen any more."""
    return lambda asked: get(
        asked._replace(address="http://127.0.0.1:9/") if asked.address == address else asked
    )


def test_who_never_said_anything_is_down_and_has_no_value(city: object) -> None:
    with source() as found:
        found.feed("petabencana")
    assert conditions(AT).floods.count is None
    (never,) = standing(AT)
    assert (never.is_down, never.age, never.heard_at) == (True, None, None)
    assert conditions(AT).outages.is_connected is False


def test_no_host_is_asked_more_than_its_share_in_a_minute(told: Source) -> None:
    now, waited = [0.0], []

    def sleep(seconds: float) -> None:
        waited.append(seconds)
        now[0] += seconds

    paced = Paced(get, clock=lambda: now[0], sleep=sleep)
    ask_all(paced)
    before = len(told.asked)
    while len(told.asked) < MOST:
        ask_now(Feed.objects.get(code="cctv"), paced, at=AT)
    assert (before > 8, waited) == (True, [])
    ask_now(Feed.objects.get(code="cctv"), paced, at=AT)
    assert waited == [MINUTE]
