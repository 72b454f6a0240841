"""Levels by HTTP in any shape: mapped by the pack, archived, and honest about what is amiss."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest

from kentongan.situation.asking import ask_next, ask_now
from kentongan.situation.connecting import NotUnderstood
from kentongan.situation.feeds import Fetch
from kentongan.situation.gauges.gauge import Level
from kentongan.situation.gauges.loading import load_gauges
from kentongan.situation.gauges.reading import Reading, Said, read
from kentongan.situation.getting import get
from tests.conftest import moment
from tests.situation.gauges import AT, OWN, UPPER, feed
from tests.situation.sources import LATER, Source, source

pytestmark = pytest.mark.usefixtures("city")
NOON = moment("2026-02-10 11:50")
PLAIN = {"gauge": "pos", "value": "tma", "measured_at": "waktu"}
SHAPES: dict[str, tuple[bytes, dict[str, Any]]] = {
    "a list": (b'[{"pos":"kota","tma":81,"waktu":"2026-02-10T11:50:00+07:00"}]', PLAIN),
    "deep, in metres, by another name, in a zone": (
        b'{"data":{"pos":[{"n":{"kode":"P1"},"h":"0,81","d":"10/02/2026","j":"11:50"}]}}',
        {
            "rows": "data.pos",
            "gauge": "n.kode",
            "names": {"P1": "kota"},
            "value": "h",
            "unit": "m",
            "measured_at": ["d", "j"],
            "time": "%d/%m/%Y %H:%M",
            "zone": "Asia/Jakarta",
        },
    ),
    "one object, unix": (
        b'{"mm":810,"t":%d}' % (NOON.timestamp() * 1000),
        {"only": "kota", "value": "mm", "unit": "mm", "measured_at": "t", "time": "unix_ms"},
    ),
    "csv": (
        "\ufeffpos;tma;waktu\nkota;81;2026-02-10T11:50:00+07:00\n".encode(),
        {**PLAIN, "format": "csv", "delimiter": ";"},
    ),
}


@pytest.mark.parametrize(("raw", "told"), SHAPES.values(), ids=SHAPES.keys())
def test_a_shape_is_read_as_the_pack_maps_it(raw: bytes, told: dict[str, Any]) -> None:
    assert read(Said(raw, AT), told) == (Reading("kota", NOON, 81.0),)


def test_what_is_missing_is_a_gap_and_never_zero() -> None:
    row = b'{"pos":"kota","tma":%s,"waktu":"2026-02-10T11:50:00+07:00"}'
    for nothing in (b"null", b'""', b'"-"', b"true", b'"NaN"', b"1e99", b"[]"):
        raw = b"[%s,%s]" % (row % nothing, row % b"5")
        assert [each.cm for each in read(Said(raw, AT), PLAIN)] == [5.0]
        with pytest.raises(NotUnderstood):
            read(Said(b"[%s]" % (row % nothing), AT), PLAIN)


def test_a_row_of_no_moment_is_a_gap_and_the_others_count() -> None:
    row = b'{"pos":"kota","tma":81,"waktu":"%s"}'
    for never in (b"0001-01-01T00:00:00+07:00", b"9999-12-31T23:59:59+00:00", b"kemarin", b""):
        raw = b"[%s,%s]" % (row % never, row % b"2026-02-10T11:50:00+07:00")
        assert read(Said(raw, AT), PLAIN) == (Reading("kota", NOON, 81.0),)


BROKEN = {
    "half": b'[{"pos":"kota","tma":81,"wak',
    "a page": b"<html>",
    "numbers": b"[1,2]",
    "no zone": b'[{"pos":"kota","tma":81,"waktu":"2026-02-10 11:50"}]',
    "no moment": b'[{"pos":"kota","tma":81,"waktu":"kemarin"}]',
    "elsewhere": b'[{"gauge":"kota","level":81}]',
}


@pytest.mark.parametrize("raw", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_not_understood_is_said_so(raw: bytes) -> None:
    with pytest.raises(NotUnderstood):
        read(Said(raw, AT), PLAIN)


def test_a_bare_number_of_a_topic_was_measured_when_it_came_unless_it_was_retained() -> None:
    told = {"format": "number", "gauge_topic": 2}
    said = Said(b" 81.5 ", AT, "sungai/kota/tma")
    assert read(said, told) == (Reading("kota", AT, 81.5),)
    with pytest.raises(NotUnderstood, match="retained"):
        read(said._replace(is_retained=True), told)


@pytest.fixture
def told() -> Iterator[Source]:
    with source() as found:
        yield found


def test_levels_are_asked_for_once_and_a_failure_changes_none(told: Source) -> None:
    at = LATER.astimezone(UTC)
    written = datetime.fromtimestamp(at.timestamp() - 300, UTC).isoformat()
    told.pages = {"/tma": (200, b'[{"pos":"kota","tma":81,"waktu":"%s"}]' % written.encode())}
    asked = feed(told.at("/tma"))
    load_gauges((UPPER, OWN), at=AT)
    turn = ask_next(get, at=LATER)
    assert turn is not None
    assert (turn.taken, turn.fault) == (1, "")
    assert Level.objects.get().body_id == Fetch.objects.get().body_id
    assert ask_now(asked, get, at=LATER).taken == 0
    told.pages = {"/tma": (503, b"")}
    assert ask_now(asked, get, at=LATER).fault
    assert Level.objects.count() == 1
