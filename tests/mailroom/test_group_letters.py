"""What a council group decides reaches whoever brought it, in the group's name."""

from datetime import timedelta

import pytest

from kentongan.casework.models import Case
from kentongan.catalogue.models import DeadlineRule
from kentongan.council.deciding import Decided, call, decide
from kentongan.council.grouping import found
from kentongan.council.models import Matter
from kentongan.council.reminding import remind_groups
from kentongan.council.verifying import tell, verify
from kentongan.dialogue.models import Conversation
from kentongan.intake.addressing import address_on
from kentongan.intake.messages import InboundMessage
from kentongan.intake.report import Person
from kentongan.journal.models import Entry
from kentongan.mailroom.answered import matter_answered
from kentongan.mailroom.composing import compose
from kentongan.mailroom.delivering import Word, note_delivery
from kentongan.mailroom.letterheads import letterhead
from kentongan.mailroom.models import Letter
from kentongan.mailroom.parcels import Parcel
from kentongan.mailroom.readers import Overtaken
from kentongan.mailroom.sending import Step, send_next
from kentongan.people.models import User
from kentongan.toolbox.snapshots import forget_all
from tests.council.test_story import FRIDAY, LATER, brought, staff
from tests.mailroom.conftest import Running, draw

pytestmark = pytest.mark.usefixtures("city")
ONE_DAY = timedelta(days=1)
BY_MAIL = Person("Siti", "siti@contoh.invalid")


@pytest.fixture
def red() -> User:
    made = staff("rani", "merah")
    found("merah", "Fraksi Merah", by=None, at=FRIDAY, contact="ruang 12, 021-999")
    return made


def decided(by: User, decision: str, **more: str) -> Matter:
    matter = verify(brought(by, **more), by=by, at=LATER)
    item = call(LATER, by=by, at=LATER).items.get(matter=matter)
    told = Decided(decision, "Sudah dibahas", service_code="PJU-01")
    return decide(item, told, by=by, at=LATER).matter


def letter(kind: str = "matter.decided") -> Letter:
    draw(LATER)
    return Letter.objects.get(kind=kind, matter__isnull=False)


def parcel(of: Letter) -> Parcel:
    return compose(of, letterhead(), to="x")


def test_each_step_is_told_on_the_way_they_came_in_the_groups_name(red: User) -> None:
    decided(red, "aspiration")
    first, second = letter("matter.verified"), letter()
    assert (first.channel, second.channel) == ("sms", "sms")
    told = parcel(second)
    assert told.sender_name == "Fraksi Merah"
    assert "Sudah dibahas" in told.text
    assert "ruang 12" in told.text
    assert "Posyandu" not in told.text
    assert len(told.short) <= 160
    assert "http" not in told.short
    assert "Sudah dibahas" in told.short


def test_who_wrote_a_letter_is_answered_by_mail_and_who_has_nothing_by_voice(red: User) -> None:
    both = Person("Siti", "siti@contoh.invalid", "+6281234567890")
    matter = verify(brought(red, way="letter", person=both), by=red, at=LATER)  # type: ignore[arg-type]
    spoken = Person("Siti", phone="+6281234567890", by_voice=True)
    for person in (spoken, Person("Budi")):
        verify(brought(red, person=person), by=red, at=LATER)  # type: ignore[arg-type]
    draw(LATER)
    assert [(one.matter, one.channel) for one in Letter.objects.all()] == [(matter, "email")]


def test_handed_to_the_city_one_letter_holds_reason_number_code_and_promise(red: User) -> None:
    matter = decided(red, "to_the_city")
    told = parcel(letter())
    request = matter.service_request
    assert request is not None
    assert request.spoken_code in told.text
    assert request.reference in told.text
    assert told.short.endswith(letterhead().link(request.code))
    assert request.reference in told.short
    assert not Letter.objects.filter(service_request=request).exists()


def test_of_what_is_confidential_the_reason_is_not_said(red: User) -> None:
    decided(red, "to_the_city")
    Case.objects.update(is_confidential=True)
    assert "Sudah dibahas" not in parcel(letter()).text


def test_what_is_postponed_is_not_told(red: User) -> None:
    decided(red, "postponed")
    draw(LATER)
    assert not Letter.objects.filter(kind="matter.decided").exists()


def test_a_letter_that_went_out_has_told_them_until_it_comes_back(
    red: User, server: Running
) -> None:
    matter = decided(red, "declined", way="letter", person=BY_MAIL)  # type: ignore[arg-type]
    draw(LATER)
    Letter.objects.filter(kind="matter.verified").delete()
    assert send_next(server.outbound(), letterhead(), at=LATER) is Step.DONE
    assert server.mails.arrived[0]["From"].startswith("Fraksi Merah")
    matter.refresh_from_db()
    assert (matter.stage, matter.told_at, matter.told_by) == ("told", LATER, None)
    sent = Letter.objects.get()
    note_delivery("email", sent.message_id, Word.FAILED, at=LATER, is_for_good=True)
    matter.refresh_from_db()
    assert (matter.stage, matter.told_at) == ("decided", None)
    send_next(server.outbound(), letterhead(), at=LATER)
    sent.refresh_from_db()
    assert sent.failed_at == LATER
    assert tell(matter, by=red, at=LATER).told_by == red


def test_who_was_told_by_voice_before_it_went_out_is_not_written_to(red: User) -> None:
    matter = decided(red, "declined")
    waiting = letter()
    tell(matter, by=red, at=LATER)
    waiting.refresh_from_db()
    with pytest.raises(Overtaken):
        parcel(Letter.objects.get(pk=waiting.pk))


def test_an_answer_to_it_is_about_the_citys_report_or_about_nothing(red: User) -> None:
    matter = decided(red, "to_the_city")
    sent = letter()
    Letter.objects.filter(pk=sent.pk).update(provider_id="pesan-1")
    answer = InboundMessage(
        channel="sms", sender=address_on("sms", "+6281234567890"), reply_to="pesan-1"
    )
    assert matter_answered(answer) == matter.service_request
    Letter.objects.filter(pk=sent.pk).update(provider_id="")
    Letter.objects.filter(kind="matter.verified").update(provider_id="pesan-1")
    Matter.objects.update(service_request=None)
    assert matter_answered(answer) is None
    assert not Conversation.objects.exists()


def test_the_groups_staff_are_reminded_once_before_it_is_too_late(red: User) -> None:
    DeadlineRule.objects.create(
        binds="verify", matter="public_room", amount=6, unit="working_days",
        source="Ruang Rakyat", valid_from=(FRIDAY - 90 * ONE_DAY).date(),
    )  # fmt: skip
    forget_all()
    red.email = "rani@contoh.invalid"
    red.save()
    matter, _other = brought(red), brought(red)
    assert matter.verify_by is not None
    assert remind_groups(at=FRIDAY) == 0
    near = matter.verify_by - ONE_DAY
    assert (remind_groups(at=near), remind_groups(at=near)) == (2, 0)
    assert Entry.objects.get(kind="group.reminded").particulars["matters"] == 2
    draw(near)
    reminder = Letter.objects.get(user=red)
    assert "/fraksi/" in parcel(reminder).text
    assert matter.number not in parcel(reminder).text
    Matter.objects.update(stage="verified", verified_at=near, verified_by=red)
    with pytest.raises(Overtaken):
        parcel(reminder)
