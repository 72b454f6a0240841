"""At the desk: what may be the same stands beside it, is joined, and is split again."""

from datetime import timedelta

import pytest
from django.test import Client

from kentongan.casework.adding import add_voice
from kentongan.casework.joining import join
from kentongan.casework.models import Case
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.people.models import User
from kentongan.toolbox.geometry import Point
from tests.statements import statements
from tests.workdesk.conftest import FRIDAY, IN_MAWAR, AtDesk, OpenCase


@pytest.fixture
def desk(alice: User, at_desk: AtDesk) -> Client:
    return at_desk(alice)


def page(browser: Client, case: Case, more: str = "") -> str:
    return browser.get(f"/meja/kasus/{case.reference}/{more}").content.decode()


def test_an_unread_case_leads_to_what_may_be_the_same_side_by_side(
    desk: Client, lamp: OpenCase
) -> None:
    case = lamp("Lampu padam di depan pasar")
    other = lamp(
        "Lampu depan pasar mati", FRIDAY - timedelta(days=2), point=Point(-6.1915, 106.6121)
    )
    assert f"/meja/kasus/{case.reference}/mirip" in page(desk, case)
    text = page(desk, case, "mirip")
    assert "Lampu padam di depan pasar" in text
    assert "Lampu depan pasar mati" in text
    assert "berjarak 33 m" in text
    assert "selang 2 hari" in text
    assert f'name="into" value="{other.reference}"' in text


def test_many_similar_cases_cost_no_more_statements(desk: Client, lamp: OpenCase) -> None:
    case = lamp()
    page(desk, case, "mirip")
    with statements() as few:
        page(desk, case, "mirip")
    for _ in range(5):
        lamp()
    with statements() as many:
        page(desk, case, "mirip")
    assert len(many) == len(few)


def test_a_case_is_joined_by_a_typed_reference_and_the_page_leads_on(
    desk: Client, lamp: OpenCase
) -> None:
    case, other = lamp(), lamp()
    address = f"/meja/kasus/{case.reference}/penggabungan"
    answer = desk.post(address, {"into": f" {other.reference.lower()} "})
    assert answer.status_code == 303
    text = desk.get(answer["Location"]).content.decode()
    assert "Digabung. Suaranya kini didengar di kasus yang lain." in text
    assert f"/meja/kasus/{other.reference}/" in text
    assert "digabung ke kasus ini" in page(desk, other)


def test_a_reference_that_is_none_is_said_beside_what_was_typed(
    desk: Client, lamp: OpenCase
) -> None:
    case = lamp()
    answer = desk.post(f"/meja/kasus/{case.reference}/penggabungan", {"into": "KCXXXXXXXX"})
    assert answer.status_code == 422
    assert "Tidak ada kasus dengan nomor itu" in answer.content.decode()
    assert "KCXXXXXXXX" in answer.content.decode()


def test_a_reference_no_column_can_hold_is_refused(desk: Client, lamp: OpenCase) -> None:
    case = lamp()
    add_voice(Report("PJU-01", "Gelap", Channel.WEB, point=IN_MAWAR), case, at=FRIDAY)
    for noun, field in (("penggabungan", "into"), ("pemisahan", "voice")):
        answer = desk.post(f"/meja/kasus/{case.reference}/{noun}", {field: "KC\0XXXX"})
        assert answer.status_code == 422


def test_a_voice_is_chosen_and_split_off(desk: Client, lamp: OpenCase) -> None:
    case = lamp()
    told = Report("PJU-01", "Di sini juga gelap", Channel.WEB, point=IN_MAWAR)
    voice = add_voice(told, case, at=FRIDAY)
    assert f'name="voice" value="{voice.reference}"' in page(desk, case)
    split = f"/meja/kasus/{case.reference}/pemisahan"
    assert desk.post(split, {"voice": ""}).status_code == 422
    assert desk.post(split, {"voice": voice.reference}).status_code == 303
    assert "Di sini juga gelap" in page(desk, Case.objects.get(reference=voice.reference))
    assert "pemisahan" not in page(desk, case)


def test_a_joined_case_is_not_offered_to_be_reopened_but_split(
    desk: Client, alice: User, lamp: OpenCase
) -> None:
    case, other = lamp(), lamp()
    join(case, other, by=alice, at=FRIDAY)
    assert "pembukaan" not in page(desk, case)
    voice = {"voice": case.reference}
    assert desk.post(f"/meja/kasus/{other.reference}/pemisahan", voice).status_code == 303
    assert Case.objects.get(pk=case.pk).is_open


def test_charlie_sees_no_similar_cases_of_others(
    charlie: User, at_desk: AtDesk, lamp: OpenCase
) -> None:
    case, flood = lamp(), lamp("Banjir selutut", service_code="BJR-01")
    browser = at_desk(charlie)
    assert browser.get(f"/meja/kasus/{case.reference}/mirip").status_code == 404
    assert case.reference not in page(browser, flood, "mirip")
