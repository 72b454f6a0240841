"""What a letter says: in the reporter's language, with the officer's words and the way back."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from kentongan.casework.answering import answer
from kentongan.casework.asking import ask
from kentongan.casework.claiming import claim
from kentongan.casework.closing import Reason, refuse
from kentongan.casework.inviting import Party, invite, revoke
from kentongan.casework.verifying import verify
from kentongan.cities.packs.letter_facts import LettersFacts, SayingFacts
from kentongan.intake.models import Reporter, ServiceRequest
from kentongan.mailroom.barring import open_way
from kentongan.mailroom.composing import compose
from kentongan.mailroom.letterheads import letterhead
from kentongan.mailroom.links import REPLY_FOR, Purpose, read
from kentongan.mailroom.models import Letter
from kentongan.mailroom.parcels import Parcel
from kentongan.mailroom.readers import NoAddress, Revoked
from kentongan.mailroom.spelling import in_full
from kentongan.mailroom.styling import letters_facts, load_style
from kentongan.people.models import Role
from tests.mailroom.conftest import FRIDAY, case_of, draw, told, user

pytestmark = pytest.mark.usefixtures("city")


def composed(kind: str) -> Parcel:
    draw()
    letter = Letter.objects.get(kind=kind)
    letter.message_id = "letter-1@testserver"
    return composed_of(letter)


def composed_of(letter: Letter) -> Parcel:
    head = letterhead()
    return compose(letter, head, to=open_way(letter, head.style).address)


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
    texts = [composed_of(letter).text for letter in answers]
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
        composed_of(Letter.objects.get())


def test_links_begin_as_the_admin_says(settings: object) -> None:
    settings.LETTER_BASE = "https://{domain}:8443/"  # type: ignore[attr-defined]
    assert letterhead().link("ABCD2345EFGH") == "https://testserver:8443/t/ABCD-2345-EFGH/"
    assert replace(letterhead(), base="http://a").link("ABCD2345EFGH").startswith("http://a/t/")


def test_a_claim_says_what_was_done_and_until_when_it_can_be_opposed() -> None:
    admin = user("alice", Role.ADMINISTRATOR, "setda")
    case = case_of(told())
    verify(case, is_public=False, public_words="", by=admin, at=FRIDAY)
    claim(case, "Lampu sudah diganti.", by=admin, at=FRIDAY)
    parcel = composed("case.claimed")
    case.refresh_from_db()
    assert "    Lampu sudah diganti.\n" in parcel.text
    assert "Bila ternyata belum" in parcel.text
    assert in_full(case.due_at, "id") in parcel.text


def test_of_a_confidential_matter_only_the_code_and_the_way_are_told() -> None:
    admin = user("alice", Role.ADMINISTRATOR, "setda")
    request = told(phone="0812000111222")
    ServiceRequest.objects.filter(pk=request.pk).update(is_confidential=True)
    ask(case_of(request), "Siapa nama petugasnya?", by=admin, at=FRIDAY)
    parcel = composed("case.reporter_asked")
    assert parcel.subject == f"Laporan {request.reference}: ada kabar"
    assert parcel.short.startswith(f"Laporan {request.reference}: ada kabar. http://testserver/b/")
    for private in ("petugas", "Perhubungan", "pertanyaan", "tanya"):
        assert private not in parcel.text + parcel.short
    assert request.spoken_code in parcel.text


def test_a_question_brings_a_link_that_answers_it() -> None:
    admin = user("alice", Role.ADMINISTRATOR, "setda")
    request = told()
    inquiry = ask(case_of(request), "Di tiang nomor berapa?", by=admin, at=FRIDAY)
    text = composed("case.reporter_asked").text
    (token,) = re.findall(r"http://testserver/b/(.+)/\n", text)
    link = read(token, at=FRIDAY)
    assert (link.purpose, link.row, link.party) == (Purpose.REPLY, inquiry.pk, request.pk)
    assert link.until == FRIDAY + REPLY_FOR


def test_a_party_reads_its_question_and_nothing_of_the_reporter() -> None:
    admin = user("alice", Role.ADMINISTRATOR, "setda")
    request = told()
    party = Party("CV Terang", phone="0812000111222", language="en")
    until = FRIDAY + timedelta(days=10)
    invite(case_of(request), party, "Kapan dipasang?", until, by=admin, at=FRIDAY)
    parcel = composed("case.party_invited")
    assert (parcel.to, parcel.channel) == ("0812000111222", "sms")
    assert "To CV Terang," in parcel.text
    assert "    Kapan dipasang?\n" in parcel.text
    for private in (request.spoken_code, "siti", "/t/", "pasar"):
        assert private not in parcel.text + parcel.short
    assert len(parcel.short) <= 160
    assert "http://testserver/b/p-" in parcel.short


def test_a_link_taken_back_is_not_sent() -> None:
    admin = user("alice", Role.ADMINISTRATOR, "setda")
    party = Party("CV Terang", "kontraktor@contoh.invalid")
    until = FRIDAY + timedelta(days=10)
    asked = invite(case_of(told()), party, "Kapan dipasang?", until, by=admin, at=FRIDAY)
    draw()
    revoke(asked, by=admin, at=FRIDAY)
    with pytest.raises(Revoked):
        composed_of(Letter.objects.get(kind="case.party_invited"))


def test_a_citys_own_words_go_before_ours_in_the_languages_it_gives() -> None:
    facts = LettersFacts(
        sayings={
            "request.received": SayingFacts(
                subject={"id": "Halo {reference}"},
                text={"id": "Sampurasun 100 %.\n\nKode {reference}.\n\nNanti {authority}."},
                short={"id": "Halo {reference}!"},
            )
        }
    )
    load_style(facts)
    assert letters_facts() == facts
    request = told()
    parcel = composed("request.received")
    assert parcel.subject == f"Halo {request.reference}"
    assert "Sampurasun 100 %." in parcel.text
    assert f"\n\nKode {request.reference}.\n" in parcel.text
    assert "Nanti" not in parcel.text
    assert parcel.short.startswith(f"Halo {request.reference}! http://")
    Letter.objects.update(language="en")
    assert composed("request.received").subject == f"Report {request.reference} has arrived"
