"""A report comes of a few messages, on every channel that carries words."""

import pytest

from kentongan.casework.models import Case
from kentongan.dialogue.linking import spelt
from kentongan.intake.messages import Medium, WhyAside
from kentongan.intake.models import LocatedBy, ServiceRequest
from kentongan.journal.models import Entry
from kentongan.places.models import Jurisdiction, Landmark
from kentongan.toolbox.snapshots import forget_all
from tests.dialogue.talking import Talk

pytestmark = pytest.mark.usefixtures("city")


@pytest.mark.parametrize("channel", list(Medium))
def test_one_message_with_what_and_where_is_a_report(channel: Medium) -> None:
    talk = Talk(channel)
    said = talk.write("Lampu jln dpn rumah padam, klrhn Mawar")
    told = talk.matter
    assert (told.service_type.code, told.jurisdiction.name) == ("PJU-01", "Mawar")
    assert (told.channel, told.words) == (channel, "Lampu jln dpn rumah padam, klrhn Mawar")
    assert told.spoken_code in said
    assert told.reference in said
    assert f"/t/{told.spoken_code}/" in said
    assert told.filing.case.promised_at is not None
    assert spelt(told.filing.case.promised_at, "id") in said
    assert Case.objects.count() == 1
    assert talk.thread.service_request == told


def test_a_reporter_is_reached_where_they_wrote_from() -> None:
    for channel, name in (
        (Medium.SMS, "phone"),
        (Medium.TELEGRAM, "telegram"),
        (Medium.EMAIL, "email"),
    ):
        talk = Talk(channel)
        talk.write("Lampu jalan padam di Mawar")
        assert talk.matter.reporter is not None
        assert getattr(talk.matter.reporter, name) == talk.thread.address


def test_what_is_missing_is_asked_for_one_by_one() -> None:
    talk = Talk()
    assert "Ada masalah apa" in talk.write("Halo")
    assert "Di mana" in talk.write("pju mati pak")
    assert "Laporan" in talk.write("Melati")
    told = talk.matter
    assert (told.words, told.jurisdiction.name) == ("pju mati pak", "Melati")
    assert told.located_by == LocatedBy.KELURAHAN


def test_a_shared_location_is_the_spot() -> None:
    talk = Talk()
    talk.write("lampu jalan padam")
    talk.write(lat=-6.1912, lon=106.6121)
    told = talk.matter
    assert (told.located_by, told.jurisdiction.name, told.lat) == ("device", "Mawar", -6.1912)


def test_a_location_outside_is_said_so_and_asked_again() -> None:
    talk = Talk()
    talk.write("lampu jalan padam")
    assert "di luar kota" in talk.write(lat=1.0, lon=1.0)
    talk.write("kenanga")
    assert talk.matter.jurisdiction.name == "Kenanga"


def test_of_several_kinds_one_chooses_by_number() -> None:
    talk = Talk()
    said = talk.write("lampu padam dan sampah bau di Mawar")
    assert "1. " in said
    assert "2. " in said
    wanted = said.splitlines()[2].removeprefix("2. ")
    talk.write("no 2")
    assert talk.matter.service_type.names["id"] == wanted


def test_the_place_is_looked_for_in_what_is_known_as_people_spell_it() -> None:
    talk = Talk()
    talk.write("lampu jalan padam")
    talk.write("kel. mlati rt 3")
    assert talk.matter.jurisdiction.name == "Melati"
    assert talk.matter.address == "kel. mlati rt 3"


def test_within_a_kecamatan_the_kelurahan_is_asked() -> None:
    talk = Talk()
    said = talk.write("lampu jalan padam di kec. Selatan")
    assert "1. Dahlia, Selatan\n2. Kenanga, Selatan" in said
    talk.write("kenanga")
    assert talk.matter.jurisdiction.name == "Kenanga"


def test_a_landmark_lies_where_the_city_says_also_where_boundaries_differ() -> None:
    melati = Jurisdiction.objects.get(code="99.71.01.1002")
    Landmark.objects.create(name="Pasar Kenari", jurisdiction=melati, lat=-6.1912, lon=106.6121)
    forget_all()
    talk = Talk()
    talk.write("Lampu jalan padam di depan Pasar Kenari")
    assert (talk.matter.located_by, talk.matter.lat) == ("name", -6.1912)
    assert talk.matter.jurisdiction.name == "Melati"


def test_a_street_of_that_name_is_not_the_kelurahan() -> None:
    talk = Talk()
    assert "Di mana" in talk.write("lampu di jln mawar padam")


def test_enough_ends_it_with_what_is_there_but_for_the_place_asked_once_more() -> None:
    talk = Talk()
    talk.write("lampu padam dan sampah bau")
    said = talk.write("cukup")
    assert "Di mana" in said
    assert not ServiceRequest.objects.exists()
    talk.write("mawar")
    assert talk.matter.words == "lampu padam dan sampah bau"


def test_enough_with_nothing_told_is_taken_kindly() -> None:
    assert "LAPOR" in Talk().write("selesai")
    assert not ServiceRequest.objects.exists()


def test_who_never_says_where_is_asked_at_most_twice_and_somebody_reads_it() -> None:
    talk = Talk()
    for _ in range(6):
        talk.write("lampu jalan padam gelap sekali")
    asked = [said for said in talk.replies if "?" in said or "tidak menemukan" in said]
    assert len(asked) <= 2
    assert Entry.objects.filter(kind="message.set_aside").count() == 1
    talk.write("di mawar")
    assert talk.matter.jurisdiction.name == "Mawar"


def test_english_is_answered_in_english() -> None:
    said = Talk().write("The street lamp is out in front of my house, Mawar")
    assert "Thank you. Report" in said
    assert ServiceRequest.objects.get().language == "en"


def test_an_emergency_names_whom_to_call() -> None:
    assert "112" in Talk().write("banjir air masuk rumah di Kenanga")


def test_a_private_matter_is_not_named_in_a_message() -> None:
    said = Talk().write("ktp saya hilang, rekam di kelurahan Mawar")
    assert "KTP dan KK" not in said
    assert "urusan pribadi" in said


def test_every_reply_has_one_entry_without_words() -> None:
    talk = Talk()
    talk.write("lampu jalan padam")
    entry = Entry.objects.get(kind="dialogue.replied")
    assert entry.about == "conversation"
    assert set(entry.particulars) == {"row", "channel"}


def test_too_long_a_text_is_set_aside_with_a_word() -> None:
    talk = Talk()
    assert "lebih singkat" in talk.write("tolong " * 2000)
    assert talk.message().set_aside_because == WhyAside.TOO_LONG
