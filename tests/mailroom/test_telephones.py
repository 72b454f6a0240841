"""SMS and WhatsApp, handed to a real server that is kind, full, rude, silent or away."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kentongan.casework.asking import ask
from kentongan.casework.claiming import claim
from kentongan.casework.closing import Reason, refuse
from kentongan.casework.verifying import verify
from kentongan.intake.messages import Medium
from kentongan.intake.models import ServiceRequest
from kentongan.mailroom.kannel import Gateway, Kannel
from kentongan.mailroom.letterheads import letterhead
from kentongan.mailroom.models import Channel, Letter, Style
from kentongan.mailroom.outbox_file import OutboxFolder
from kentongan.mailroom.parcels import Outbound
from kentongan.mailroom.sending import Step, send_next
from kentongan.mailroom.settling import PAUSES
from kentongan.mailroom.shortening import is_gsm, length
from kentongan.mailroom.whatsapp import Account
from kentongan.people.models import Role
from tests.mailroom.conftest import FRIDAY, case_of, draw, told, user
from tests.mailroom.conversations import talk
from tests.mailroom.providers import Provider, providing, refusal

pytestmark = pytest.mark.usefixtures("city")
NUMBER = "0812-3456-7890"


@pytest.fixture
def provider() -> Iterator[Provider]:
    with providing() as running:
        yield running


def telephoned(channel: Channel = Channel.SMS, **other: object) -> ServiceRequest:
    Style.objects.update_or_create(pk=1, defaults={"phone": channel})
    return told(email="", phone=NUMBER, **other)


def send_all(outbound: Outbound, channel: Channel, at: datetime = FRIDAY) -> Step:
    draw()
    head = letterhead()
    while (step := send_next(outbound, head, at=at, channel=channel)) is Step.DONE:
        pass
    return step


def only() -> Letter:
    return Letter.objects.get()


def test_who_left_only_a_number_gets_one_short_message_with_code_state_and_link(
    provider: Provider,
) -> None:
    request = telephoned()
    send_all(provider.kannel(), Channel.SMS)
    (message,) = provider.short
    link = f"http://testserver/t/{request.spoken_code}/"
    assert message["text"] == f"Laporan {request.reference} sudah kami terima. Terima kasih. {link}"
    assert (message["to"], message["from"], message["coding"]) == ("6281234567890", "KOTA", "0")
    assert (message["username"], message["password"]) == ("kota", "rahasia")
    assert message["binfo"] == only().message_id
    assert only().provider_id == "3f1f7b0e-60a1-4f0e-8c7e-0a2f54b1f8aa"
    assert (only().channel, only().sent_at, only().unsure) == ("sms", FRIDAY, 0)


def test_whatsapp_fills_the_approved_template_and_carries_our_key(provider: Provider) -> None:
    request = telephoned(Channel.WHATSAPP, language="en")
    send_all(provider.cloud(), Channel.WHATSAPP)
    (message,) = provider.messages
    blanks = message["template"]["components"][0]["parameters"]
    assert [blank["text"] for blank in blanks] == [
        request.reference,
        f"Report {request.reference} has arrived. Thank you.",
        f"http://testserver/t/{request.spoken_code}/",
    ]
    assert message["template"]["name"] == "kentongan_report"
    assert message["template"]["language"] == {"code": "en"}
    assert message["to"] == "6281234567890"
    assert message["biz_opaque_callback_data"] == only().message_id
    assert provider.tokens == ["Bearer token"]
    assert only().provider_id == "wamid.1"


SAID = {
    (Channel.SMS, (503, "Temporal failure, try again later.")): "later",
    (Channel.SMS, (429, "slow down")): "later",
    (Channel.SMS, (400, "Not routable. Do not try again.")): "never",
    (Channel.SMS, (403, "Authorization failed for sendsms")): "away",
    (Channel.WHATSAPP, (500, "")): "later",
    (Channel.WHATSAPP, (400, refusal(131056, "pair rate limit"))): "later",
    (Channel.WHATSAPP, (404, refusal(132001, "template does not exist"))): "away",
    (Channel.WHATSAPP, (400, refusal(131026, "Message undeliverable"))): "never",
    (Channel.WHATSAPP, (401, refusal(190, "token expired"))): "away",
}


@pytest.mark.parametrize(("heard", "meant"), SAID.items(), ids=lambda said: str(said)[:60])
def test_an_answer_means_later_never_or_that_the_channel_is_away(
    heard: tuple[Channel, tuple[int, str]], meant: str, provider: Provider
) -> None:
    channel, provider.answer = heard
    telephoned(channel)
    outbound = provider.kannel() if channel == Channel.SMS else provider.cloud()
    step = send_all(outbound, channel)
    letter = only()
    assert (step is Step.AWAY) == (meant == "away")
    assert (letter.failed_at is not None) == (meant == "never")
    assert letter.attempts == (0 if meant == "away" else 1)
    assert (letter.sent_at, letter.unsure) == (None, 0)
    assert "1234" not in letter.last_error


def test_a_yes_that_was_never_heard_is_counted_and_repeated_under_the_same_key(
    provider: Provider,
) -> None:
    provider.answer = None
    telephoned()
    send_all(provider.kannel(), Channel.SMS)
    assert (only().sent_at, only().unsure) == (None, 1)
    provider.answer = "yes"
    send_all(provider.kannel(), Channel.SMS, FRIDAY + PAUSES[0])
    first, second = provider.short
    assert first == second
    assert (only().sent_at, only().unsure) == (FRIDAY + PAUSES[0], 1)


def test_a_gateway_that_is_away_holds_up_no_email(provider: Provider, tmp_path: Path) -> None:
    telephoned()
    told("budi@contoh.invalid")
    nobody = Kannel(Gateway.parse("http://kota:x@127.0.0.1:1/"))
    assert send_all(nobody, Channel.SMS) is Step.AWAY
    assert send_all(OutboxFolder(tmp_path), Channel.EMAIL) is Step.IDLE
    waiting = Letter.objects.get(channel=Channel.SMS)
    assert (waiting.attempts, waiting.unsure) == (0, 0)
    send_all(provider.kannel(), Channel.SMS, FRIDAY + timedelta(hours=1))
    assert len(provider.short) == 1


def test_a_number_no_telephone_has_is_a_failure_at_once(provider: Provider) -> None:
    request = telephoned()
    request.reporter.phone = "12-34"  # type: ignore[union-attr]
    request.reporter.save()  # type: ignore[union-attr]
    send_all(provider.kannel(), Channel.SMS)
    assert only().failed_at == FRIDAY
    assert provider.short == []


def test_the_channel_somebody_came_by_goes_first_then_email_then_the_telephone() -> None:
    both = told("budi@contoh.invalid", phone=NUMBER)
    told("siti@contoh.invalid", phone=NUMBER)
    telephoned()
    ServiceRequest.objects.filter(pk=both.pk).update(channel="sms")
    draw()
    channels = Letter.objects.order_by("service_request").values_list("channel", flat=True)
    assert list(channels) == ["sms", "email", "sms"]


def test_without_a_gateway_a_message_lies_in_the_outbox(tmp_path: Path) -> None:
    request = telephoned()
    send_all(OutboxFolder(tmp_path), Channel.SMS)
    (file,) = tmp_path.iterdir()
    assert file.suffix == ".txt"
    text = file.read_text()
    assert text.startswith("To: 6281234567890\nChannel: sms\nKey: letter-")
    assert request.spoken_code in text


@pytest.mark.parametrize("address", ["sms.example", "ftp://a:b@c", "http://sms.example", ""])
def test_an_address_of_no_gateway_is_told(address: str) -> None:
    with pytest.raises(ValueError, match="KENTONGAN_SMS must look like"):
        Gateway.parse(address)


@pytest.mark.parametrize("address", ["graph.example", "https://graph.example/v21.0/1", ""])
def test_an_address_of_no_whatsapp_account_is_told(address: str) -> None:
    with pytest.raises(ValueError, match="KENTONGAN_WHATSAPP must look like"):
        Account.parse(address)


def test_a_telephone_without_internet_holds_the_question_itself_and_that_a_reply_will_do(
    provider: Provider,
) -> None:
    admin = user("alice", Role.ADMINISTRATOR, "setda")
    request = telephoned()
    talk(Medium.SMS, request)
    verify(case_of(request), is_public=False, public_words="", by=admin, at=FRIDAY)
    claim(case_of(request), "Lampu diganti – tiang 17.", by=admin, at=FRIDAY)
    other = telephoned()
    ask(case_of(other), "Tiang nomor berapa? " + "Di dekat apa? " * 60, by=admin, at=FRIDAY)
    send_all(provider.kannel(), Channel.SMS)
    texts = [each["text"] for each in provider.short]
    (done,) = (text for text in texts if "selesai" in text)
    assert 'selesai. "Lampu diganti - tiang 17." Benarkah? Cukup balas YA atau BELUM' in done
    assert done.endswith(f"http://testserver/t/{request.spoken_code}/")
    (asked,) = (text for text in texts if "bertanya kepada Anda" in text)
    assert 'bertanya kepada Anda: "Tiang nomor berapa? Di dekat apa?' in asked
    assert '..." Mohon dijawab di sini: http://testserver/b/' in asked
    assert 160 < length(asked) <= 3 * 153
    assert is_gsm(asked)


def test_a_refusal_says_why_on_the_telephone_and_nothing_where_it_is_confidential(
    provider: Provider,
) -> None:
    admin = user("alice", Role.ADMINISTRATOR, "setda")
    request, hidden = telephoned(Channel.WHATSAPP), telephoned(Channel.WHATSAPP)
    ServiceRequest.objects.filter(pk=hidden.pk).update(is_confidential=True)
    talk(Medium.WHATSAPP, request)
    for each in (request, hidden):
        refuse(case_of(each), Reason.NOT_OURS, "Ini wewenang PLN.", by=admin, at=FRIDAY)
    send_all(provider.cloud(), Channel.WHATSAPP)
    told = [json.dumps(each, ensure_ascii=False) for each in provider.messages]
    (why,) = (text for text in told if "ditindaklanjuti" in text)
    assert "ini wewenang instansi lain. “Ini wewenang PLN.” Keberatan? Hubungi 021-000000" in why
    assert hidden.reference in str(told)
    assert not [text for text in told if hidden.reference in text and "PLN" in text]
