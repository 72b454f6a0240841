"""An SMS gateway calls: in every coding, in parts, twice, without the secret."""

from datetime import timedelta
from urllib.parse import parse_qsl, quote_from_bytes

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from kentongan.intake.messages import InboundMessage, Rebuff
from kentongan.intake.piecing import PATIENCE, hear_incomplete

pytestmark = pytest.mark.usefixtures("city")
LONG = "Lampu jalan di depan pasar padam sejak tiga hari, gelap sekali"


@pytest.fixture(autouse=True)
def secret(settings: Settings) -> None:
    settings.SMS_SECRET = "kunci-gerbang"


def gateway(client: Client, text: bytes, number: int = 1, **other: str | bytes) -> HttpResponse:
    told: dict[str, str | bytes] = {
        "kunci": "kunci-gerbang",
        "id": f"3ae62ae5-b5bb-4fc5-9892-{number:012}",
        "dari": "081234567890",
        "ke": "8181",
        "teks": text,
        **other,
    }
    pairs = (
        f"{name}={quote_from_bytes(said if isinstance(said, bytes) else said.encode())}"
        for name, said in told.items()
    )
    answer = client.get(f"/pesan/sms/?{'&'.join(pairs)}")
    assert isinstance(answer, HttpResponse)
    return answer


def part(client: Client, text: bytes, number: int, *, of: int = 3, reference: int = 7) -> None:
    header = bytes([5, 0, 3, reference, of, number])
    assert gateway(client, text, reference * 100 + number, udh=header).status_code == 200


def texts() -> list[str]:
    return list(InboundMessage.objects.order_by("pk").values_list("text", flat=True))


def test_a_message_is_kept_at_once_and_the_answer_is_empty(client: Client) -> None:
    answer = gateway(client, b"halo", waktu="1773367200")
    assert (answer.status_code, answer.content) == (200, b"")
    kept = InboundMessage.objects.get()
    assert (kept.channel, kept.sender, kept.text) == ("sms", "+6281234567890", "halo")
    assert kept.sent_at is not None
    assert kept.next_try_at is not None


def test_what_came_can_be_read_again_and_holds_no_secret(client: Client) -> None:
    said = "Lampu padam – gelap".encode("utf-16-be")
    gateway(client, said, coding="2", charset="UTF-16BE", waktu="1773367200")
    raw = bytes(InboundMessage.objects.get().raw)
    told = dict(parse_qsl(raw.decode("ascii"), encoding="latin-1"))
    assert told.pop("teks").encode("latin-1") == said
    assert told == {
        "id": "3ae62ae5-b5bb-4fc5-9892-000000000001", "dari": "081234567890", "ke": "8181",
        "coding": "2", "charset": "UTF-16BE", "waktu": "1773367200",
    }  # fmt: skip
    body = b"k%75nci=kunci-gerbang&id=2&dari=081234567891&teks=halo+lagi"
    client.post("/pesan/sms/", body, content_type="application/x-www-form-urlencoded")
    assert (
        bytes(InboundMessage.objects.latest("pk").raw) == b"id=2&dari=081234567891&teks=halo+lagi"
    )


def test_words_are_read_in_the_coding_they_came_in(client: Client) -> None:
    gateway(client, "selokan mampet 🙏".encode("utf-16-be"), 1, coding="2", charset="UTF-16BE")
    gateway(client, "Jl. Café".encode("latin-1"), 2, charset="ISO-8859-1")
    gateway(client, "sampah–bau".encode(), 3, charset="UTF-8")
    gateway(client, b"tidak \xff jelas", 4, charset="no such charset")
    assert texts() == ["selokan mampet 🙏", "Jl. Café", "sampah–bau", "tidak ÿ jelas"]


def test_a_repeat_by_the_gateway_and_one_by_the_network_are_kept_once(client: Client) -> None:
    for number in (1, 1, 2):
        assert gateway(client, LONG.encode(), number).status_code == 200
    assert texts() == [LONG]


def test_short_words_said_again_are_meant_again(client: Client) -> None:
    gateway(client, b"ya", 1)
    gateway(client, b"ya", 2)
    assert texts() == ["ya", "ya"]


def test_parts_are_joined_out_of_order_and_twice(client: Client) -> None:
    for number in (3, 1, 1, 3):
        part(client, f"<{number}>".encode(), number)
    assert texts() == []
    part(client, b"<2>", 2)
    part(client, b"<2>", 2)
    assert texts() == ["<1><2><3>"]


def test_parts_whose_rest_never_comes_are_heard_after_a_while(client: Client) -> None:
    part(client, b"lampu di ", 1)
    part(client, b" padam", 3)
    now = timezone.now()
    assert hear_incomplete(at=now) == 0
    assert hear_incomplete(at=now + PATIENCE) == 1
    assert hear_incomplete(at=now + PATIENCE) == 0
    assert texts() == ["lampu di  [...]  padam"]
    part(client, b"pasar", 2)
    assert hear_incomplete(at=now + 2 * PATIENCE + timedelta(minutes=1)) == 1
    assert "pasar" in texts()[1]


def test_a_wide_reference_is_read_too(client: Client) -> None:
    for number in (2, 1):
        header = bytes([6, 8, 4, 1, 2, 2, number])
        gateway(client, f"<{number}>".encode(), number, udh=header)
    assert texts() == ["<1><2>"]


def test_a_header_that_makes_no_sense_is_passed_over(client: Client) -> None:
    for number, header in enumerate(
        (b"\x05\x00\x03\x07\x02\x09", b"\xff\x00", b"\x05\x01\x01\x00")
    ):
        gateway(client, f"pesan {number}".encode(), number, udh=header)
    assert len(texts()) == 3


@pytest.mark.parametrize("sender", ["TELKOMSEL", "3636", "BANK-ABC"])
def test_a_word_of_an_operator_or_a_bank_is_set_aside_without_a_reply(
    client: Client, sender: str
) -> None:
    gateway(client, b"Pulsa Anda tinggal Rp5.000", dari=sender)
    kept = InboundMessage.objects.get()
    assert (kept.set_aside_because, kept.next_try_at) == ("automatic", None)


def test_what_is_no_text_is_unsupported(client: Client) -> None:
    gateway(client, b"\x01\x06\x03", coding="1")
    assert InboundMessage.objects.get().fault == "unsupported"


def test_a_wrong_secret_is_refused_and_counted(client: Client) -> None:
    for secret in ("salah", "", "kunci-gerbang2"):
        assert gateway(client, b"halo", kunci=secret).status_code == 403
    assert texts() == []
    assert Rebuff.objects.get().count == 3


def test_a_gateway_from_elsewhere_is_refused(client: Client, settings: Settings) -> None:
    settings.SMS_GATEWAYS = "10.0.0.5"
    assert gateway(client, b"halo").status_code == 403
    settings.SMS_GATEWAYS = "10.0.0.5, 127.0.0.1"
    assert gateway(client, b"halo").status_code == 200


def test_without_a_secret_there_is_no_such_door(client: Client, settings: Settings) -> None:
    settings.SMS_SECRET = ""
    assert gateway(client, b"halo", kunci="").status_code == 404


def test_a_message_without_sender_or_id_is_refused(client: Client) -> None:
    assert gateway(client, b"halo", dari="").status_code == 422
    assert gateway(client, b"halo", id="").status_code == 422


def test_a_message_may_come_as_a_form(client: Client) -> None:
    form = {"kunci": "kunci-gerbang", "id": "1", "dari": "0812 3456 7890", "teks": "halo pak"}
    body = "&".join(f"{name}={said.replace(' ', '+')}" for name, said in form.items())
    kind = "application/x-www-form-urlencoded"
    assert client.post("/pesan/sms/", body, content_type=kind).status_code == 200
    assert texts() == ["halo pak"]


def test_a_form_that_is_too_large_is_refused_and_counted(client: Client) -> None:
    body = "kunci=kunci-gerbang&teks=" + "a" * 5_000_000
    kind = "application/x-www-form-urlencoded"
    assert client.post("/pesan/sms/", body, content_type=kind).status_code == 413
    assert Rebuff.objects.get(channel="sms").why == Rebuff.Why.BODY
    assert not InboundMessage.objects.exists()
