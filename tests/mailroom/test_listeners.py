"""Who writes with the code of what another reported is told too; the reporter as before."""

from datetime import timedelta

import pytest

from kentongan.casework.answering import answer
from kentongan.casework.asking import ask
from kentongan.casework.erasing import erase
from kentongan.casework.verifying import verify
from kentongan.dialogue.models import Conversation, Reply
from kentongan.dialogue.moving import leave, move
from kentongan.dialogue.stopping import stop
from kentongan.intake.contacting import correct_contact
from kentongan.intake.messages import Medium
from kentongan.intake.models import Channel as Door
from kentongan.intake.models import Reporter, ServiceRequest
from kentongan.intake.report import Person
from kentongan.intake.wishing import wish
from kentongan.mailroom.answered import matter_answered
from kentongan.mailroom.models import Letter
from kentongan.people.models import Role, User
from tests.dialogue.talking import Talk
from tests.mailroom.conftest import FRIDAY, case_of, draw, user
from tests.mailroom.conversations import answered, talk
from tests.mailroom.providers import Provider
from tests.mailroom.test_ways import BOTH, came, provider, send_all

__all__ = ["provider"]
pytestmark = pytest.mark.usefixtures("city")
SITI, BUDI = "0812-0000-0001", "0819 9999 9999"
MONDAY = FRIDAY + timedelta(days=3)


@pytest.fixture
def alice(city: object) -> User:
    return user("alice", Role.ADMINISTRATOR, "setda")


def say(request: ServiceRequest, alice: User, words: str = "Regu berangkat.") -> None:
    case = case_of(request)
    if case.stage == "received":
        verify(case, is_public=False, public_words="", by=alice, at=MONDAY)
        case.refresh_from_db()
    answer(case, words, by=alice, at=MONDAY)


def heard(request: ServiceRequest, channel: Medium = Medium.WHATSAPP) -> Talk:
    """Budi writes with the code of what Siti reported."""
    budi = Talk(channel, BUDI if channel != Medium.EMAIL else "budi@contoh.invalid", at=FRIDAY)
    budi.write(f"{request.spoken_code} tiangnya juga miring")
    draw()
    Letter.objects.filter(reply=None).delete()
    Letter.objects.update(next_try_at=None, sent_at=FRIDAY)
    return budi


@pytest.mark.parametrize(
    ("door", "person", "own"),
    [
        (Door.SMS, Person("Siti", phone=SITI), "sms"),
        (Door.PHONE, Person("Siti", phone=SITI), "sms"),
        (Door.WEB, BOTH, "email"),
        (Door.TELEGRAM, Person("Siti", telegram="77001"), "telegram"),
        (Door.COUNTER, Person("Siti"), "voice"),
    ],
)
def test_the_reporter_is_told_by_their_own_door_and_the_newcomer_by_theirs(
    alice: User, door: Door, person: Person, own: str
) -> None:
    request = came(door, person)
    heard(request)
    say(request, alice)
    draw(MONDAY)
    letters = Letter.objects.filter(reply=None, kind="case.answered")
    assert [(each.channel, each.listener is None) for each in letters.order_by("pk")] == [
        (own, True),
        ("whatsapp", False),
    ]


def test_each_is_written_to_at_their_own_number_also_on_one_channel(
    alice: User, provider: Provider
) -> None:
    request = came(Door.SMS, Person("Siti", phone=SITI))
    heard(request, Medium.SMS)
    say(request, alice)
    send_all(provider, MONDAY)
    assert sorted(each["to"] for each in provider.short) == ["6281200000001", "6281999999999"]
    assert all("ada jawaban" in each["text"] for each in provider.short)


def test_what_was_said_before_and_what_is_nobody_else_s_is_told_to_the_reporter_alone(
    alice: User,
) -> None:
    request = came(Door.SMS, Person("Siti", phone=SITI))
    ask(case_of(request), "Nomor tiangnya?", by=alice, at=FRIDAY - timedelta(hours=1))
    Talk(Medium.WHATSAPP, BUDI, at=FRIDAY).write(f"{request.spoken_code} tiang nomor 14")
    wish(request, "correct", text="Nama saya salah", at=MONDAY)
    draw(MONDAY)
    assert not Letter.objects.filter(listener__isnull=False).exists()


def test_who_wrote_stop_or_gave_up_the_number_is_told_no_more(
    alice: User, provider: Provider
) -> None:
    request = came(Door.SMS, Person("Siti", phone=SITI))
    budi, tuti = heard(request), Talk(Medium.SMS, "0813 1111 1111", at=FRIDAY)
    tuti.write(f"{request.spoken_code} di sini juga gelap")
    say(request, alice)
    draw(MONDAY)
    stop(tuti.thread, at=MONDAY)
    leave(Medium.WHATSAPP, BUDI, at=MONDAY)
    send_all(provider, MONDAY)
    assert budi.thread.listens_since is None
    told = [each for each in provider.short if "ada jawaban" in each["text"]]
    assert [each["to"] for each in told] == ["6281200000001"]
    assert not [each for each in provider.messages if "ada jawaban" in str(each)]


def test_a_listener_s_letter_that_came_back_bars_no_way_of_the_reporter(
    alice: User, provider: Provider
) -> None:
    request = came(Door.SMS, Person("Siti", phone=SITI))
    heard(request, Medium.SMS)
    say(request, alice)
    draw(MONDAY)
    Letter.objects.filter(listener__isnull=False).update(bounced_at=MONDAY, bounced_on=["sms"])
    send_all(provider, MONDAY)
    assert [each["to"] for each in provider.short] == ["6281200000001"]
    assert Letter.objects.get(failed_at__isnull=False).listener is not None


def test_who_answers_a_letter_as_a_listener_is_known_by_it(alice: User) -> None:
    request = came(Door.SMS, Person("Siti", phone=SITI))
    budi = heard(request, Medium.EMAIL)
    say(request, alice)
    draw(MONDAY)
    Letter.objects.filter(listener__isnull=False).update(message_id="letter-1@contoh.invalid")
    mail = budi.hear("Terima kasih", reply_to="letter-1@contoh.invalid")
    assert matter_answered(mail) == request


def test_after_the_reporter_was_erased_nobody_else_is_written_to_about_it(alice: User) -> None:
    request = came(Door.SMS, Person("Siti", phone=SITI))
    heard(request)
    say(request, alice)
    draw(MONDAY)
    erase(request, words_too=False, by=alice, at=MONDAY)
    draw(MONDAY)
    assert not Letter.objects.filter(next_try_at__isnull=False, reply=None).exists()


def test_another_number_holds_for_what_waits_and_the_old_one_hears_nothing_more(
    alice: User, provider: Provider
) -> None:
    request = came(Door.WHATSAPP, Person("Siti", phone="0812-3456-7890"))
    thread = talk(about=request)
    answered(thread, "Sudah ditambahkan.", heard_at=MONDAY, at=MONDAY)
    say(request, alice)
    draw(MONDAY)
    move(request, Person("Siti", phone="0857-0000-0002"), at=MONDAY)
    say(request, alice, "Regu sampai.")
    send_all(provider, MONDAY)
    assert {each["to"] for each in provider.messages} == {"6285700000002"}
    assert Letter.objects.get(reply__isnull=False).withdrawn_because == "unreachable"
    assert Conversation.objects.filter(service_request=request, ended_at=None).count() == 0


def test_a_reply_is_not_sent_to_whoever_has_the_number_next(provider: Provider) -> None:
    siti = Talk(Medium.WHATSAPP, at=FRIDAY)
    siti.write("Lampu jalan padam di Mawar")
    leave(Medium.WHATSAPP, siti.thread.address, at=siti.at)
    send_all(provider)
    assert provider.messages == []
    siti.write("halo")
    send_all(provider)
    assert [str(each["text"]["body"]) for each in provider.messages] == [
        Reply.objects.latest("pk").text
    ]


def test_a_number_that_was_given_again_is_written_to_again(provider: Provider) -> None:
    request = came(Door.WHATSAPP, Person("Siti", phone="0812-3456-7890"))
    leave(Medium.WHATSAPP, talk(about=request).address, at=FRIDAY)
    draw()
    correct_contact(request, Person("Siti", phone="0812-3456-7890"), at=MONDAY)
    send_all(provider, MONDAY)
    assert [each["to"] for each in provider.messages] == ["6281234567890"]


def test_who_puts_their_name_right_keeps_their_chat() -> None:
    request = came(Door.TELEGRAM, Person("Siti", telegram="77001"))
    talk(Medium.TELEGRAM, about=request)
    move(request, Person("Siti Aminah"), at=FRIDAY)
    kept = Reporter.objects.get()
    assert (kept.name, kept.telegram) == ("Siti Aminah", "77001")
    assert Conversation.objects.get().ended_at is None
    move(request, Person("Siti", phone="0857-0000-0002"), at=FRIDAY)
    assert Reporter.objects.get().telegram == ""
