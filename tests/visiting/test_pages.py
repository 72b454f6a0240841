"""The pages of a visit: planned on the map or in the list, told of on the way, printed."""

import re
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from kentongan.casework.claiming import claim
from kentongan.casework.models import Case
from kentongan.casework.overseeing import oversee
from kentongan.casework.verifying import verify
from kentongan.people.models import Role, User
from kentongan.toolbox.geometry import Point
from kentongan.visiting.models import Stop, StopPhoto, Visit
from tests.casework.pictures import file, street
from tests.statements import statements
from tests.visiting.test_story import MAWAR
from tests.workdesk.conftest import IN_MAWAR, AddUser, AtDesk, OpenCase, add, at_desk, lamp

__all__ = ["add", "at_desk", "lamp"]


@pytest.fixture
def lina(add: AddUser) -> User:
    return add("lina", Role.HEAD, MAWAR)


@pytest.fixture
def lurah(lina: User, at_desk: AtDesk) -> Client:
    return at_desk(lina)


@pytest.fixture
def visit(lurah: Client) -> Visit:
    answer = lurah.post("/meja/kunjungan/", {"day": f"{timezone.localdate()}", "note": "Tangga"})
    assert answer.status_code == 303, answer.content.decode()
    return Visit.objects.get()


def way(visit: Visit) -> str:
    return f"/meja/kunjungan/{visit.pk}/rute"


def planned(desk: Client, visit: Visit, *cases: Case) -> list[Stop]:
    answer = desk.post(way(visit), {"act": "tambah", "case": [case.pk for case in cases]})
    assert answer.status_code == 303, answer.content.decode()
    return list(visit.stops.order_by("position"))


def gone(desk: Client, visit: Visit, *cases: Case) -> list[Stop]:
    stops = planned(desk, visit, *cases)
    assert desk.post(f"/meja/kunjungan/{visit.pk}/berangkat").status_code == 303
    return stops


def order(visit: Visit) -> list[int]:
    return list(visit.stops.order_by("position").values_list("case_id", flat=True))


def test_places_are_ticked_in_the_list_put_in_order_and_taken_out(
    lurah: Client, visit: Visit, lamp: OpenCase
) -> None:
    far, near, mid = (
        lamp(f"Lampu {n} padam", point=Point(IN_MAWAR.lat, IN_MAWAR.lon + n / 1000))
        for n in (4, 0, 2)
    )
    page = lurah.get(way(visit)).content.decode()
    assert page.count('name="case"') == 3
    stops = planned(lurah, visit, near, far, mid)
    page = lurah.get(way(visit)).content.decode()
    assert 'name="case"' not in page
    assert page.count('<g class="waypoint"') == 3
    lurah.post(way(visit), {"act": "singkat"})
    assert order(visit) == [near.pk, mid.pk, far.pk]
    lurah.post(way(visit), {"act": "urut", f"place-{stops[1].pk}": "1"})
    assert order(visit) == [far.pk, near.pk, mid.pk]
    lurah.post(way(visit), {"act": f"naik-{stops[0].pk}", f"purpose-{stops[0].pk}": "speak"})
    assert order(visit) == [near.pk, far.pk, mid.pk]
    lurah.post(way(visit), {"act": f"hapus-{stops[1].pk}"})
    assert order(visit) == [near.pk, mid.pk]


def test_what_makes_no_sense_is_said_and_the_ticks_stay(
    lurah: Client, visit: Visit, lamp: OpenCase
) -> None:
    case = lamp()
    assert lurah.post(way(visit), {"act": "terbang", "case": [case.pk]}).status_code == 422
    answer = lurah.post(way(visit), {"act": "tambah"})
    assert answer.status_code == 422
    assert lurah.get(f"{way(visit)}?type=XX").status_code == 200
    assert lurah.post("/meja/kunjungan/", {"day": "besok"}).status_code == 422
    past = timezone.localdate() - timedelta(days=1)
    refused = lurah.post("/meja/kunjungan/", {"day": f"{past}", "note": "Sepatu bot"})
    assert refused.status_code == 422
    assert "Sepatu bot" in refused.content.decode()


def test_filters_narrow_what_is_offered_and_stay_when_something_is_added(
    lurah: Client, visit: Visit, lamp: OpenCase
) -> None:
    case = lamp()
    assert 'name="case"' in lurah.get(f"{way(visit)}?due=late&type=PJU-01").content.decode()
    assert 'name="case"' not in lurah.get(f"{way(visit)}?stage=claimed").content.decode()
    answer = lurah.post(f"{way(visit)}?due=late", {"act": "tambah", "case": [case.pk]})
    assert "due=late" in answer["Location"]


def test_a_stop_is_told_of_with_a_picture_and_stands_in_the_case(
    lurah: Client, visit: Visit, lamp: OpenCase
) -> None:
    case = lamp()
    (stop,) = gone(lurah, visit, case)
    told = f"/meja/kunjungan/{visit.pk}/perhentian/{stop.pk}"
    photo = SimpleUploadedFile("a.jpg", file(street(7)).read(), "image/jpeg")
    refused = lurah.post(told, {"outcome": "otherwise", "text": "", "pictures": photo})
    assert refused.status_code == 422
    token = re.search(r'name="attached" value="([^"]+)"', refused.content.decode())
    assert token is not None
    typed = {"outcome": "otherwise", "text": "Sudah menyala", "attached": token[1]}
    answer = lurah.post(told, {**typed, "lat": "-6.1912", "lon": "106.6121"})
    assert answer.status_code == 303
    stop.refresh_from_db()
    assert (stop.outcome, stop.lat) == ("otherwise", -6.1912)
    assert StopPhoto.objects.filter(stop=stop).count() == 1
    assert "Sudah menyala" in lurah.get(f"/meja/kasus/{case.reference}/").content.decode()
    page = lurah.get(f"/meja/kunjungan/{visit.pk}/").content.decode()
    assert "/foto/kecil/" in page


def test_what_a_phone_sends_twice_is_told_once(
    lurah: Client, visit: Visit, lamp: OpenCase, add: AddUser, at_desk: AtDesk
) -> None:
    (stop,) = gone(lurah, visit, lamp())
    told = f"/meja/kunjungan/{visit.pk}/perhentian/{stop.pk}"
    typed = {"outcome": "nobody", "lat": "utara", "lon": "nan"}
    assert [lurah.post(told, typed).status_code for _ in range(2)] == [303, 303]
    assert lurah.post(told, {"outcome": "as_told"}).status_code == 409
    mate = at_desk(add("maman", Role.HEAD, MAWAR))
    assert mate.post(told, typed).status_code == 409
    stop.refresh_from_db()
    assert (stop.outcome, stop.lat) == ("nobody", None)


def test_what_comes_too_late_is_shown_again_to_be_copied(
    lurah: Client, visit: Visit, lamp: OpenCase, add: AddUser, at_desk: AtDesk
) -> None:
    stop, other = gone(lurah, visit, lamp(), lamp("Lampu lain padam"))
    here = f"/meja/kunjungan/{visit.pk}/"
    lurah.post(f"{here}perhentian/{stop.pk}", {"outcome": "nobody"})
    mate = at_desk(add("maman", Role.HEAD, MAWAR))
    late = {"outcome": "otherwise", "text": "Kabelnya putus"}
    photo = SimpleUploadedFile("a.jpg", file(street(7)).read(), "image/jpeg")
    told_first = mate.post(f"{here}perhentian/{stop.pk}", {**late, "pictures": photo})
    lurah.post(f"{here}selesai")
    over = mate.post(f"{here}perhentian/{other.pk}", late)
    for refused, of in ((told_first, stop), (over, other)):
        drawn = refused.content.decode().partition(f'id="stop-{of.pk}"')[2].partition("</details>")
        assert refused.status_code == 409
        assert 'role="alert"' in drawn[0]
        assert "Kabelnya putus</textarea>" in drawn[0]
    assert "/foto/kecil/" in told_first.content.decode()


def test_whoever_signs_in_again_comes_back_to_the_visit(
    lurah: Client, visit: Visit, lamp: OpenCase
) -> None:
    (stop,) = gone(lurah, visit, lamp())
    here = f"/meja/kunjungan/{visit.pk}/"
    for address in (f"{here}perhentian/{stop.pk}", f"{here}selesai"):
        assert lurah.get(address).headers["Location"] == here
    visit.refresh_from_db()
    assert visit.is_ahead


def test_a_checked_claim_leads_to_the_verdict_by_one_key(
    lurah: Client, visit: Visit, lamp: OpenCase, add: AddUser
) -> None:
    case, at = lamp(), timezone.now()
    verify(case, is_public=False, public_words="", by=add("alice", Role.OPERATOR, "setda"), at=at)
    claim(case, "Sudah diganti", by=add("bob", Role.OFFICER, "dishub"), at=at)
    (stop,) = gone(lurah, visit, case)
    told = f"/meja/kunjungan/{visit.pk}/perhentian/{stop.pk}"
    answer = lurah.post(told, {"outcome": "as_told", "text": "Menyala"})
    page = lurah.get(answer["Location"]).content.decode()
    verdict = f"/meja/kasus/{case.reference}/pembenaran"
    assert f'action="{verdict}"' in page
    case.refresh_from_db()
    assert case.is_open
    assert lurah.post(verdict, {"text": "Menyala"}).status_code == 303
    case.refresh_from_db()
    assert case.outcome == "confirmed"
    assert f'action="{verdict}"' not in lurah.get(answer["Location"]).content.decode()


def test_a_visit_ends_or_is_called_off_with_a_reason(
    lurah: Client, visit: Visit, lamp: OpenCase
) -> None:
    here = f"/meja/kunjungan/{visit.pk}/"
    assert lurah.post(f"{here}selesai").status_code == 409
    gone(lurah, visit, lamp())
    assert lurah.post(f"{here}batal", {"reason": " "}).status_code == 422
    assert lurah.post(f"{here}selesai").status_code == 303
    assert lurah.post(f"{here}batal", {"reason": "Hujan"}).status_code == 409
    assert here in lurah.get("/meja/kunjungan/").content.decode()


def test_another_units_visit_is_not_there(
    lurah: Client, visit: Visit, lamp: OpenCase, add: AddUser, at_desk: AtDesk
) -> None:
    (stop,) = gone(lurah, visit, lamp())
    here = f"/meja/kunjungan/{visit.pk}/"
    charlie = at_desk(add("charlie", Role.HEAD, "99.71.02.1001"))
    assert here not in charlie.get("/meja/kunjungan/").content.decode()
    for address in (here, f"{here}rute", f"{here}lembar.pdf"):
        assert charlie.get(address).status_code == 404
    for address in (f"{here}rute", f"{here}selesai", f"{here}perhentian/{stop.pk}"):
        assert charlie.post(address, {"act": "singkat", "outcome": "as_told"}).status_code == 404
    council = at_desk(add("rani", Role.COUNCIL, "setda"))
    assert council.get("/meja/kunjungan/").status_code == 404


def test_a_matter_of_oversight_vanishes_from_page_and_sheet(
    lurah: Client, visit: Visit, lamp: OpenCase, lina: User
) -> None:
    case = lamp("Petugas minta uang")
    (stop,) = gone(lurah, visit, case)
    oversee(case, "Tentang pegawai", by=lina, at=timezone.now())
    here = f"/meja/kunjungan/{visit.pk}/"
    for address in (here, f"{here}rute"):
        page = lurah.get(address).content.decode()
        assert case.reference not in page
        assert "minta uang" not in page
    told = lurah.post(f"{here}perhentian/{stop.pk}", {"outcome": "as_told"})
    assert told.status_code == 404
    assert lurah.post(f"{here}rute", {"act": f"naik-{stop.pk}"}).status_code == 404


def test_the_sheet_is_a_pdf_of_every_stop(lurah: Client, visit: Visit, lamp: OpenCase) -> None:
    gone(lurah, visit, *(lamp(f"Lampu {n} #padam") for n in range(7)))
    answer = lurah.get(f"/meja/kunjungan/{visit.pk}/lembar.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")


def test_the_pages_cost_the_same_with_one_stop_and_with_many(
    lurah: Client, visit: Visit, lamp: OpenCase
) -> None:
    def cost() -> list[int]:
        counts = []
        for address in ("", f"{visit.pk}/", f"{visit.pk}/rute"):
            lurah.get(f"/meja/kunjungan/{address}")
            with statements() as seen:
                lurah.get(f"/meja/kunjungan/{address}")
            counts.append(len(seen))
        return counts

    planned(lurah, visit, lamp())
    lamp()
    few = cost()
    planned(lurah, visit, *(lamp(f"Lampu {n} padam") for n in range(6)))
    lamp("Yang lain")
    assert cost() == few
