"""Letters that failed are worked off at the desk, by whoever may write to that case's reporters."""

import pytest

from kentongan.casework.models import Case
from kentongan.intake.models import Reporter
from kentongan.intake.report import Person
from kentongan.journal.models import Entry
from kentongan.mailroom.models import Letter
from kentongan.mailroom.settling import note_failed
from kentongan.people.models import User
from tests.mailroom.conftest import draw
from tests.statements import statements
from tests.workdesk.conftest import FRIDAY, AtDesk, OpenCase

PAGE = "/meja/surat/"


@pytest.fixture
def failed(lamp: OpenCase) -> Letter:
    case: Case = lamp(person=Person("Siti", "siti@contoh.invalid"))
    draw()
    letter = Letter.objects.get(service_request__filing__case=case)
    Letter.objects.filter(pk=letter.pk).update(attempts=1)
    return note_failed(letter, "550 no mailbox <…> here", at=FRIDAY)


def mend(client: object, letter: Letter, **form: str) -> int:
    return client.post(f"{PAGE}{letter.pk}", form).status_code  # type: ignore[attr-defined]


def only() -> Letter:
    return Letter.objects.get()


def test_a_failure_is_listed_with_its_reason_and_a_covered_address(
    failed: Letter, alice: User, at_desk: AtDesk
) -> None:
    page = at_desk(alice).get(PAGE).text
    assert failed.service_request.reference in page  # type: ignore[union-attr]
    assert "550 no mailbox" in page
    assert "s…@contoh.invalid" in page
    assert "siti@" not in page
    assert "Siti" not in page


def test_it_goes_again_to_the_same_or_to_a_right_address(
    failed: Letter, alice: User, at_desk: AtDesk
) -> None:
    desk = at_desk(alice)
    assert mend(desk, failed, do="retry") == 303
    assert (only().failed_at, only().attempts) == (None, 0)
    note_failed(only(), "550 no", at=FRIDAY)
    assert mend(desk, failed, do="readdress", address="no address") == 422
    assert mend(desk, failed, do="readdress", address="siti.baru@contoh.invalid") == 303
    assert Reporter.objects.get().email == "siti.baru@contoh.invalid"
    assert only().failed_at is None
    kinds = Entry.objects.filter(about="letter").order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == [
        *("letter.failed", "letter.retried"),
        *("letter.failed", "letter.readdressed"),
    ]


def test_giving_up_needs_a_reason_and_is_counted(
    failed: Letter, alice: User, at_desk: AtDesk
) -> None:
    desk = at_desk(alice)
    assert mend(desk, failed, do="give_up", reason="no_address") == 422
    assert mend(desk, failed, do="give_up", reason="told") == 303
    assert (only().withdrawn_because, only().failed_at) == ("told", None)
    entry = Entry.objects.get(kind="letter.withdrawn")
    assert (entry.by_id, entry.particulars["reason"]) == (alice.pk, "told")
    assert mend(desk, failed, do="retry") == 303
    assert only().next_try_at is None


def test_who_belongs_elsewhere_sees_none_and_mends_none(
    failed: Letter, charlie: User, at_desk: AtDesk
) -> None:
    desk = at_desk(charlie)
    assert failed.service_request.reference not in desk.get(PAGE).text  # type: ignore[union-attr]
    mend(desk, failed, do="give_up", reason="told")
    assert only().failed_at is not None


def test_the_page_asks_no_more_for_more_letters(
    failed: Letter, alice: User, at_desk: AtDesk, lamp: OpenCase
) -> None:
    desk = at_desk(alice)
    desk.get(PAGE)
    with statements() as few:
        desk.get(PAGE)
    for number in range(5):
        lamp(person=Person("Budi", f"budi{number}@contoh.invalid"))
    draw()
    for letter in Letter.objects.filter(failed_at=None):
        note_failed(letter, "550", at=FRIDAY)
    with statements() as many:
        desk.get(PAGE)
    assert len(many) == len(few)
