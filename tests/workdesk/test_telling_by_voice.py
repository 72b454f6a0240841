"""Who came by telephone or to the counter and left no address is told by voice, and ticked off."""

import pytest

from kentongan.casework.answering import answer
from kentongan.casework.verifying import verify
from kentongan.intake.models import Channel as Door
from kentongan.intake.models import Reporter, ServiceRequest
from kentongan.intake.report import Person
from kentongan.journal.models import Entry
from kentongan.mailroom.letterheads import letterhead
from kentongan.mailroom.models import Letter
from kentongan.mailroom.sending import send_next
from kentongan.mailroom.settling import note_failed
from kentongan.mailroom.style import WRITTEN
from kentongan.people.models import User
from tests.mailroom.conftest import draw
from tests.mailroom.conversations import answered, talk
from tests.statements import statements
from tests.workdesk.conftest import FRIDAY, AtDesk, OpenCase

PAGE = "/meja/surat/"


@pytest.fixture
def spoken(lamp: OpenCase, alice: User) -> Letter:
    case = lamp(person=Person("Siti", phone="0812-3456-7890", by_voice=True))
    ServiceRequest.objects.update(channel=Door.COUNTER)
    verify(case, is_public=False, public_words="", by=alice, at=FRIDAY)
    answer(case, "Regu berangkat.", by=alice, at=FRIDAY)
    draw()
    return Letter.objects.get(channel="voice")


def test_what_is_to_be_told_is_listed_without_name_and_number(
    spoken: Letter, alice: User, at_desk: AtDesk
) -> None:
    page = at_desk(alice).get(PAGE).text
    assert "Untuk disampaikan secara lisan" in page
    assert spoken.service_request.reference in page  # type: ignore[union-attr]
    assert "dapat ditelepon" in page
    assert "Regu berangkat." in page
    assert "Siti" not in page
    assert "7890" not in page
    Reporter.objects.update(phone="")
    assert "tanpa nomor" in at_desk(alice).get(PAGE).text


def test_whoever_has_told_them_ticks_it_off_once(
    spoken: Letter, alice: User, bob: User, at_desk: AtDesk
) -> None:
    path = f"{PAGE}lisan/{spoken.pk}"
    told = at_desk(alice).post(path)
    assert (told.status_code, told["Location"]) == (303, f"{PAGE}?ok=letter_told")
    spoken.refresh_from_db()
    assert (spoken.withdrawn_because, spoken.next_try_at) == ("told", None)
    entry = Entry.objects.get(kind="letter.withdrawn")
    assert (entry.by_id, entry.particulars["reason"]) == (alice.pk, "told")
    assert at_desk(alice).post(path)["Location"] == PAGE
    assert Entry.objects.filter(kind="letter.withdrawn").count() == 1
    assert "Untuk disampaikan" not in at_desk(alice).get(PAGE).text


def test_who_belongs_elsewhere_is_shown_nothing_and_ticks_nothing_off(
    spoken: Letter, charlie: User, at_desk: AtDesk
) -> None:
    desk = at_desk(charlie)
    assert spoken.service_request.reference not in desk.get(PAGE).text  # type: ignore[union-attr]
    desk.post(f"{PAGE}lisan/{spoken.pk}")
    spoken.refresh_from_db()
    assert spoken.next_try_at is not None


def test_the_mailroom_leaves_it_to_people(spoken: Letter) -> None:
    for channel in WRITTEN:
        send_next(None, letterhead(), at=FRIDAY, channel=channel)  # type: ignore[arg-type]
    spoken.refresh_from_db()
    assert (spoken.next_try_at is not None, spoken.attempts) == (True, 0)


def test_more_to_tell_costs_no_more_statements(
    spoken: Letter, alice: User, at_desk: AtDesk
) -> None:
    desk = at_desk(alice)
    desk.get(PAGE)
    with statements() as few:
        desk.get(PAGE)
    for number in range(4):
        entry = Entry.objects.create(
            kind="case.answered", about="case", about_id=number, at=FRIDAY, particulars={}, xact=1
        )
        Letter.objects.create(
            entry=entry,
            service_request=spoken.service_request,
            channel="voice",
            kind="case.answered",
            language="id",
            written_at=FRIDAY,
            next_try_at=FRIDAY,
        )
    with statements() as many:
        desk.get(PAGE)
    assert len(many) == len(few)


def test_a_reply_that_failed_is_listed_and_sent_again_but_its_address_cannot_be_typed(
    lamp: OpenCase, alice: User, at_desk: AtDesk
) -> None:
    told = lamp().filings.get().service_request
    answered(talk(about=told), "Di mana?")
    draw()
    letter = note_failed(Letter.objects.get(reply__isnull=False), "131026", at=FRIDAY)
    desk = at_desk(alice)
    page = desk.get(PAGE).text
    assert "Balasan dalam percakapan" in page
    assert "…890" in page
    assert "Perbaiki alamat" not in page
    form = {"do": "readdress", "address": "08120000000"}
    assert desk.post(f"{PAGE}{letter.pk}", form).status_code == 422
    assert desk.post(f"{PAGE}{letter.pk}", {"do": "retry"}).status_code == 303
    letter.refresh_from_db()
    assert letter.next_try_at is not None
