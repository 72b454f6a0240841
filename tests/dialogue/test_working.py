"""Messages are worked once, in their sender's order, whatever is wrong with one of them."""

from datetime import timedelta
from io import BytesIO
from unittest import mock

import pytest

from kentongan.dialogue import answering
from kentongan.dialogue.models import Reply
from kentongan.dialogue.setting_aside import aside
from kentongan.dialogue.taking import LEASE, due, take
from kentongan.dialogue.working import MOST_TRIES, PAUSES, work_next
from kentongan.intake.attaching import Attachment, attach
from kentongan.intake.hearing import MOST_IN_AN_HOUR, Heard, hear
from kentongan.intake.messages import InboundMessage, Medium, WhyAside
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry
from kentongan.toolbox.refusals import Refusal
from tests.casework.test_privacy import picture
from tests.dialogue.talking import Talk

pytestmark = pytest.mark.usefixtures("city")


def test_a_sender_waits_for_their_own_turn_and_for_nobody_elses() -> None:
    one, other = Talk(Medium.SMS), Talk(Medium.TELEGRAM)
    first, _second = one.hear("lampu"), one.hear("mawar")
    third = other.hear("sampah")
    assert {message.pk for message in due(one.at)} == {first.pk, third.pk}
    taken = take(at=one.at)
    assert taken is not None
    assert {message.pk for message in due(one.at)} == {third.pk}


def test_a_message_whose_worker_died_is_worked_by_the_next() -> None:
    talk = Talk()
    talk.hear("Lampu jalan padam di Mawar")
    assert take(at=talk.at) is not None
    assert not work_next(at=talk.at)
    assert work_next(at=talk.at + LEASE)
    assert (ServiceRequest.objects.count(), Reply.objects.count()) == (1, 1)


def test_a_message_that_kills_its_workers_is_set_aside_in_the_end() -> None:
    talk = Talk()
    talk.hear("x")
    for number in range(MOST_TRIES):
        assert take(at=talk.at + number * LEASE) is not None
    assert work_next(at=talk.at + MOST_TRIES * LEASE)
    assert talk.message().set_aside_because == WhyAside.FAULTY


def test_a_message_that_fails_backs_off_and_is_set_aside_and_its_sender_goes_on() -> None:
    talk = Talk()
    talk.hear("rusak")
    other = Talk(Medium.EMAIL)
    fails = mock.patch.object(answering, "wish_of", side_effect=ValueError("Siti, 0812"))
    at = talk.at
    with fails:
        for pause in (*PAUSES, 0):
            assert work_next(at=at)
            at += timedelta(seconds=pause)
    kept = talk.message()
    assert (kept.set_aside_because, kept.last_error) == (WhyAside.FAULTY, "ValueError")
    assert Entry.objects.get(kind="message.set_aside").particulars["reason"] == "faulty"
    assert other.write("Lampu jalan padam di Mawar")
    assert list(aside(at=at)) == [kept]


def test_what_a_verb_refuses_is_said_and_leaves_no_trace_of_the_try() -> None:
    talk = Talk()
    talk.write("Lampu jalan padam di Mawar")
    before = talk.thread.pk
    with mock.patch.object(answering, "turn", side_effect=Refusal("Tidak bisa.")):
        assert talk.write("lapor sampah di Melati") == "Tidak bisa."
    assert (talk.thread.pk, talk.message().set_aside_because) == (before, WhyAside.UNREADABLE)


def test_a_flood_is_told_so_once_and_holds_up_nobody() -> None:
    talk = Talk()
    for _ in range(MOST_IN_AN_HOUR + 10):
        talk.hear("cek")
        talk.at -= timedelta(seconds=59)
    other = Talk(Medium.SMS, at=talk.at)
    assert other.write("Lampu jalan padam di Mawar")
    assert not InboundMessage.objects.filter(next_try_at__isnull=False).exists()
    assert InboundMessage.objects.filter(set_aside_because=WhyAside.FLOOD).count() == 10
    told = Reply.objects.filter(message__set_aside_because=WhyAside.FLOOD)
    assert ["Banyak sekali pesan" in reply.text for reply in told] == [True]


def test_photos_come_into_the_report_and_one_that_lies_is_refused_kindly() -> None:
    talk = Talk()
    media = [
        attach("foto.jpg", "image/jpeg", picture().read()),
        attach("foto.jpg", "image/jpeg", b"MZ this is a program"),
        Attachment("besar.jpg", "image/jpeg", 99, fault="too_big"),
    ]
    said = talk.write("Lampu jalan padam di Mawar", media=media)
    assert "bukan foto" in said
    assert talk.matter.words == "Lampu jalan padam di Mawar"
    assert talk.matter.photos.count() == 1


def test_a_photo_at_the_providers_is_fetched_or_asked_for_again() -> None:
    talk = Talk(Medium.TELEGRAM)
    talk.hear("Lampu jalan padam di Mawar", media=[Attachment(id="f1")])
    asked: list[tuple[str, str]] = []

    def fetch(channel: str, name: str) -> BytesIO:
        asked.append((channel, name))
        return picture()

    assert work_next(at=talk.at, fetch=fetch)
    assert (asked, talk.matter.photos.count()) == ([("telegram", "f1")], 1)
    assert "kirim lagi" in talk.write("", media=[Attachment(id="f2")])


def test_photos_sent_later_join_the_matter() -> None:
    talk = Talk()
    talk.write("Lampu jalan padam di Mawar")
    talk.write("", media=[attach("a.jpg", "", picture().read())])
    assert talk.matter.photos.count() == 1


def test_what_nobody_signed_is_set_aside_without_a_word() -> None:
    hear(Heard(Medium.EMAIL, "x", "", fault=WhyAside.UNREADABLE), at=Talk().at)
    assert work_next(at=Talk().at)
    assert InboundMessage.objects.get().set_aside_because == WhyAside.UNREADABLE
    assert not Reply.objects.exists()
