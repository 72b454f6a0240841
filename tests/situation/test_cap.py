"""Warnings from strangers: what can be read is read, what is wrong is named, nothing is fetched."""

from datetime import UTC, datetime, timedelta

import pytest

from kentongan.situation.cap.alert import Severity
from kentongan.situation.cap.indexing import entries
from kentongan.situation.cap.judging import judge
from kentongan.situation.cap.opening import LARGEST, NotReadable
from kentongan.situation.cap.outlining import outline
from kentongan.situation.cap.reading import read
from kentongan.situation.cap.standing import standing
from kentongan.toolbox.geometry import Box
from tests.conftest import SHARED_DATA
from tests.situation.warnings import AREA, AT, about, cap

SAMPLES = SHARED_DATA / "cap_alerts"
NEAR = Box(106.0, -7.0, 107.5, -5.5)


def codes(raw: bytes) -> list[str]:
    return [fault.code for fault in judge(read(raw).alert, at=AT, near=NEAR)]


def test_a_right_warning_has_no_fault() -> None:
    found = read(cap())
    assert found.faults == ()
    assert codes(cap()) == []
    info = found.alert.said_in("id")
    assert info is not None
    assert (info.severity, info.headline) == (Severity.MODERATE, "Hujan lebat di Kota Contoh")
    assert info.expires == datetime(2026, 2, 16, 19, 0, tzinfo=UTC)


HOSTILE = {
    "entity": b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><alert>&x;</alert>',
    "bomb": b'<!DOCTYPE a [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><alert>&b;</alert>',
    "outer type": b'<!DOCTYPE alert SYSTEM "http://127.0.0.1:9/x.dtd"><alert/>',
    "half": cap()[:300],
    "nothing": b"",
    "no XML": b"\x00\xff not XML",
    "too long": b"<a>" + b" " * LARGEST + b"</a>",
    "another": b"<rss/>",
}


@pytest.mark.parametrize("raw", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_and_broken_documents_are_refused(raw: bytes) -> None:
    with pytest.raises(NotReadable):
        read(raw)


@pytest.mark.parametrize("name", ["identifier", "sender", "sent", "status", "msgType", "scope"])
def test_who_what_and_when_are_needed(name: str) -> None:
    without = cap().replace(f"<{name}>".encode(), b"<note>").replace(
        f"</{name}>".encode(), b"</note>"
    )  # fmt: skip
    with pytest.raises(NotReadable):
        read(without)


SWAPPED = "106.60,-6.20 106.70,-6.20 106.70,-6.10 106.60,-6.10 106.60,-6.20"
OPEN = "-6.2,106.6 -6.2,106.7 -6.1,106.7 -6.1,106.6"
CROSSED = "-6.2,106.6 -6.1,106.7 -6.2,106.7 -6.1,106.6 -6.2,106.6"


def drawn(polygon: str) -> str:
    return f"<area><areaDesc>Kota Contoh</areaDesc><polygon>{polygon}</polygon></area>"


WRONG = {
    "unfit_name": cap("a b"),
    "no_reference": cap(kind="Cancel"),
    "own_reference": cap(kind="Update", more=about("w1")),
    "later_reference": cap(
        kind="Update", sent="2026-02-16T22:00:00+07:00", more=about("w0")
    ),
    "no_restriction": cap(scope="Restricted"),
    "no_addresses": cap(scope="Private"),
    "no_info": cap(info=""),
    "no_area": cap(area=""),
    "ends_first": cap(expires="2026-02-16T22:00:00+07:00"),
    "open_polygon": cap(area=drawn(OPEN)),
    "crossed_polygon": cap(area=drawn(CROSSED)),
    "negative_radius": cap(
        area="<area><areaDesc>x</areaDesc><circle>-6.2,106.6 -4</circle></area>"
    ),
    "unnamed_area": cap(area=AREA.replace("Kota Contoh", "")),
    "ceiling": cap(area=AREA.replace("</area>", "<ceiling>100</ceiling></area>")),
    "sent_ahead": cap(sent="2026-02-16T23:30:00+07:00"),
}  # fmt: skip


@pytest.mark.parametrize("code", WRONG)
def test_what_the_schema_lets_pass_is_named(code: str) -> None:
    assert read(WRONG[code]).faults == ()
    assert code in codes(WRONG[code])


SHAPELESS = {
    "a moment in Z": cap(sent="2026-02-16T15:50:00Z"),
    "a word of nobody": cap().replace(b"Moderate", b"Terrible"),
    "an element out of place": cap(info="<info/>"),
}


@pytest.mark.parametrize("raw", SHAPELESS.values(), ids=SHAPELESS.keys())
def test_a_wrong_shape_is_named_and_what_can_be_read_is_read(raw: bytes) -> None:
    found = read(raw)
    assert found.faults
    assert found.alert.identifier == "w1"


def test_longitude_first_is_named_and_where_it_can_be_nothing_else_read_so() -> None:
    eastern = read(cap(area=drawn(SWAPPED)))
    assert "longitude first" in eastern.faults[0]
    assert outline(eastern.alert.infos[0].areas).bounds == (106.6, -6.2, 106.7, -6.1)
    western = read(cap(area=drawn("36.8,-1.3 36.9,-1.3 36.9,-1.2 36.8,-1.3")))
    nairobi = Box(36.0, -2.0, 37.5, -0.5)
    assert western.faults == ()
    assert "swapped" in [fault.code for fault in judge(western.alert, at=AT, near=nairobi)]


def test_a_moment_without_its_offset_is_no_moment() -> None:
    with pytest.raises(NotReadable, match="when it was sent"):
        read(cap(sent="2026-02-16T22:50:00"))


def test_an_update_takes_the_place_and_a_cancel_ends_it_in_whatever_order() -> None:
    first = read(cap("w1")).alert
    second = read(cap("w2", kind="Update", sent="2026-02-16T22:52:00+07:00", more=about("w1")))
    ended = read(cap("w3", kind="Cancel", sent="2026-02-16T22:53:00+07:00", more=about("w2")))
    assert standing([first], at=AT) == (first,)
    assert standing([second.alert, first, first], at=AT) == (second.alert,)
    assert standing([ended.alert, second.alert, first], at=AT) == ()
    # At the moment before, the first one still stood: any hour can be asked for.
    assert standing([ended.alert, second.alert, first], at=AT - timedelta(minutes=9)) == ()


def test_before_it_begins_after_its_end_and_in_an_exercise_nothing_holds() -> None:
    real, drill = read(cap()).alert, read(cap(status="Exercise")).alert
    assert standing([real], at=AT - timedelta(minutes=6)) == ()
    assert standing([real], at=AT + timedelta(hours=3)) == ()
    assert standing([drill], at=AT) == ()


def test_nobody_takes_back_what_another_said() -> None:
    mine = read(cap("w1")).alert
    theirs = cap("w9", kind="Cancel", sender="x@contoh.invalid", more=about("w1"))
    assert standing([mine, read(theirs).alert], at=AT) == (mine,)


def test_areas_become_shapes_even_where_a_line_is_wrong() -> None:
    info = read(cap()).alert.infos[0]
    assert outline(info.areas).area == pytest.approx(0.01)
    crossed = read(cap(area=drawn(CROSSED))).alert.infos[0]
    assert outline(crossed.areas).is_valid
    assert outline(crossed.areas).area > 0
    circle = "<area><areaDesc>x</areaDesc><circle>-6.2,106.6 11.1195</circle></area>"
    round_ = outline(read(cap(area=circle)).alert.infos[0].areas)
    west, south, east, north = round_.bounds
    assert (north - south) == pytest.approx(0.2, rel=0.01)
    assert (east - west) == pytest.approx(0.2012, rel=0.01)


INDEX = b"""<rss version="2.0"><channel><item><title>Satu</title>
<link>https://contoh.invalid/w1.xml</link></item><item><title>Tanpa jalan</title></item>
</channel></rss>"""


def test_an_index_lists_what_can_be_fetched() -> None:
    assert [(each.link, each.title) for each in entries(INDEX)] == [
        ("https://contoh.invalid/w1.xml", "Satu")
    ]
    inner = cap().partition(b"?>")[2]
    feed = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>x</title><content>'
    (held,) = entries(feed + inner + b"</content></entry></feed>")
    assert held.message is not None
    assert held.message.alert.identifier == "w1"
    (broken,) = entries(feed + inner.replace(b"Public", b"Nobody") + b"</content></entry></feed>")
    assert "scope" in broken.fault


@pytest.mark.skipif(not SAMPLES.exists(), reason="the sample warnings are not beside the checkout")
def test_the_sample_warnings_are_read_or_refused_with_a_reason() -> None:
    told: dict[str, int] = {"read": 0, "index": 0, "refused": 0}
    for path in sorted(SAMPLES.rglob("*")):
        if path.suffix not in {".cap", ".xml", ".atom", ".rss"}:
            continue
        try:
            found = entries(path.read_bytes())
            told["read" if any(each.message for each in found) else "index"] += 1
        except NotReadable:
            assert "xee" in path.name or "invalid" in path.name
            told["refused"] += 1
    assert told == {"read": 21, "index": 12, "refused": 3}
