"""Replies of a conversation go out word for word, in order, on the channel it is led on."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from kentongan.dialogue.models import Conversation
from kentongan.intake.messages import InboundMessage, Medium
from kentongan.mailroom.letterheads import letterhead
from kentongan.mailroom.models import Bookmark, Channel, Letter, Style
from kentongan.mailroom.parcels import Outbound
from kentongan.mailroom.sending import Step, send_next
from kentongan.mailroom.settling import PAUSES
from kentongan.mailroom.telegram import Bot
from tests.conftest import moment
from tests.mailroom.conftest import FRIDAY, Running, draw, told
from tests.mailroom.conversations import answered, only, stop, talk
from tests.mailroom.providers import Provider, complaint, providing, refusal
from tests.mailroom.test_resting import NIGHT

pytestmark = pytest.mark.usefixtures("city")
ASKED = "Terima kasih.\nDi kelurahan mana?"


@pytest.fixture
def provider() -> Iterator[Provider]:
    with providing() as running:
        yield running


def send_all(outbound: Outbound, channel: Channel, at: datetime = FRIDAY) -> Step:
    draw(at)
    head = letterhead()
    while (step := send_next(outbound, head, at=at, channel=channel)) is Step.DONE:
        pass
    return step


def texts(provider: Provider) -> list[str]:
    return [message["text"]["body"] for message in provider.messages]


def test_a_reply_goes_out_word_for_word_on_its_own_channel(provider: Provider) -> None:
    reply = answered(talk(Medium.TELEGRAM), ASKED, heard_at=FRIDAY)
    send_all(provider.bot(), Channel.TELEGRAM)
    (message,) = provider.messages
    assert (message["chat_id"], message["text"]) == ("77001", ASKED)
    assert provider.tokens == ["/bot123:abc/sendMessage"]
    assert (only().reply, only().provider_id, only().sent_at) == (reply, "1", FRIDAY)


def test_reading_the_journal_again_sends_no_reply_twice(provider: Provider) -> None:
    answered(talk(), ASKED)
    draw()
    Bookmark.objects.update(xact=0, entry=0)
    send_all(provider.cloud(), Channel.WHATSAPP)
    assert texts(provider) == [ASKED]


def test_an_sms_is_not_shortened_and_its_letters_are_kept(provider: Provider) -> None:
    words = "Baik, kami catat. " * 20 + "🙏"
    answered(talk(Medium.SMS), words)
    send_all(provider.kannel(), Channel.SMS)
    (message,) = provider.short
    assert (message["text"], message["coding"]) == (words.strip(), "2")


def test_an_email_answers_the_message_it_answers_in_our_words_alone(
    server: Running,
) -> None:
    answered(talk(Medium.EMAIL), ASKED, heard_at=FRIDAY, name="<abc@contoh.invalid>")
    send_all(server.outbound(), Channel.EMAIL)
    (mail,) = server.mails.arrived
    assert mail["In-Reply-To"] == mail["References"] == "<abc@contoh.invalid>"
    assert mail["Auto-Submitted"] == "auto-replied"
    assert mail["Subject"] == "Pesan Anda kepada Kota Contoh"
    assert mail.get_content().split() == ASKED.split()


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Lampu di gang kami", "Re: Lampu di gang kami"),
        ("RE: Bls: Laporan KC7KQ2M9XA: ada jawaban", "Re: Laporan KC7KQ2M9XA: ada jawaban"),
        ("=?utf-8?B?TGFtcHUgcGFkYW0g8J+Smg==?=", "Re: Lampu padam 💚"),
        ("Menang hadiah di hadiah.xyz/klik", "Pesan Anda kepada Kota Contoh"),
        ("Telepon 0812 3456 7890 sekarang", "Pesan Anda kepada Kota Contoh"),
        ("", "Pesan Anda kepada Kota Contoh"),
    ],
)
def test_a_mail_is_answered_under_its_own_subject_unless_that_leads_somewhere(
    server: Running, theirs: str, ours: str
) -> None:
    reply = answered(talk(Medium.EMAIL), ASKED, heard_at=FRIDAY)
    raw = f"From: siti@contoh.invalid\r\nSubject: {theirs}\r\n\r\nPagi".encode()
    InboundMessage.objects.filter(pk=reply.message_id).update(raw=raw)
    send_all(server.outbound(), Channel.EMAIL)
    (mail,) = server.mails.arrived
    assert mail["Subject"] == ours


@pytest.mark.parametrize("minutes", [5, 60])
def test_only_who_has_just_written_is_answered_at_night(provider: Provider, minutes: int) -> None:
    rest = {"quiet_from": NIGHT.quiet_from, "quiet_to": NIGHT.quiet_to}
    Style.objects.update_or_create(pk=1, defaults=rest)
    night = moment("2026-03-13 22:00")
    answered(talk(at=night), ASKED, heard_at=night - timedelta(minutes=minutes), at=night)
    send_all(provider.cloud(), Channel.WHATSAPP, night)
    assert len(provider.messages) == (minutes == 5)


def test_a_reply_waits_for_the_one_before_it_and_holds_up_no_other_conversation(
    provider: Provider,
) -> None:
    first, provider.answer = talk(), (500, "")
    answered(first, "satu")
    send_all(provider.cloud(), Channel.WHATSAPP)
    provider.answer = "yes"
    answered(first, "dua")
    other = Conversation.objects.create(
        channel="whatsapp", address="+62855", began_at=FRIDAY, last_at=FRIDAY
    )
    other.address = "+6285500000000"
    other.save()
    answered(other, "lain")
    send_all(provider.cloud(), Channel.WHATSAPP)
    assert texts(provider) == ["lain"]
    send_all(provider.cloud(), Channel.WHATSAPP, FRIDAY + PAUSES[0])
    assert texts(provider) == ["lain", "satu", "dua"]


def test_a_day_after_their_last_message_whatsapp_gets_the_template(provider: Provider) -> None:
    request = told()
    draw()
    Letter.objects.all().delete()
    answered(talk(about=request), ASKED)
    send_all(provider.cloud(), Channel.WHATSAPP, FRIDAY + timedelta(hours=24))
    message = provider.messages[-1]
    blanks = [each["text"] for each in message["template"]["components"][0]["parameters"]]
    link = f"http://testserver/t/{request.spoken_code}/"
    assert blanks == [request.reference, "Terima kasih. Di kelurahan mana?", link]


def test_where_whatsapp_counts_the_day_otherwise_the_template_goes_at_once(
    provider: Provider,
) -> None:
    answered(talk(), ASKED)
    provider.turns = [(400, refusal(131047, "Re-engagement message"))]
    send_all(provider.cloud(), Channel.WHATSAPP)
    assert [message["type"] for message in provider.messages] == ["template"]
    assert (only().sent_at, only().attempts) == (FRIDAY, 1)


TOLD = {
    (403, complaint(403, "Forbidden: bot was blocked by the user")): "never",
    (400, complaint(400, "Bad Request: chat not found")): "never",
    (429, complaint(429, "Too Many Requests: retry after 5")): "later",
    (502, "bad gateway"): "later",
    (401, complaint(401, "Unauthorized")): "away",
}


@pytest.mark.parametrize(("heard", "meant"), TOLD.items(), ids=lambda said: str(said)[:40])
def test_telegrams_answer_means_later_never_or_that_it_is_away(
    heard: tuple[int, str], meant: str, provider: Provider
) -> None:
    provider.answer = heard
    answered(talk(Medium.TELEGRAM), ASKED)
    step = send_all(provider.bot(), Channel.TELEGRAM)
    assert (step is Step.AWAY) == (meant == "away")
    assert (only().failed_at is not None) == (meant == "never")
    assert only().sent_at is None


@pytest.mark.parametrize("address", ["telegram.example", "https://abc@telegram.example", ""])
def test_an_address_of_no_bot_is_told(address: str) -> None:
    with pytest.raises(ValueError, match="KENTONGAN_TELEGRAM must look like"):
        Bot.parse(address)


def test_after_stop_nothing_follows_but_the_reply_that_says_so(provider: Provider) -> None:
    conversation = talk(Medium.SMS)
    answered(conversation, "Anda tidak akan kami kirimi lagi.", heard_at=FRIDAY)
    stop(Medium.SMS, at=FRIDAY)
    answered(conversation, "Satu lagi.", at=FRIDAY)
    send_all(provider.kannel(), Channel.SMS)
    assert [message["text"] for message in provider.short] == ["Anda tidak akan kami kirimi lagi."]
    assert Letter.objects.order_by("pk").last().withdrawn_because == "stopped"  # type: ignore[union-attr]
