"""What stands beside a call: answers to common questions, and the operator's own day."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.calls.models import Purpose
from kentongan.calls.wrapping_up import conclude
from kentongan.cities.models import City
from kentongan.cities.packs.facts import SnippetFacts
from kentongan.config.founding import load
from kentongan.people.models import User
from tests.example_city import PACK
from tests.workdesk.conftest import AtDesk
from tests.workdesk.telephone.conftest import TellCall


@pytest.fixture
def desk(desk_of_alice: User, at_desk: AtDesk) -> Client:
    return at_desk(desk_of_alice)


def snippet(code: str, question: str, answer: str, *types: str) -> SnippetFacts:
    texts = {"id": question}, {"id": answer}
    return SnippetFacts(code, *texts, service_types=types, source="UU 24/2013")


def test_answers_to_common_questions_are_found_by_a_word_or_by_the_type(
    desk: Client, told_call: TellCall, city: City
) -> None:
    akta = snippet("akta", "Akta kelahiran hilang?", "Bawa surat kehilangan.")
    lampu = snippet("lampu", "Siapa mengurus lampu?", "Dinas Perhubungan.", "PJU-01")
    load(city, replace(PACK, knowledge=(akta, lampu)), at=timezone.now())
    call = told_call("offered", "queued", "ringing", "answered", extension="101")
    help_at = "/meja/telepon/bantuan/knowledge"
    found = desk.get(help_at, {"q": "akt"}).text
    assert "Bawa surat kehilangan." in found
    assert "UU 24/2013" in found
    assert "Dinas Perhubungan." not in found
    assert "Dinas Perhubungan." in desk.get(help_at, {"kind": "PJU-01"}).text
    assert "<details" not in desk.get(help_at, {"q": "gajah"}).text
    desk.post(f"/meja/telepon/{call.pk}/draf", {"kind": "PJU-01"})
    assert "Dinas Perhubungan." in desk.get(f"/meja/telepon/{call.pk}/").text


def test_ones_own_day_counts_ones_own_calls_of_today(
    desk: Client, told_call: TellCall, desk_of_alice: User, budi: User
) -> None:
    now = timezone.now()
    spoken = told_call("offered", "answered", "ended", extension="101", began=now)
    conclude(spoken, Purpose.INFORMATION, "", by=desk_of_alice, at=now)
    told_call("offered", "answered", extension="101", began=now, number="+6281200000001")
    told_call("offered", "answered", "ended", extension="102", number="+6281200000002")
    yesterday = now - timedelta(days=1)
    told_call("offered", "answered", "ended", extension="101", began=yesterday)
    drawn = desk.get("/meja/telepon/?semua").text
    own = drawn.partition("own-day")[2].partition("</p>")[0]
    assert re.findall(r"<b>(.*?)</b>", own)[:4] == ["2", "1", "0", "0"]
