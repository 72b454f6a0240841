"""The gate at the desk: sent elsewhere and followed, set aside and restored, objections decided."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.casework.closing import Reason, refuse
from kentongan.casework.models import Case, Referral
from kentongan.casework.objecting import object_to
from kentongan.people.models import Role, User
from tests.workdesk.conftest import AddUser, AtDesk, OpenCase

SOON = {"ask_again_on": str(timezone.localdate() + timedelta(days=20))}
PLN = {"authority": "PLN UP3 Contoh", "address": "Jalan Listrik 1", "text": "Tiang milik PLN."}


@pytest.fixture
def desk(alice: User, at_desk: AtDesk) -> Client:
    return at_desk(alice)


def do(desk: Client, case: Case, noun: str, **form: str) -> int:
    return desk.post(f"/meja/kasus/{case.reference}/{noun}", form).status_code


def page(desk: Client, address: str) -> str:
    response = desk.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_a_case_is_sent_elsewhere_followed_and_concluded(desk: Client, lamp: OpenCase) -> None:
    case = lamp()
    assert do(desk, case, "rujukan", **PLN, **SOON) == 303
    listed = page(desk, "/meja/gerbang/?apa=rujukan")
    assert case.reference in listed
    assert "PLN UP3 Contoh, Jalan Listrik 1" in listed
    assert "Jalan Listrik 1" in page(desk, f"/meja/kasus/{case.reference}/")
    assert do(desk, case, "tindak-lanjut", text="Ditelepon.", **SOON) == 303
    assert do(desk, case, "penutupan-rujukan", text="Sudah diganti.", their_reference="7") == 303
    assert case.reference not in page(desk, "/meja/gerbang/?apa=rujukan")
    assert Referral.objects.get().their_reference == "7"
    assert do(desk, case, "tindak-lanjut", text="Lagi.", **SOON) == 409


@pytest.mark.parametrize("missing", ["authority", "address", "text", "ask_again_on"])
def test_a_form_that_lacks_something_is_shown_again(
    desk: Client, lamp: OpenCase, missing: str
) -> None:
    case, form = lamp(), {**PLN, **SOON}
    del form[missing]
    assert do(desk, case, "rujukan", **form) == 422
    case.refresh_from_db()
    assert case.is_open


def test_a_form_that_lacks_everything_names_all_that_is_missing(
    desk: Client, lamp: OpenCase
) -> None:
    told = desk.post(f"/meja/kasus/{lamp().reference}/rujukan", {}).content.decode()
    assert told.count("Mohon isi ini.") == 3
    assert 'id="refer-day-error"' in told


def test_spam_is_set_aside_listed_and_restored(desk: Client, lamp: OpenCase) -> None:
    case = lamp("Pinjaman cepat")
    assert do(desk, case, "pengesampingan", text="Iklan.") == 303
    assert case.reference in page(desk, "/meja/gerbang/?apa=kesampingan")
    assert "pemulihan" in page(desk, f"/meja/kasus/{case.reference}/")
    assert do(desk, case, "pemulihan", reason="Bukan iklan.") == 303
    case.refresh_from_db()
    assert case.is_open


def test_the_refuser_reads_that_the_objection_is_anothers_and_a_colleague_decides(
    desk: Client, alice: User, add: AddUser, at_desk: AtDesk, lamp: OpenCase
) -> None:
    case = lamp()
    refuse(case, Reason.UNFOUNDED, "Menyala.", by=alice, at=timezone.now())
    object_to(case.filings.get().service_request, "Masih padam.", at=timezone.now())
    assert case.reference not in page(desk, "/meja/gerbang/")
    own = page(desk, f"/meja/kasus/{case.reference}/?do=decide")
    assert "Anda sendiri yang menolaknya" in own
    assert 'name="is_upheld"' not in own
    decision = {"is_upheld": "yes", "answer": "Kami periksa lagi."}
    assert do(desk, case, "putusan", **decision) == 409
    colleague = at_desk(add("beni", Role.OPERATOR, "setda"))
    assert case.reference in page(colleague, "/meja/gerbang/")
    told = page(colleague, f"/meja/kasus/{case.reference}/?do=decide")
    form = told[told.index("/putusan") : told.index("</form>", told.index("/putusan"))]
    assert "Menyala." in form
    assert "Masih padam." in form
    assert do(colleague, case, "putusan", answer="Tanpa pilihan.") == 422
    assert do(colleague, case, "putusan", **decision) == 303
    assert do(colleague, case, "putusan", **decision) == 409
    case.refresh_from_db()
    assert case.is_open


def test_incomplete_is_no_reason_to_refuse(desk: Client, lamp: OpenCase) -> None:
    case = lamp()
    assert 'value="incomplete"' not in page(desk, f"/meja/kasus/{case.reference}/?do=refuse")
    assert do(desk, case, "penolakan", reason="incomplete", text="Kurang jelas.") == 422


def test_whoever_gives_a_case_to_the_inspectorate_sees_it_no_more(
    desk: Client, lamp: OpenCase, add: AddUser, at_desk: AtDesk
) -> None:
    case = lamp()
    assert do(desk, case, "pengawasan", reason="Petugas minta uang.") == 303
    assert desk.get(f"/meja/kasus/{case.reference}/").status_code == 404
    inspector = at_desk(add("ina", Role.OFFICER, "inspektorat"))
    told = page(inspector, f"/meja/kasus/{case.reference}/")
    assert "Petugas minta uang." in told
    assert "/verifikasi" in told
    assert case.reference in page(inspector, "/meja/")


def test_the_lists_hold_only_what_one_may_act_on(
    desk: Client, alice: User, lamp: OpenCase, add: AddUser, at_desk: AtDesk, bob: User
) -> None:
    case = lamp()
    do(desk, case, "pengesampingan", text="Iklan.")
    elsewhere = at_desk(add("camat", Role.HEAD, "99.71.02"))
    for word in ("keberatan", "rujukan", "kesampingan"):
        assert case.reference not in page(elsewhere, f"/meja/gerbang/?apa={word}")
    assert at_desk(bob).get("/meja/gerbang/").status_code == 404
    assert desk.get("/meja/gerbang/?apa=lain").status_code == 404
