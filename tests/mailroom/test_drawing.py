"""What is owed to whom: the journal tells, and nothing is written twice."""

from datetime import timedelta

import pytest

from kentongan.casework.answering import answer
from kentongan.casework.asking import ask
from kentongan.casework.claiming import claim
from kentongan.casework.closing import Reason, refuse
from kentongan.casework.inviting import Party, invite
from kentongan.casework.joining import join
from kentongan.casework.models import Case, Filing
from kentongan.casework.noting import note
from kentongan.casework.reopening import reopen
from kentongan.casework.verifying import verify
from kentongan.journal.models import Entry
from kentongan.mailroom.models import Bookmark, Letter
from kentongan.people.models import Role
from tests.mailroom.conftest import FRIDAY, case_of, draw, told, user

pytestmark = pytest.mark.usefixtures("city")


def kinds() -> list[str]:
    return list(Letter.objects.order_by("pk").values_list("kind", flat=True))


def everything(case: Case) -> None:
    """Walk a case from the gate to its end, and once more."""
    admin = user("alice", Role.ADMINISTRATOR, "setda")
    ask(case, "Di tiang nomor berapa?", by=admin, at=FRIDAY)
    verify(case, is_public=True, public_words="Lampu padam", by=admin, at=FRIDAY)
    note(case, "Hanya untuk kita.", by=admin, at=FRIDAY)
    answer(case, "Regu berangkat sore ini.", by=admin, at=FRIDAY)
    claim(case, "Lampu sudah diganti.", by=admin, at=FRIDAY)
    reopen(case, "Ternyata padam lagi.", by=admin, at=FRIDAY)
    refuse(case, Reason.NOT_OURS, "Ini wewenang PLN.", by=admin, at=FRIDAY)


def test_everything_the_reporter_should_hear_of_becomes_a_letter() -> None:
    everything(case_of(told()))
    draw()
    assert kinds() == [
        "request.received",
        "case.reporter_asked",
        "case.answered",
        "case.claimed",
        "case.reopened",
        "case.refused",
    ]


def test_reading_the_journal_again_from_its_start_writes_nothing_twice() -> None:
    everything(case_of(told()))
    draw()
    before = kinds()
    Bookmark.objects.update(xact=0, entry=0)
    draw()
    assert kinds() == before


def test_who_left_no_email_address_gets_no_letter() -> None:
    everything(case_of(told(email="")))
    draw()
    assert kinds() == []


def test_every_voice_of_a_case_gets_its_own_letter_from_the_moment_it_is_filed() -> None:
    admin = user("alice", Role.ADMINISTRATOR, "setda")
    first, second, late = told(), told("budi@contoh.invalid"), told("joko@contoh.invalid")
    Filing.objects.filter(service_request=second).update(case=case_of(first))
    later = FRIDAY + timedelta(hours=2)
    Filing.objects.filter(service_request=late).update(case=case_of(first), at=later)
    verify(case_of(first), is_public=False, public_words="", by=admin, at=FRIDAY)
    claim(case_of(first), "Selesai.", by=admin, at=FRIDAY + timedelta(hours=1))
    draw()
    heard = Letter.objects.filter(kind="case.claimed").order_by("pk")
    assert [letter.service_request for letter in heard] == [first, second]


def test_a_new_mailroom_does_not_write_about_the_past() -> None:
    told()
    draw(at=FRIDAY + timedelta(days=3))
    assert kinds() == []
    assert Bookmark.objects.get().entry == Entry.objects.latest("pk").pk


def test_a_mailroom_that_stood_still_for_a_month_leaves_nothing_out() -> None:
    draw(at=FRIDAY)
    told()
    draw(at=FRIDAY + timedelta(days=30))
    assert kinds() == ["request.received"]


def test_a_test_report_gets_no_letter() -> None:
    told(is_test=True)
    draw()
    assert kinds() == []


def test_the_letters_own_entries_lead_to_no_letters() -> None:
    from kentongan.mailroom.settling import note_sent

    told()
    draw()
    note_sent(Letter.objects.get(), "", at=FRIDAY)
    draw()
    assert Entry.objects.filter(kind="letter.sent").count() == 1
    assert kinds() == ["request.received"]


def test_a_voice_that_was_joined_later_still_hears_what_happened_before() -> None:
    admin = user("alice", Role.ADMINISTRATOR, "setda")
    first, second = told(), told("budi@contoh.invalid")
    own = case_of(second)
    verify(own, is_public=False, public_words="", by=admin, at=FRIDAY)
    answer(own, "Regu berangkat.", by=admin, at=FRIDAY + timedelta(hours=1))
    join(own, case_of(first), by=admin, at=FRIDAY + timedelta(hours=2))
    later = FRIDAY + timedelta(hours=3)
    verify(case_of(first), is_public=False, public_words="", by=admin, at=later)
    claim(case_of(first), "Selesai.", by=admin, at=later)
    draw(at=later)
    heard = Letter.objects.filter(service_request=second).order_by("pk")
    assert [letter.kind for letter in heard] == [
        "request.received",
        "case.answered",
        "case.joined",
        "case.claimed",
    ]
    others = Letter.objects.filter(service_request=first).order_by("pk")
    assert [letter.kind for letter in others] == ["request.received", "case.claimed"]


def test_a_party_hears_and_no_reporter_does() -> None:
    admin = user("alice", Role.ADMINISTRATOR, "setda")
    party, until = Party("CV Terang", "a@contoh.invalid"), FRIDAY + timedelta(days=3)
    asked = invite(case_of(told()), party, "Kapan?", until, by=admin, at=FRIDAY)
    draw()
    (letter,) = Letter.objects.filter(kind="case.party_invited")
    assert (letter.invitation, letter.service_request) == (asked, None)
