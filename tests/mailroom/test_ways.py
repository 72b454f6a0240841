"""Every voice is answered on the channel it came by, or on another where that one is barred."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest
from django.db.models import Q

from kentongan.casework.answering import answer
from kentongan.casework.opening import take_in
from kentongan.casework.verifying import verify
from kentongan.dialogue.models import Conversation
from kentongan.dialogue.moving import leave
from kentongan.intake.contacting import correct_contact
from kentongan.intake.messages import Medium
from kentongan.intake.models import Channel as Door
from kentongan.intake.models import ServiceRequest
from kentongan.intake.report import Person, Report
from kentongan.mailroom.letterheads import letterhead
from kentongan.mailroom.models import Channel, Letter
from kentongan.mailroom.parcels import Outbound
from kentongan.mailroom.sending import Step, send_next
from kentongan.mailroom.speaking import to_tell
from kentongan.mailroom.style import WRITTEN
from kentongan.people.models import Role, User
from kentongan.toolbox.geometry import Point
from tests.mailroom.conftest import FRIDAY, case_of, draw, user
from tests.mailroom.conversations import ADDRESSES, stop, talk
from tests.mailroom.providers import Provider, providing

pytestmark = pytest.mark.usefixtures("city")
NUMBER = "0812-3456-7890"
BOTH = Person("Siti", "siti@contoh.invalid", NUMBER)


@pytest.fixture
def provider() -> Iterator[Provider]:
    with providing() as running:
        yield running


@pytest.fixture
def alice(city: object) -> User:
    return user("alice", Role.ADMINISTRATOR, "setda")


def came(door: Door, person: Person, **other: object) -> ServiceRequest:
    place = Point(-6.1912, 106.6121)
    report = Report("PJU-01", "Lampu padam", door, point=place, person=person, **other)  # type: ignore[arg-type]
    return take_in(report, at=FRIDAY)


def channels() -> list[str]:
    draw()
    return list(Letter.objects.order_by("pk").values_list("channel", flat=True))


def send_all(provider: Provider, at: datetime = FRIDAY) -> None:
    draw(at)
    ways: dict[Channel, Outbound] = {
        Channel.SMS: provider.kannel(),
        Channel.WHATSAPP: provider.cloud(),
        Channel.TELEGRAM: provider.bot(),
    }
    for channel, outbound in ways.items():
        while send_next(outbound, letterhead(), at=at, channel=channel) is Step.DONE:
            pass


EXPECTED = {
    (Door.WEB, BOTH): ["email"],
    (Door.EMAIL, BOTH): ["email"],
    (Door.SMS, BOTH): ["sms"],
    (Door.WHATSAPP, BOTH): ["whatsapp"],
    (Door.PHONE, BOTH): ["sms"],
    (Door.COUNTER, BOTH): ["sms"],
    (Door.COUNTER, Person("Siti", "siti@contoh.invalid")): ["email"],
    (Door.NEIGHBOUR, Person("Siti", phone=NUMBER)): ["sms"],
    (Door.TELEGRAM, Person(telegram="77001")): ["telegram"],
    (Door.TELEGRAM, Person(telegram="77001", email="siti@contoh.invalid")): ["telegram"],
    (Door.WEB, Person("Siti")): [],
    (Door.PHONE, Person("Siti")): [],
}


@pytest.mark.parametrize(("told", "expected"), EXPECTED.items(), ids=str)
def test_the_receipt_goes_out_by_the_door_they_came_through(
    told: tuple[Door, Person], expected: list[str]
) -> None:
    came(*told)
    assert channels() == expected


def test_who_left_their_number_at_the_counter_and_then_wrote_is_answered_where_they_wrote(
    provider: Provider,
) -> None:
    request = came(Door.COUNTER, Person("Siti", phone=NUMBER))
    talk(Medium.WHATSAPP, about=request)
    send_all(provider)
    (message,) = provider.messages
    assert message["to"] == "6281234567890"
    link = f"http://testserver/t/{request.spoken_code}/"
    assert message["text"]["body"].endswith(f"Terima kasih. {link}")
    assert provider.short == []


def test_after_their_conversation_rests_the_door_they_came_by_counts_again() -> None:
    request = came(Door.COUNTER, BOTH)
    thread = talk(Medium.TELEGRAM, about=request)
    thread.ended_at = FRIDAY
    thread.save()
    assert channels() == ["sms"]


def test_each_voice_of_one_matter_hears_on_its_own_channel(alice: User) -> None:
    first = came(Door.PHONE, Person("Siti", phone=NUMBER))
    second = came(Door.TELEGRAM, Person(telegram="77002"))
    case = case_of(first)
    second.filing.case = case
    second.filing.save()
    draw()
    Letter.objects.all().delete()
    verify(case, is_public=False, public_words="", by=alice, at=FRIDAY)
    answer(case, "Regu berangkat.", by=alice, at=FRIDAY)
    assert channels() == ["sms", "telegram"]


def test_after_stop_another_way_is_taken_or_none(provider: Provider) -> None:
    came(Door.SMS, Person("Siti", phone=NUMBER))
    came(Door.SMS, BOTH)
    stop(Medium.SMS)
    send_all(provider)
    assert provider.short == []
    letters = Letter.objects.order_by("pk").values_list("channel", "withdrawn_because")
    assert list(letters) == [("sms", "stopped"), ("email", "")]


def test_a_stop_that_was_taken_back_bars_nothing(provider: Provider) -> None:
    came(Door.SMS, Person("Siti", phone=NUMBER))
    row = stop(Medium.SMS)
    row.until = FRIDAY
    row.save()
    send_all(provider)
    assert len(provider.short) == 1


def test_who_can_be_met_but_not_written_to_is_told_by_voice(alice: User) -> None:
    quiet = came(Door.WEB, Person("Budi"))
    asking = [
        came(Door.PHONE, Person("Siti")),
        came(Door.COUNTER, Person()),
        came(Door.WEB, Person("Tuti", "tuti@contoh.invalid", by_voice=True)),
    ]
    assert channels() == []
    for told in (quiet, *asking):
        case = case_of(told)
        verify(case, is_public=False, public_words="", by=alice, at=FRIDAY)
        answer(case, "Regu berangkat.", by=alice, at=FRIDAY)
    assert channels() == ["voice"] * 3
    assert [letter.service_request for letter in to_tell(alice)] == asking
    assert Channel.VOICE not in WRITTEN


def test_who_gave_another_address_meanwhile_is_written_to_there(provider: Provider) -> None:
    request = came(Door.SMS, Person("Siti", phone=NUMBER))
    draw()
    correct_contact(request, Person("Siti", "siti@contoh.invalid"), at=FRIDAY)
    send_all(provider)
    assert Letter.objects.get(~Q(channel="sms")).channel == "email"
    assert provider.short == []


def test_a_conversation_is_answered_where_it_is_led_a_day_later_by_template(
    provider: Provider,
) -> None:
    request = came(Door.PHONE, Person("Siti", phone=NUMBER))
    talk(Medium.WHATSAPP, about=request)
    send_all(provider, FRIDAY + timedelta(days=1))
    (message,) = provider.messages
    assert message["type"] == "template"
    assert message["to"] == ADDRESSES[Medium.WHATSAPP].removeprefix("+")


def test_a_number_that_changed_hands_hears_no_more_of_the_matter(provider: Provider) -> None:
    request = came(Door.WHATSAPP, Person("Siti", phone=NUMBER))
    other = came(Door.WHATSAPP, Person("Siti", "siti@contoh.invalid", phone=NUMBER))
    for told in (request, other):
        leave(Medium.WHATSAPP, talk(about=told).address, at=FRIDAY)
        Conversation.objects.filter(ended_at=None).update(ended_at=FRIDAY)
    send_all(provider)
    assert (provider.messages, provider.short) == ([], [])
    letters = Letter.objects.order_by("pk").values_list("channel", "withdrawn_because")
    assert list(letters) == [("whatsapp", "unreachable"), ("email", "")]
