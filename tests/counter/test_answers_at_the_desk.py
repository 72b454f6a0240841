"""Whoever comes for an answer hears it, answers what we asked, and nothing typed is lost."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.casework.answering import answer
from kentongan.casework.asking import ask
from kentongan.casework.claiming import claim
from kentongan.casework.closing import refuse
from kentongan.casework.heard import Heard, OwnUnitHelps
from kentongan.casework.judged_aloud import Word, say
from kentongan.casework.models import (
    Addition,
    Case,
    Disposition,
    Inquiry,
    Objection,
    Stage,
    Verdict,
)
from kentongan.casework.verifying import verify
from kentongan.counter.models import Ticket
from kentongan.intake.models import Channel, Reporter, ServiceRequest
from kentongan.journal.models import Entry
from kentongan.mailroom.models import Letter
from kentongan.people.models import User
from tests.counter.test_at_the_desk import TOLD, act, page
from tests.mailroom.conftest import draw
from tests.statements import statements
from tests.workdesk.conftest import OpenCase

QUESTION = "Tiang nomor berapa yang mati?"


@pytest.fixture
def told(lamp: OpenCase, alice: User) -> ServiceRequest:
    """A report that was told at a counter, by somebody who comes back for the answer."""
    case = lamp()
    verify(case, is_public=False, public_words="", by=alice, at=timezone.now())
    ServiceRequest.objects.update(channel=Channel.COUNTER)
    Reporter.objects.update(by_voice=True)
    return ServiceRequest.objects.get()


@pytest.fixture
def asked(told: ServiceRequest, alice: User) -> ServiceRequest:
    ask(Case.objects.get(), QUESTION, by=alice, at=timezone.now())
    return told


def read_out(shown: str) -> str:
    return shown.partition('id="said"')[2].partition("</div>")[0]


def waiting(shown: str) -> str:
    return shown.partition("Jawaban yang menunggu")[2].partition("</ul>")[0]


def test_the_question_itself_is_read_out_and_stands_with_what_waits_to_be_told(
    desk: Client, in_hand: Ticket, asked: ServiceRequest
) -> None:
    draw()
    act(desk, in_hand, "find", code=asked.code)
    shown = page(desk, in_hand)
    assert QUESTION in read_out(shown)
    assert QUESTION in shown.replace(read_out(shown), "")
    assert "Jawaban atas pertanyaan kami" in shown


def test_the_words_of_an_answer_and_why_it_was_refused_are_read_out(
    desk: Client, in_hand: Ticket, told: ServiceRequest, alice: User
) -> None:
    case, at = Case.objects.get(), timezone.now()
    answer(case, "Regu berangkat besok.", by=alice, at=at)
    act(desk, in_hand, "find", code=told.code)
    assert "Regu berangkat besok." in read_out(page(desk, in_hand))
    refuse(case, Disposition.Reason.NOT_OURS, "Tiang itu milik PLN.", by=alice, at=at)
    draw()
    shown = page(desk, in_hand)
    said = read_out(shown)
    assert "Tiang itu milik PLN." in said
    assert "Alasannya:" in said
    assert "Tiang itu milik PLN." in shown.replace(said, "")


def test_what_was_done_is_read_out_before_they_say_whether_it_is_so(
    desk: Client, in_hand: Ticket, told: ServiceRequest, bob: User
) -> None:
    claim(Case.objects.get(), "Lampu sudah diganti.", by=bob, at=timezone.now())
    act(desk, in_hand, "find", code=told.code)
    assert "Lampu sudah diganti." in read_out(page(desk, in_hand))


def test_the_words_of_a_confidential_matter_are_read_out_by_its_code_alone(
    desk: Client, in_hand: Ticket, asked: ServiceRequest
) -> None:
    ServiceRequest.objects.update(is_confidential=True)
    draw()
    act(desk, in_hand, "find", code=asked.reference)
    shown = page(desk, in_hand)
    assert asked.reference in shown
    assert QUESTION not in shown
    act(desk, in_hand, "find", code=asked.code)
    assert QUESTION in read_out(page(desk, in_hand))


def test_words_given_at_the_counter_answer_the_open_question(
    desk: Client, in_hand: Ticket, asked: ServiceRequest, alice: User
) -> None:
    act(desk, in_hand, "find", code=asked.code)
    assert act(desk, in_hand, "words", added="").status_code == 422
    kept = act(desk, in_hand, "words", added="Nomor tujuh")
    assert kept["Location"].endswith("?ok=replied")
    assert Inquiry.objects.get().reply == "Nomor tujuh"
    case = Case.objects.get()
    assert (case.stage, case.paused_until) == (Stage.VERIFIED, None)
    assert Entry.objects.get(kind="case.reporter_replied").by_id == alice.pk
    act(desk, in_hand, "words", added="Dan nomor delapan")
    assert Addition.objects.get().text == "Dan nomor delapan"


def test_who_stands_there_says_whether_it_is_repaired_with_the_help_of_the_clerk(
    desk: Client, in_hand: Ticket, told: ServiceRequest, alice: User, bob: User
) -> None:
    claim(Case.objects.get(), "Lampu sudah diganti.", by=bob, at=timezone.now())
    act(desk, in_hand, "find", code=told.reference)
    assert 'value="fixed"' not in page(desk, in_hand)
    assert act(desk, in_hand, "fixed").status_code == 422  # a reference is no secret
    act(desk, in_hand, "find", code=told.code)
    assert 'data-function="Shift F3"' in page(desk, in_hand)
    assert act(desk, in_hand, "not_fixed", added="").status_code == 422
    said = act(desk, in_hand, "not_fixed", added="Masih padam")
    assert said["Location"].endswith("?ok=not_fixed")
    verdict = Verdict.objects.get()
    assert (verdict.channel, verdict.helper, verdict.by) == (Channel.COUNTER, alice, None)
    assert Entry.objects.get(kind="case.disputed").by_id == alice.pk
    assert Case.objects.get().stage == Stage.VERIFIED
    assert 'value="fixed"' not in page(desk, in_hand)
    shown = desk.get(f"/meja/kasus/{told.reference}/").content.decode()
    assert "di loket" in shown
    assert f"dengan bantuan {alice.name}" in shown
    own = desk.get(f"/t/{told.spoken_code}/").content.decode()
    assert "dicatat di loket" in own


def test_nobody_takes_down_that_what_their_own_unit_claims_is_done(
    in_hand: Ticket, told: ServiceRequest, alice: User, bob: User
) -> None:
    at = timezone.now()
    claim(Case.objects.get(), "Lampu sudah diganti.", by=bob, at=at)
    heard = Heard(Channel.COUNTER, bob)
    with pytest.raises(OwnUnitHelps):
        say(told, Word.FIXED, "", heard=heard, at=at)
    take_up = say(told, Word.NOT_FIXED, "Masih padam", heard=heard, at=at)
    assert take_up.pk


def test_an_objection_to_a_refusal_is_taken_down_at_the_counter(
    desk: Client, in_hand: Ticket, told: ServiceRequest, alice: User
) -> None:
    refuse(
        Case.objects.get(), Disposition.Reason.UNFOUNDED, "Menyala.", by=alice, at=timezone.now()
    )
    act(desk, in_hand, "find", code=told.code)
    assert 'data-function="F1"' in page(desk, in_hand)
    act(desk, in_hand, "objection", added="Malam hari padam")
    made = Objection.objects.get()
    assert (made.channel, made.helper, made.text) == (Channel.COUNTER, alice, "Malam hari padam")
    assert act(desk, in_hand, "objection", added="Sekali lagi").status_code == 409


def test_a_code_that_is_not_found_leaves_no_other_matter_beside_it(
    desk: Client, in_hand: Ticket, told: ServiceRequest
) -> None:
    act(desk, in_hand, "find", code=told.code)
    missed = act(desk, in_hand, "find", code="0000-0000-0000")
    shown = missed.content.decode()
    assert missed.status_code == 422
    assert 'id="matter"' not in shown
    assert 'value="words"' not in shown
    assert f"Kembali ke {told.reference}" in shown
    assert 'id="matter"' in page(desk, in_hand)


def test_what_was_typed_for_a_number_that_is_done_stands_on_the_page(
    desk: Client, in_hand: Ticket
) -> None:
    act(desk, in_hand, "done")
    late = act(desk, in_hand, "report", **TOLD, name="Ani Contoh", added="Dua lampu")
    assert late.status_code == 409
    shown = late.content.decode()
    assert all(words in shown for words in (TOLD["words"], "Ani Contoh", "Dua lampu"))
    assert TOLD["words"] not in page(desk, in_hand)


def test_before_they_have_come_letters_are_keys_and_no_words(desk: Client, in_hand: Ticket) -> None:
    assert "autofocus" not in page(desk, in_hand)
    act(desk, in_hand, "here")
    assert "autofocus" in page(desk, in_hand)


def test_a_guessed_type_follows_the_words_also_after_the_page_was_drawn_anew(
    desk: Client, in_hand: Ticket
) -> None:
    guessed = {"words": "lampu jalan padam", "kind": "BJR-01", "guess": "BJR-01"}
    act(desk, in_hand, "look", **guessed)
    shown = page(desk, in_hand)
    assert 'value="PJU-01" selected' in shown
    assert "data-guess" in shown
    act(desk, in_hand, "look", **{**guessed, "guess": ""})
    shown = page(desk, in_hand)
    assert 'value="BJR-01" selected' in shown
    assert "data-guess" not in shown


def test_more_to_tell_costs_no_more_statements(
    desk: Client, in_hand: Ticket, told: ServiceRequest, alice: User
) -> None:
    case, at = Case.objects.get(), timezone.now()
    act(desk, in_hand, "find", code=told.code)
    counted = []
    for more in (1, 4):
        for number in range(more):
            answer(case, f"Kabar {more}, {number}", by=alice, at=at + timedelta(minutes=number))
        draw()
        page(desk, in_hand)
        with statements() as seen:
            page(desk, in_hand)
        counted.append(len(seen))
    assert Letter.objects.to_tell().count() > 3
    assert counted[0] == counted[1]
