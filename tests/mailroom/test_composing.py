"""What a letter says: in the reporter's language, with the officer's words and the way back."""

from dataclasses import replace

import pytest

from kentongan.casework.answering import answer
from kentongan.casework.asking import ask
from kentongan.casework.claiming import claim
from kentongan.casework.closing import Reason, refuse
from kentongan.casework.verifying import verify
from kentongan.intake.models import Reporter
from kentongan.mailroom.composing import compose
from kentongan.mailroom.letterheads import letterhead
from kentongan.mailroom.models import Letter
from kentongan.mailroom.parcels import Parcel
from kentongan.mailroom.readers import NoAddress
from kentongan.people.models import Role
from tests.mailroom.conftest import FRIDAY, case_of, draw, told, user

pytestmark = pytest.mark.usefixtures("city")


def composed(kind: str) -> Parcel:
    draw()
    letter = Letter.objects.get(kind=kind)
    letter.message_id = "letter-1@testserver"
    return compose(letter, letterhead())


def test_the_first_letter_thanks_names_the_unit_and_the_promise_and_leads_to_the_page() -> None:
    request = told()
    parcel = composed("request.received")
    assert parcel.subject == f"Laporan {request.reference} sudah kami terima"
    assert "Terima kasih atas laporan Anda." in parcel.text
    assert "Jumat, 13 Maret 2026 pukul 09.00" in parcel.text
    assert "Dinas Perhubungan" in parcel.text
    assert "paling lambat Jumat, 27 Maret 2026 pukul 15.30" in parcel.text
    assert f"\nhttp://testserver/t/{request.spoken_code}/\n" in parcel.text
    assert (parcel.to, parcel.sender_name) == ("siti@contoh.invalid", "Kota Contoh")


def test_who_reported_in_english_is_written_to_in_english() -> None:
    request = told(language="en")
    parcel = composed("request.received")
    assert parcel.subject == f"Report {request.reference} has arrived"
    assert "Friday, 13 March 2026 at 09:00" in parcel.text
    assert "Transport Agency is responsible" in parcel.text
    assert parcel.language == "en"


def test_a_language_the_city_does_not_speak_gives_way_to_its_first() -> None:
    told(language="fr")
    assert composed("request.received").language == "id"


def test_nothing_the_reporter_typed_and_no_matter_leaves_the_house() -> None:
    told()
    parcel = composed("request.received")
    for private in ("pasar", "padam", "Lampu", "Siti"):
        assert private not in parcel.subject + parcel.text


def test_a_question_an_answer_and_an_end_carry_the_officers_words() -> None:
    admin = user("alice", Role.ADMINISTRATOR, "setda")
    case = case_of(told())
    ask(case, "Di tiang nomor berapa?\nDekat apa?", by=admin, at=FRIDAY)
    verify(case, is_public=False, public_words="", by=admin, at=FRIDAY)
    answer(case, "Regu berangkat sore ini.", by=admin, at=FRIDAY)
    answer(case, "Suku cadang dipesan.", by=admin, at=FRIDAY)
    claim(case, "Lampu sudah diganti.", by=admin, at=FRIDAY)
    assert "    Di tiang nomor berapa?\n    Dekat apa?\n" in composed("case.reporter_asked").text
    assert "    Lampu sudah diganti.\n" in composed("case.claimed").text
    answers = Letter.objects.filter(kind="case.answered").order_by("pk")
    texts = [compose(letter, letterhead()).text for letter in answers]
    assert ["Regu berangkat" in text for text in texts] == [True, False]
    assert ["Suku cadang" in text for text in texts] == [False, True]


def test_a_refusal_says_why_and_how_to_object() -> None:
    admin = user("alice", Role.ADMINISTRATOR, "setda")
    refuse(case_of(told()), Reason.NOT_OURS, "Ini wewenang PLN.", by=admin, at=FRIDAY)
    text = composed("case.refused").text
    assert "karena ini wewenang instansi lain" in text
    assert "    Ini wewenang PLN.\n" in text
    assert "Bila Anda keberatan" in text
    assert "021-000000" in text


def test_an_erased_reporter_is_nobody_to_write_to() -> None:
    told()
    draw()
    Reporter.objects.all().delete()
    with pytest.raises(NoAddress):
        compose(Letter.objects.get(), letterhead())


def test_links_begin_as_the_admin_says(settings: object) -> None:
    settings.LETTER_BASE = "https://{domain}:8443/"  # type: ignore[attr-defined]
    assert letterhead().link("ABCD2345EFGH") == "https://testserver:8443/t/ABCD-2345-EFGH/"
    assert replace(letterhead(), base="http://a").link("ABCD2345EFGH").startswith("http://a/t/")
