"""Each channel is spoken to in its own manner, and nobody is asked twice in a row for the same."""

from datetime import timedelta

import pytest

from kentongan.dialogue.manners import MANNERS
from kentongan.dialogue.models import Reply
from kentongan.dialogue.phrases import PHRASES
from kentongan.intake.messages import Medium, WhyAside
from tests.dialogue.talking import Talk

pytestmark = pytest.mark.usefixtures("city")


def said_on(channel: Medium, key: str) -> str:
    return str(MANNERS[channel].get(key, PHRASES[key])).lower()


@pytest.mark.parametrize("channel", [Medium.SMS, Medium.EMAIL])
def test_no_location_is_to_be_shared_where_none_can_be(channel: Medium) -> None:
    assert not [key for key in PHRASES if "location" in said_on(channel, key)]
    said = Talk(channel).write("lampu jalan padam")
    assert "Di mana" in said
    assert "lokasi" not in said
    assert "lokasi" in Talk(Medium.WHATSAPP).write("lampu jalan padam")


def test_an_sms_is_short_and_a_mail_speaks_in_whole_sentences() -> None:
    assert len(Talk(Medium.SMS).write("lampu jalan padam")) <= 80
    assert "balas surel ini" in Talk(Medium.EMAIL).write("lampu jalan padam")
    said = Talk(Medium.EMAIL, "budi@contoh.invalid").write("lampu padam dan sampah bau di Mawar")
    assert "\n\n1. " not in said
    assert "\n1. " in said
    assert "membalas surel ini" in Talk(Medium.EMAIL, "ani@contoh.invalid").write(
        "Lampu jalan padam di Mawar"
    )


@pytest.mark.parametrize("channel", list(Medium))
def test_a_message_in_pieces_is_asked_once(channel: Medium) -> None:
    talk = Talk(channel)
    assert "Di mana" in talk.write("lampu jalan padam")
    for piece in ("sudah tiga hari gelap sekali", "anak-anak takut lewat"):
        talk.at -= timedelta(seconds=52)
        assert talk.write(piece) == ""
    assert "Di mana" not in talk.write("di gang buntu")
    assert talk.replies[-1]
    talk.write("Mawar")
    assert "anak-anak takut lewat" in talk.matter.words
    assert "Mawar" not in talk.matter.words


def test_who_answers_quickly_is_understood() -> None:
    talk = Talk()
    talk.write("lampu jalan padam")
    talk.at -= timedelta(seconds=52)
    assert "Laporan" in talk.write("Mawar")


def test_that_the_place_is_missing_is_said_once_a_day() -> None:
    talk = Talk(Medium.SMS)
    for _ in range(3):
        talk.write("lampu jalan padam gelap sekali")
    assert "akan dibaca" in talk.replies[-1]
    assert talk.message().set_aside_because == WhyAside.UNREADABLE
    before = Reply.objects.count()
    assert talk.write("sudah tiga hari begini") == ""
    assert Reply.objects.count() == before
    assert talk.message().worked_at is not None
    talk.at += timedelta(days=1)
    assert "akan dibaca" in talk.write("masih gelap")
    assert "sudah tiga hari begini" in talk.thread.draft["words"] + talk.thread.draft["address"]
