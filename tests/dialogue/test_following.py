"""Later messages find their matter: by code, or by the thread; and nothing is told to strangers."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from kentongan.casework.asking import ask
from kentongan.casework.claiming import claim
from kentongan.casework.models import Addition, Case, Stage, Verdict
from kentongan.casework.verifying import verify
from kentongan.dialogue.models import Conversation
from kentongan.intake.messages import Medium, OptOut, WhyAside
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry
from kentongan.people.models import Role
from tests.casework.test_story import user
from tests.dialogue.talking import Talk

pytestmark = pytest.mark.usefixtures("city")
STRANGER = "0819 9999 9999"


@pytest.fixture
def talk() -> Talk:
    """Somebody who has just reported a lamp."""
    talk = Talk()
    talk.write("Lampu jalan padam di Mawar")
    return talk


def case() -> Case:
    return Case.objects.get()


def at_work(talk: Talk) -> None:
    alice = user("alice", Role.OPERATOR, "setda")
    verify(case(), is_public=False, public_words="", by=alice, at=talk.at)


def claimed(talk: Talk) -> None:
    at_work(talk)
    bob = user("bob", Role.OFFICER, "dishub")
    claim(case(), "Lampu diganti", by=bob, at=talk.at)


def test_in_the_thread_one_asks_how_it_stands(talk: Talk) -> None:
    said = talk.write("gmn laporan sy pak?")
    assert "menunggu dibaca" in said
    assert talk.matter.reference in said
    assert not Addition.objects.exists()


def test_other_words_in_the_thread_are_added(talk: Talk) -> None:
    assert "ditambahkan" in talk.write("Tiangnya juga miring, bahaya buat anak2")
    assert Addition.objects.get().text == "Tiangnya juga miring, bahaya buat anak2"
    assert ServiceRequest.objects.count() == 1


def test_thanks_are_no_words_to_add(talk: Talk) -> None:
    assert talk.write("Makasih") == "Sama-sama."
    assert not Addition.objects.exists()


@pytest.mark.parametrize("spell", [str.lower, lambda c: c.replace("-", " "), " ".join])
def test_the_secret_code_tells_how_it_stands_from_any_door(
    talk: Talk, spell: Callable[[str], str]
) -> None:
    code = talk.matter.spoken_code
    said = Talk(Medium.SMS, STRANGER).write(f"status {spell(code)}")
    assert talk.matter.reference in said
    assert "menunggu dibaca" in said


def test_words_with_the_secret_code_are_added_from_any_door(talk: Talk) -> None:
    Talk(Medium.EMAIL).write(f"{talk.matter.spoken_code} sekarang dua lampu yang mati")
    added = Addition.objects.get()
    assert (added.channel, added.service_request) == ("email", talk.matter)
    assert added.text == "sekarang dua lampu yang mati"


def test_the_public_number_tells_a_stranger_nothing_and_adds_nothing(talk: Talk) -> None:
    reference = talk.matter.reference
    for text in (f"status {reference}", f"{reference} saya mau tambah"):
        said = Talk(Medium.SMS, STRANGER).write(text)
        assert "Tidak ada laporan dengan kode itu" in said
    assert not Addition.objects.exists()


def test_the_same_number_on_another_channel_adds_words_but_is_told_no_state(talk: Talk) -> None:
    sms = Talk(Medium.SMS)
    assert "kode rahasia" in sms.write(f"status {talk.matter.reference}")
    assert "ditambahkan" in sms.write(f"{talk.matter.reference} lampunya kedip-kedip")
    assert Addition.objects.get().channel == "sms"


def test_a_code_of_another_city_or_none_is_said_kindly_and_reveals_nothing(talk: Talk) -> None:
    before = ServiceRequest.objects.count()
    for text in ("7KQ2-M9XA-3FHD", "status KT7KQ2M9XA", "7kq2 m9xa 3fhd tolong dicek"):
        said = Talk(Medium.TELEGRAM, "5").write(text)
        assert "Tidak ada laporan dengan kode itu di Kota Contoh" in said
    assert ServiceRequest.objects.count() == before


def test_an_open_question_is_answered_in_the_thread(talk: Talk) -> None:
    alice = user("alice", Role.OPERATOR, "setda")
    inquiry = ask(case(), "Nomor tiangnya berapa?", by=alice, at=talk.at)
    assert "Nomor tiangnya berapa?" in talk.write("status")
    assert "tersimpan" in talk.write("no 17")
    inquiry.refresh_from_db()
    assert (inquiry.reply, case().stage) == ("no 17", Stage.RECEIVED)


def test_nothing_that_came_with_the_code_keeps_it_for_those_who_read_the_case(talk: Talk) -> None:
    alice = user("alice", Role.OPERATOR, "setda")
    code = talk.matter.spoken_code
    inquiry = ask(case(), "Nomor tiangnya berapa?", by=alice, at=talk.at)
    assert "tersimpan" in talk.write(f"{code} tiang 17")
    inquiry.refresh_from_db()
    assert inquiry.reply == "tiang 17"
    verify(case(), is_public=False, public_words="", by=alice, at=talk.at)
    claim(case(), "Lampu diganti", by=user("bob", Role.OFFICER, "dishub"), at=talk.at)
    assert "dikerjakan lagi" in talk.write(f"{code} belum beres, masih mati")
    assert Verdict.objects.get().text == "belum beres, masih mati"


def test_a_claim_is_confirmed_by_a_word(talk: Talk) -> None:
    claimed(talk)
    assert "dinyatakan beres" in talk.write("Sdh beres pak, terima kasih")
    assert case().outcome == "confirmed"
    assert Verdict.objects.get().service_request == talk.matter


def test_a_claim_is_disputed_by_a_word(talk: Talk) -> None:
    claimed(talk)
    assert "dikerjakan lagi" in talk.write("blm beres, msh mati")
    assert case().is_open
    assert Verdict.objects.get().text == "blm beres, msh mati"


def test_a_yes_that_is_taken_back_is_kept_and_the_claim_stays_open(talk: Talk) -> None:
    claimed(talk)
    said = talk.write("katanya sudah diperbaiki tapi semalam gelap lagi")
    assert "ditambahkan" in said
    assert "BELUM BERES" in said
    assert (case().stage, Verdict.objects.count()) == (Stage.CLAIMED, 0)
    talk.write(f"{talk.matter.spoken_code} sudah beres")
    assert case().outcome == "confirmed"


def test_words_beside_the_question_how_it_stands_are_kept(talk: Talk) -> None:
    for text in ("bagaimana laporan saya? kabel putus menjuntai", "status lampu depan juga mati"):
        said = talk.write(text)
        assert "menunggu dibaca" in said
        assert "ditambahkan" in said
        assert Addition.objects.latest("pk").text == text
    inquiry = ask(case(), "Tiang yang mana?", by=user("alice", Role.OPERATOR, "setda"), at=talk.at)
    assert "Tiang yang mana?" in talk.write("status? kabelnya putus")
    inquiry.refresh_from_db()
    assert inquiry.replied_at is None


def test_a_mail_leaves_no_subject_and_no_label_of_its_code(talk: Talk) -> None:
    code = talk.matter.spoken_code
    for label in ("Kode", "Kode rahasia:\n", "Nomor laporan saya:"):
        text = f"Status laporan\n\n{label} {code}\n\nLampu depan rumah saya juga mati."
        assert "ditambahkan" in Talk(Medium.EMAIL).write(text)
        assert Addition.objects.latest("pk").text == "Lampu depan rumah saya juga mati."


def test_saying_it_twice_is_told_so_and_read_by_somebody(talk: Talk) -> None:
    claimed(talk)
    talk.write("belum beres")
    talk.write("belum beres")
    assert Verdict.objects.count() == 1
    assert Addition.objects.count() == 1


def test_a_new_report_begins_with_a_word(talk: Talk) -> None:
    first = talk.matter
    assert "Ada masalah apa" in talk.write("lapor")
    talk.write("sampah menumpuk di Melati")
    assert talk.matter != first
    assert talk.thread.service_request == talk.matter
    talk.write("lapor banjir air masuk rumah di Kenanga")
    assert ServiceRequest.objects.count() == 3
    assert Conversation.objects.filter(ended_at=None).count() == 1


def test_a_number_that_changed_hands_knows_nothing_of_the_one_before(talk: Talk) -> None:
    talk.at += timedelta(days=181)
    said = talk.write("bagaimana laporan saya")
    assert talk.matter.reference not in said
    assert "tidak menemukan laporan" in said


def test_whoever_says_it_is_not_theirs_is_cut_off_from_it(talk: Talk) -> None:
    reference = talk.matter.reference
    assert "tidak terhubung lagi" in talk.write("Maaf, salah sambung")
    assert reference not in talk.write("status")
    entry = Entry.objects.get(kind="dialogue.severed")
    assert entry.particulars["request"] == talk.matter.pk


def test_two_people_with_one_number_each_have_their_own_matter_by_its_code(talk: Talk) -> None:
    first = talk.matter
    talk.write("lapor sampah menumpuk di Melati")
    talk.write(f"{first.spoken_code} lampunya masih padam")
    assert Addition.objects.get().service_request == first
    assert talk.thread.service_request == first


def test_stop_is_heeded_until_they_write_of_themselves(talk: Talk) -> None:
    assert "tidak akan menerima pesan" in talk.write("STOP")
    assert OptOut.objects.get().address == talk.thread.address
    assert talk.write("ok") == ""
    assert talk.message().set_aside_because == WhyAside.STOPPED
    assert "akan menerima pesan dari kami lagi" in talk.write("mulai")
    assert OptOut.objects.get().until == talk.at
    assert [e.kind for e in Entry.objects.filter(kind__in=("dialogue.stopped", "dialogue.resumed"))]


def test_stop_among_other_words_stops_nothing() -> None:
    Talk().write("Tolong berhenti buang sampah di Mawar")
    assert not OptOut.objects.exists()


def test_help_explains(talk: Talk) -> None:
    assert "LAPOR" in talk.write("bantuan")
    assert "BERHENTI" in talk.write("help")


def test_long_after_the_end_new_words_are_a_new_report(talk: Talk) -> None:
    claimed(talk)
    talk.write("sudah beres")
    talk.at += timedelta(days=90)
    talk.write("sampah menumpuk di Melati")
    assert ServiceRequest.objects.count() == 2
