"""What the rooms refuse, and that nothing is kept of it."""

from collections.abc import Mapping

import pytest

from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.catalogue.shelf import UnknownServiceType
from kentongan.intake.answering import AnswerMissing, AnswerUnusable
from kentongan.intake.locating import (
    AbsurdPlace,
    NoPlace,
    OutsideCity,
    SwappedPlace,
    UnknownKelurahan,
)
from kentongan.intake.models import Channel, Reporter, ServiceRequest
from kentongan.intake.receiving import NothingSaid
from kentongan.intake.repeating import AlreadyReceived
from kentongan.intake.report import Person, Report
from kentongan.journal.models import Entry
from kentongan.toolbox.geometry import Point
from kentongan.toolbox.refusals import Unprocessable
from tests.conftest import moment

pytestmark = pytest.mark.usefixtures("city")
NOW = moment("2026-03-13 09:00")
INSIDE = Point(-6.19, 106.61)


def report(**changed: object) -> Report:
    whole = {
        "service_code": "PJU-01",
        "words": "Lampu padam",
        "channel": Channel.WEB,
        "point": INSIDE,
        "person": Person("Siti"),
    }
    return Report(**{**whole, **changed})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"point": Point(-6.9, 106.61)}, OutsideCity),
        ({"point": Point(106.61, -6.19)}, SwappedPlace),
        ({"point": Point(1000.0, 2000.0)}, AbsurdPlace),
        ({"point": Point(float("nan"), 106.6)}, AbsurdPlace),
        ({"point": Point(float("inf"), 106.6)}, AbsurdPlace),
        ({"point": None}, NoPlace),
        ({"point": None, "kelurahan": "11.01.01.1001"}, UnknownKelurahan),
        ({"point": None, "kelurahan": "99.71.01"}, UnknownKelurahan),
        ({"service_code": "NOPE"}, UnknownServiceType),
        ({"words": "  \x00 "}, NothingSaid),
        ({"words": "x" * 4001}, Unprocessable),
        ({"service_code": "SPH-01"}, AnswerMissing),
        ({"service_code": "SPH-01", "answers": {"hari": "tiga"}}, AnswerUnusable),
        ({"answers": {"jumlah": "lima"}}, AnswerUnusable),
        ({"answers": {"jumlah": ["satu", "banyak"]}}, AnswerUnusable),
        ({"answers": {"rahasia": "x"}}, AnswerUnusable),
    ],
)
def test_what_cannot_be_used_is_refused_and_leaves_no_trace(
    changed: Mapping[str, object], refusal: type[Unprocessable]
) -> None:
    before = Entry.objects.count()
    with pytest.raises(refusal) as caught:
        take_in(report(**changed), at=NOW)
    assert str(caught.value)
    assert not ServiceRequest.objects.exists()
    assert not Reporter.objects.exists()
    assert Entry.objects.count() == before


def test_a_kelurahan_alone_is_enough_and_invents_no_point() -> None:
    kept = take_in(report(point=None, kelurahan="99.71.02.1001"), at=NOW)
    assert (kept.lat, kept.lon, kept.cell) == (None, None, None)
    assert kept.filing.case.jurisdiction.code == "99.71.02.1001"


def test_the_same_submission_twice_is_one_report() -> None:
    first = take_in(report(idempotency_key="k1"), at=NOW)
    with pytest.raises(AlreadyReceived) as caught:
        take_in(report(idempotency_key="k1"), at=NOW)
    assert caught.value.earlier == first
    assert Case.objects.count() == 1


def test_a_test_report_reaches_no_queue_and_no_count() -> None:
    take_in(report(is_test=True), at=NOW)
    assert ServiceRequest.objects.get().is_test
    assert not Case.objects.exists()
    assert not Entry.objects.filter(kind="request.received").exists()


def test_answers_are_kept_as_they_were_asked() -> None:
    kept = take_in(report(answers={"jumlah": "banyak", "tiang": " 12 "}), at=NOW)
    assert kept.answers == {"jumlah": "banyak", "tiang": "12"}
