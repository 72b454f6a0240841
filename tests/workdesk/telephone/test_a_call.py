"""A call at the desk: what is known of the number, and what becomes of what is said."""

import re
from datetime import timedelta
from math import inf

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.calls.commanding import conclude
from kentongan.calls.models import Call, CallDraft, Command, Purpose
from kentongan.calls.starting import start_by_hand
from kentongan.casework.models import Addition, Case, Stage
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.report import Person
from kentongan.journal.models import Entry
from kentongan.people.models import Role, User
from kentongan.toolbox import snapshots
from tests.workdesk.conftest import AddUser, AtDesk, OpenCase
from tests.workdesk.telephone.conftest import ANIS, TellCall

LAMP = {"words": "Lampu jalan depan gang padam", "kind": "PJU-01", "address": "Mawar"}


@pytest.fixture
def call(desk_of_alice: User, told_call: TellCall) -> Call:
    return told_call("offered", "queued", "ringing", "answered", extension="101")


@pytest.fixture
def desk(desk_of_alice: User, at_desk: AtDesk) -> Client:
    return at_desk(desk_of_alice)


def page(desk: Client, call: Call, query: str = "") -> str:
    answer = desk.get(f"/meja/telepon/{call.pk}/{query}")
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def press(desk: Client, call: Call, go: str, expect: int = 303, **typed: str) -> str:
    answer = desk.post(f"/meja/telepon/{call.pk}/isi", {"go": go, **typed})
    assert answer.status_code == expect, answer.content.decode()
    return answer.content.decode()


def test_the_callers_history_stands_there_before_anybody_answers(
    desk: Client, told_call: TellCall, lamp: OpenCase, desk_of_alice: User
) -> None:
    case = lamp(person=Person(name="Ani", phone=ANIS))
    ringing = told_call("offered", "queued", "ringing", extension="101")
    drawn = page(desk, ringing)
    assert case.reference in drawn
    assert "Ani" in drawn
    assert ServiceRequest.objects.count() == 1
    assert Call.objects.count() == 1


def test_a_number_shared_by_two_opens_nothing_by_itself(
    desk: Client, call: Call, lamp: OpenCase
) -> None:
    for name in ("Ani", "Budi"):
        lamp(f"Lampu di rumah {name} padam", person=Person(name=name, phone=ANIS))
    drawn = page(desk, call)
    assert "Ani, Budi" in drawn or "Budi, Ani" in drawn
    assert 'name="matter"' in drawn
    assert not re.search(r'name="matter"[^>]* checked', drawn)


def test_who_is_anonymous_is_not_found_by_their_number(
    desk: Client, call: Call, lamp: OpenCase
) -> None:
    hidden = lamp(person=Person(name="Ani", phone=ANIS), is_anonymous=True)
    assert hidden.reference not in page(desk, call)


def test_a_matter_of_oversight_is_not_shown_by_its_number(
    desk: Client, call: Call, lamp: OpenCase
) -> None:
    case = lamp(person=Person(name="Ani", phone=ANIS))
    Case.objects.filter(pk=case.pk).update(is_oversight=True)
    assert case.reference not in page(desk, call)


def test_how_a_matter_stands_is_told_in_sentences(desk: Client, call: Call, lamp: OpenCase) -> None:
    case = lamp(person=Person(name="Ani", phone=ANIS), at=timezone.now() - timedelta(days=60))
    assert case.promised_at is not None
    drawn = page(desk, call)
    assert re.search(r"terlambat|late by", drawn)
    told = ServiceRequest.objects.get()
    assert told.code not in drawn
    assert told.spoken_code not in drawn


def test_a_call_becomes_a_case_with_a_code_to_be_spelled(desk: Client, call: Call) -> None:
    press(desk, call, "report", **LAMP, name="Ani")
    told = ServiceRequest.objects.get()
    assert told.channel == Channel.PHONE
    assert told.reporter is not None
    assert told.reporter.phone == ANIS
    drawn = page(desk, call)
    for group in told.spoken_code.split("-"):
        assert group in drawn
    call.refresh_from_db()
    assert (call.service_request_id, call.purpose) == (told.pk, Purpose.REPORT)
    assert Entry.objects.filter(kind="call.linked", about_id=call.pk).count() == 1


def test_who_wishes_to_be_told_by_telephone_gets_no_message(desk: Client, call: Call) -> None:
    ticked = re.compile(r'name="by_voice"[^>]* checked')
    desk.post(f"/meja/telepon/{call.pk}/draf", {**LAMP, "by_voice": "1"})
    assert ticked.search(page(desk, call))
    press(desk, call, "report", **LAMP, by_voice="1")
    told = ServiceRequest.objects.get()
    assert told.reporter is not None
    assert (told.reporter.phone, told.reporter.by_voice) == (ANIS, True)
    assert ticked.search(page(desk, call))  # the caller is the same for a second matter


def test_pressed_twice_it_is_one_case(desk: Client, call: Call) -> None:
    press(desk, call, "report", **LAMP)
    press(desk, call, "report", **LAMP)
    assert Case.objects.count() == 1


def test_a_second_matter_in_one_call_is_a_second_case(desk: Client, call: Call) -> None:
    press(desk, call, "report", **LAMP)
    press(desk, call, "report", **{**LAMP, "words": "Satu lagi di gang sebelah padam"})
    assert Case.objects.count() == 2


def test_a_report_without_a_type_is_put_right_beside_its_words(desk: Client, call: Call) -> None:
    drawn = press(desk, call, "report", 422, words="Lampu padam", address="Mawar")
    assert 'id="kind-error"' in drawn
    assert "Lampu padam" in drawn
    assert CallDraft.objects.get(call=call).typed["words"] == "Lampu padam"


def test_what_is_known_is_offered_and_joined_only_when_chosen(
    desk: Client, call: Call, lamp: OpenCase
) -> None:
    known = lamp("Lampu jalan depan gang padam", point=None, kelurahan="99.71.01.1001",
                 at=timezone.now())  # fmt: skip
    place = known.jurisdiction.name
    typed = {**LAMP, "address": place}
    press(desk, call, "look", **typed)
    assert known.reference in page(desk, call)
    press(desk, call, "report", **typed, same=known.reference)
    known.refresh_from_db()
    assert (Case.objects.count(), known.voices) == (1, 2)


def test_words_are_added_to_a_matter_of_the_number(
    desk: Client, call: Call, lamp: OpenCase, desk_of_alice: User
) -> None:
    case = lamp(person=Person(name="Ani", phone=ANIS))
    told = ServiceRequest.objects.get()
    press(desk, call, "words", matter=str(told.pk), added="Sekarang tiga lampu yang padam")
    added = Addition.objects.get()
    assert (added.case_id, added.channel, added.by) == (case.pk, Channel.PHONE, desk_of_alice)


def test_no_words_are_added_to_what_another_number_told(
    desk: Client, call: Call, lamp: OpenCase
) -> None:
    lamp(person=Person(name="Budi", phone="+6281299999999"))
    told = ServiceRequest.objects.get()
    press(desk, call, "words", 404, matter=str(told.pk), added="Bukan punya saya")
    assert not Addition.objects.exists()


def test_one_key_hands_an_emergency_over_and_opens_its_case(desk: Client, call: Call) -> None:
    press(desk, call, "emergency", words="Banjir, orang tua terjebak", address="Mawar")
    call.refresh_from_db()
    assert call.handed_to_emergency_at is not None
    command = Command.objects.get()
    assert (command.kind, command.body) == ("transfer", {"to": "112"})
    case = Case.objects.get()
    assert case.service_type.is_emergency
    assert "terjebak" in page(desk, call)


def test_an_emergency_without_a_place_is_handed_over_all_the_same(desk: Client, call: Call) -> None:
    press(desk, call, "emergency", words="Kebakaran")
    call.refresh_from_db()
    assert call.handed_to_emergency_at is not None
    assert not Case.objects.exists()
    press(desk, call, "emergency", words="Kebakaran", address="Mawar")
    assert Case.objects.count() == 1
    assert Command.objects.count() == 1


def test_what_the_exchange_could_not_hand_over_is_asked_for_again(desk: Client, call: Call) -> None:
    typed = {"words": "Kebakaran", "address": "Mawar"}
    for _ in range(2):
        press(desk, call, "emergency", **typed)
    first = Command.objects.get()
    conclude(first.idempotency_key, pbx=call.pbx, error="112 busy", at=timezone.now())
    press(desk, call, "emergency", **typed)
    assert [bool(each.failed_at) for each in Command.objects.order_by("pk")] == [True, False]
    assert Case.objects.count() == 1
    assert "Sudah disambungkan" not in page(desk, call)


def test_a_case_of_an_emergency_empties_the_form_for_what_is_told_next(
    desk: Client, call: Call
) -> None:
    press(desk, call, "emergency", words="Kebakaran dapur", address="Mawar", name="Ani")
    drawn = page(desk, call)
    assert "Kebakaran dapur</textarea>" not in drawn
    assert 'value="Ani"' in drawn
    assert "Kebakaran dapur" in drawn  # in the summary, from its case


def test_by_hand_the_summary_is_read_out(desk: Client, desk_of_alice: User) -> None:
    call = start_by_hand("081200000000", by=desk_of_alice, at=timezone.now())
    press(desk, call, "emergency", words="Kebakaran dapur", address="Mawar")
    assert not Command.objects.exists()
    sheet = desk.get(f"/meja/telepon/{call.pk}/ringkasan").content.decode()
    assert "Kebakaran dapur" in sheet
    assert ANIS in sheet


def test_what_was_typed_comes_back(desk: Client, call: Call) -> None:
    kept = desk.post(f"/meja/telepon/{call.pk}/draf", {"words": "Saya mau lap", "name": "Ani"})
    assert kept.status_code == 204
    drawn = page(desk, call)
    assert "Saya mau lap" in drawn
    assert 'value="Ani"' in drawn


def test_nobody_reads_or_writes_in_anothers_call(
    call: Call, budi: User, at_desk: AtDesk, desk: Client
) -> None:
    others = at_desk(budi)
    assert others.get(f"/meja/telepon/{call.pk}/").status_code == 409
    assert others.post(f"/meja/telepon/{call.pk}/draf", {"words": "x"}).status_code == 409
    assert not CallDraft.objects.exists()


def test_somebody_who_takes_no_calls_finds_no_telephone(
    bob: User, at_desk: AtDesk, call: Call
) -> None:
    for path in ("", f"{call.pk}/", "ruang", "keadaan"):
        assert at_desk(bob).get(f"/meja/telepon/{path}").status_code == 404


def test_wrapped_up_a_call_by_hand_has_ended(desk: Client, desk_of_alice: User) -> None:
    call = start_by_hand("", by=desk_of_alice, at=timezone.now())
    press(desk, call, "conclude", 422)
    press(desk, call, "conclude", purpose="information", note="Jam buka puskesmas")
    call.refresh_from_db()
    assert call.wrapped_up_at is not None
    assert call.ended_at is not None
    press(desk, call, "conclude", 409, purpose="information")


def test_recording_asks_for_leave_and_keeps_the_answer(desk: Client, call: Call) -> None:
    assert 'value="record"' in page(desk, call)
    press(desk, call, "do_not_record")
    call.refresh_from_db()
    assert call.may_record is False


def test_a_caller_who_hung_up_is_called_back(
    desk: Client, told_call: TellCall, desk_of_alice: User
) -> None:
    vain = told_call("offered", "queued", "abandoned")
    assert ANIS in desk.get("/meja/telepon/").content.decode()
    begun = desk.post(f"/meja/telepon/{vain.pk}/kembali", {"call": "yes"})
    assert begun.status_code == 303
    vain.refresh_from_db()
    assert vain.called_back_by == desk_of_alice
    assert Call.objects.filter(pbx="hand", number=ANIS).count() == 1


def test_a_page_costs_the_same_however_much_is_known(
    desk: Client, call: Call, lamp: OpenCase, monkeypatch: pytest.MonkeyPatch
) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    monkeypatch.setattr(snapshots, "CHECK_EVERY", inf)  # however slow the machine
    lamp(person=Person(name="Ani", phone=ANIS))
    page(desk, call)

    def cost() -> int:
        with CaptureQueriesContext(connection) as seen:
            page(desk, call)
        return len(seen)

    before = cost()
    for number in range(6):
        lamp(f"Lampu nomor {number} padam", person=Person(name="Ani", phone=ANIS))
    assert cost() == before <= 24


def test_a_role_that_only_supervises_reads_no_case(
    sari: User, at_desk: AtDesk, told_call: TellCall, lamp: OpenCase, add: AddUser
) -> None:
    case = lamp(person=Person(name="Ani", phone=ANIS))
    waiting = told_call("offered", "queued")
    assert case.reference not in page(at_desk(sari), waiting)
    assert case.stage == Stage.RECEIVED
    assert add("dewi", Role.SUPERVISOR, "setda").pk
