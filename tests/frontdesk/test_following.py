"""Following a report by its code: what happened, what comes next, and by when."""

from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from kentongan.casework.answering import answer
from kentongan.casework.asking import ask, reply
from kentongan.casework.assigning import assign
from kentongan.casework.closing import Reason, refuse
from kentongan.casework.history import history
from kentongan.casework.models import Case
from kentongan.casework.noting import note
from kentongan.casework.opening import take_in
from kentongan.casework.pausing import Reason as PauseReason
from kentongan.casework.pausing import end_due_pauses, pause, resume
from kentongan.casework.verifying import verify
from kentongan.frontdesk.telling import tell_public
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.report import Report
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.toolbox.codes import spoken
from kentongan.toolbox.geometry import Point
from tests.conftest import moment
from tests.frontdesk.pictures import jpeg
from tests.settling import settle

pytestmark = pytest.mark.usefixtures("city")

OPERATOR = Role.OPERATOR


def user(name: str, role: Role, unit: str) -> User:
    made = User.objects.add(name, name.title(), None)
    Membership.objects.create(user=made, unit=directory().unit_by_code[unit], role=role)
    return made


def told(at: datetime | None = None) -> ServiceRequest:
    report = Report("PJU-01", "Lampu padam", Channel.WEB, point=Point(-6.1912, 106.6121))
    return take_in(report, at=at or timezone.now())


def page(request: ServiceRequest) -> str:
    answer = Client().get(f"/t/{request.spoken_code}/")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
    return answer.content.decode()


def case_of(request: ServiceRequest) -> Case:
    return Case.objects.get(filings__service_request=request)


@pytest.mark.parametrize(
    "write", [str.lower, lambda code: code.replace("-", ""), lambda c: f" {c} "]
)
def test_a_code_is_forgiven_hyphens_and_capitals(write: object) -> None:
    code = told().spoken_code
    answer = Client().get("/t/", {"kode": write(code)})  # type: ignore[operator]
    assert answer["Location"] == f"/t/{code}/"


def test_look_alikes_lead_to_the_canonical_address() -> None:
    request = told()
    ServiceRequest.objects.filter(pk=request.pk).update(code="01V123456789")
    answer = Client().get("/t/OIU1-2345-6789/")
    assert answer["Location"] == f"/t/{spoken('01V123456789')}/"


@pytest.mark.parametrize("code", ["AAAA-BBBB-CCCC", "x", "%00", "../x", "é" * 30])
def test_a_wrong_code_is_a_404_with_a_form_to_try_again(code: str) -> None:
    answer = Client().get("/t/", {"kode": code})
    assert answer.status_code == 404
    assert "Tidak ada laporan dengan kode" in answer.content.decode()


def test_a_test_report_has_no_page() -> None:
    report = Report("PJU-01", "Uji", Channel.OPEN311, point=Point(-6.19, 106.61), is_test=True)
    request = take_in(report, at=timezone.now())
    assert Client().get(f"/t/{request.spoken_code}/").status_code == 404


def test_a_fresh_report_tells_who_and_by_when_and_how_that_was_counted() -> None:
    text = page(told(moment("2026-03-13 09:00")))
    assert "Dinas Perhubungan" in text
    assert "27 Mar" in text
    assert "5 hari kerja" in text
    assert "Laporan masuk" in text
    assert "<svg" in text


def test_the_whole_way_in_plain_words_and_without_an_officer_s_name() -> None:
    operator = user("alice", Role.OPERATOR, "setda")
    officer = user("bobby", Role.OFFICER, "dishub")
    request = told(moment("2026-03-13 09:00"))
    case, at = case_of(request), moment("2026-03-13 10:00")
    verify(case, is_public=False, public_words="", by=operator, at=at)
    assign(case, officer, "Tolong dicek diam-diam", by=operator, at=at)
    note(case, "Catatan dalam", by=officer, at=at)
    answer(case, "Regu berangkat sore ini.", by=officer, at=at)
    settle(case, "Lampu sudah diganti.", by=officer, at=at + timedelta(hours=3))
    text = page(request)
    for said in ("Dibaca dan diterima", "Sedang dikerjakan", "Regu berangkat", "sudah diganti"):
        assert said in text
    for hidden in ("Catatan dalam", "diam-diam", "Bobby", "Alice"):
        assert hidden not in text


def test_a_refusal_gives_its_reason_and_the_way_to_object() -> None:
    request = told()
    operator = user("alice", Role.OPERATOR, "setda")
    refuse(case_of(request), Reason.NOT_OURS, "Ini wewenang PLN.", by=operator, at=timezone.now())
    text = page(request)
    assert "wewenang instansi lain" in text
    assert "Ini wewenang PLN." in text
    assert f'action="/t/{request.spoken_code}/keberatan"' in text


def test_a_question_is_answered_on_the_same_page() -> None:
    request = told()
    operator = user("alice", Role.OPERATOR, "setda")
    ask(case_of(request), "Di tiang nomor berapa?", by=operator, at=timezone.now())
    assert "Di tiang nomor berapa?" in page(request)
    citizen = Client(enforce_csrf_checks=True)
    address = f"/t/{request.spoken_code}/balas"
    empty = citizen.post(address, {"reply": " "})
    assert empty.status_code == 422
    long = citizen.post(address, {"reply": "y" * 4001})
    assert long.status_code == 422
    assert "y" * 4001 in long.content.decode()
    done = citizen.post(address, {"reply": "Nomor 12"})
    assert done.status_code == 303
    assert "Nomor 12" in page(request)
    assert citizen.post(address, {"reply": "Lagi"}).status_code == 409


def test_the_public_sees_that_a_question_was_answered_and_not_its_words() -> None:
    request = told()
    operator, case = user("alice", Role.OPERATOR, "setda"), case_of(request)
    ask(case, "Di tiang nomor berapa?", by=operator, at=timezone.now())
    reply(request, "Nomor 12, rumah saya", at=timezone.now())
    lines = tell_public(history(case))
    assert [line.title for line in lines[:3]] == [
        "Pertanyaan dijawab",
        "Waktu berhenti",
        "Kami bertanya",
    ]
    assert not any(line.text for line in lines)


def test_a_question_nobody_answers_in_time_is_told_as_the_end_of_the_pause() -> None:
    request, at = told(), timezone.now()
    ask(case_of(request), "Di tiang nomor berapa?", by=user("alice", OPERATOR, "setda"), at=at)
    assert end_due_pauses(at=at + timedelta(days=90)) == 1
    text = page(request)
    assert "Waktu berjalan lagi" in text
    assert "jeda berakhir pada batasnya: belum ada jawaban" in text
    line = tell_public(history(case_of(request)))[0]
    assert line.note == "jeda berakhir pada batasnya: belum ada jawaban"


@pytest.mark.parametrize("reason", [PauseReason.AUTHORITY, PauseReason.FORCE_MAJEURE])
def test_a_pause_that_nobody_ends_is_told_to_have_reached_its_limit(reason: PauseReason) -> None:
    request, at = told(), timezone.now()
    alice = user("alice", OPERATOR, "setda")
    pause(case_of(request), reason, "Menunggu PLN", None, by=alice, at=at)
    assert "jeda berakhir pada batasnya" not in page(request)
    assert end_due_pauses(at=at + timedelta(days=400)) == 1
    assert "jeda berakhir pada batasnya" in page(request)


def test_while_the_time_stands_still_no_day_is_promised() -> None:
    request, at = told(), timezone.now()
    assert "Tenggat" in page(request)
    alice = user("alice", OPERATOR, "setda")
    pause(case_of(request), PauseReason.AUTHORITY, "Menunggu PLN", None, by=alice, at=at)
    text = page(request)
    assert "<dt>Tenggat</dt>" not in text
    assert "mundur selama waktu yang hilang" in text


def test_a_pause_that_somebody_ends_says_only_that_the_time_runs_on() -> None:
    request, at = told(), timezone.now()
    alice = user("alice", OPERATOR, "setda")
    pause(case_of(request), PauseReason.REPORTER, "Tidak diangkat", None, by=alice, at=at)
    resume(case_of(request), by=alice, at=at + timedelta(hours=1))
    text = page(request)
    assert "Waktu berjalan lagi" in text
    assert "jeda berakhir pada batasnya" not in text


def test_another_city_s_code_is_nobody_s_here(city: object) -> None:
    assert (
        Client().get(f"/t/{told().spoken_code}/", headers={"Host": "elsewhere"}).status_code == 404
    )


def test_no_page_of_this_door_opens_a_session() -> None:
    request = told()
    for address in ("/", "/lapor/", "/t/", "/peta/", f"/t/{request.spoken_code}/"):
        answer = Client().get(address)
        assert not answer.cookies
        assert "Cookie" not in answer.get("Vary", "")
        assert len(answer.content) < 100_000


def test_a_question_is_answered_with_a_picture() -> None:
    request, at = told(), timezone.now()
    ask(case_of(request), "Di mana?", by=user("alice", OPERATOR, "setda"), at=at)
    sent = {"reply": "Ini", "photos": SimpleUploadedFile("lampu.jpg", jpeg(), "image/jpeg")}
    assert Client().post(f"/t/{request.spoken_code}/balas", sent).status_code == 303
    assert case_of(request).inquirys.get().reply == "Ini"
    assert f"{request.photos.get().digest}.jpg" in page(request)
