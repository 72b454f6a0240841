"""WhatsApp's calls: believed by their signature alone, kept once, whatever they hold."""

import hmac
from datetime import UTC, datetime
from hashlib import sha256

import pytest
from django.conf import LazySettings
from django.test import Client

from kentongan.intake.messages import InboundMessage, Rebuff
from kentongan.journal.models import Entry
from kentongan.mailroom.letterheads import letterhead
from kentongan.mailroom.models import Channel, Letter
from kentongan.mailroom.sending import Step, send_next
from tests.mailroom.conftest import FRIDAY, draw, told
from tests.mailroom.conversations import answered, talk
from tests.mailroom.providers import providing
from tests.openapi.messages.cloud import (
    ADDRESS,
    FROM,
    PATH,
    Json,
    media,
    message,
    payload,
    post,
    status,
)
from tests.statements import statements

pytestmark = pytest.mark.usefixtures("account")


@pytest.fixture
def account(city: object, settings: LazySettings) -> None:
    settings.WHATSAPP = ADDRESS


def kept() -> InboundMessage:
    return InboundMessage.objects.get()


def counted() -> list[tuple[str, int]]:
    return list(Rebuff.objects.order_by("why").values_list("why", "count"))


def test_a_message_is_kept_as_it_came_and_answered_with_nothing() -> None:
    assert post(payload(message())) == 200
    row = kept()
    assert (row.channel, row.channel_message_id) == ("whatsapp", "wamid.HBg1")
    assert (row.sender, row.sender_name) == (f"+{FROM}", "Siti 🌸")
    assert row.text == "Lampu jalan mati di depan pasar"
    assert row.sent_at == datetime.fromtimestamp(1773367200, UTC)
    assert b"whatsapp_business_account" in bytes(row.raw)
    assert (row.next_try_at is not None, row.fault) == (True, "")


WRONG = {
    "another secret": {"secret": "not-the-secret"},
    "none": {"signature": ""},
    "of the old kind": {"signature": "sha1=abc"},
    "no letters at all": {"signature": "sha256=é"},
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_without_the_right_signature_nothing_is_kept_but_a_count(wrong: dict[str, str]) -> None:
    assert post(payload(message()), **wrong) == 403
    assert post(payload(message()), **wrong) == 403
    assert not InboundMessage.objects.exists()
    assert counted() == [("signature", 2)]


def test_the_signature_is_over_the_bytes_and_not_over_what_they_mean() -> None:
    raw = b'{"object": "whatsapp_business_account",  "entry": []}'
    tight = b'{"object":"whatsapp_business_account","entry":[]}'
    right = "sha256=" + hmac.new(b"app-secret", raw, sha256).hexdigest()
    assert post(raw, signature=right) == 200
    assert post(tight, signature=right) == 403


def test_the_address_is_proven_by_the_word_that_was_agreed_upon() -> None:
    asked = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": "kata"}
    answer = Client().get(PATH, asked)
    assert (answer.status_code, answer.content) == (200, b"1158201444")
    assert answer["Content-Type"].startswith("text/plain")
    assert Client().get(PATH, asked | {"hub.verify_token": "lain"}).status_code == 403
    assert Client().get(PATH).status_code == 403
    assert counted() == [("signature", 2)]


def test_without_a_secret_there_is_no_door(settings: LazySettings) -> None:
    for address in ("", ADDRESS.partition("?")[0]):
        settings.WHATSAPP = address
        assert post(payload(message())) == 404


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        (b"x" * (3 * 2**20 + 1), 413),
        (b"no json", 400),
        (b"[1, 2]", 400),
        (b"[" * 100_000, 400),
        (b'{"entry": [{"changes": [{"field": "messages", "value": {"messages": [1', 400),
    ],
    ids=["too large", "no json", "a list", "too deep", "cut off"],
)
def test_a_body_nobody_can_use_is_refused_and_counted(raw: bytes, code: int) -> None:
    assert post(raw) == code
    assert counted() == [("body", 1)]


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"entry": "x"},
        {"entry": [{"changes": [None, {"field": "messages", "value": 7}]}]},
        {"entry": [{"changes": [{"field": "account_update", "value": {}}]}]},
        payload({"from": 7, "id": None, "type": []}),
        payload(statuses=({"id": "x", "status": "deleted"}, {})),
    ],
    ids=str,
)
def test_what_is_signed_but_not_understood_harms_nothing(told: Json) -> None:
    assert post(told) == 200
    assert not InboundMessage.objects.exists()


def test_the_same_call_a_hundred_times_leaves_one_row_and_costs_one_look_each() -> None:
    for _ in range(100):
        assert post(payload(message())) == 200
    assert Entry.objects.filter(kind="message.received").count() == 1
    with statements() as seen:
        post(payload(message()))
    assert [each.sql.split()[0] for each in seen if "intake_inboundmessage" in each.sql] == [
        "SELECT"
    ]
    assert not [each for each in seen if each.sql.startswith(("INSERT", "UPDATE"))]
    assert kept().attempts == 0


def test_a_batch_keeps_each_message_with_its_own_part() -> None:
    batch = payload(*(message(n, type="text", text={"body": f"kata {n}"}) for n in (1, 2, 3)))
    assert post(batch) == 200
    rows = list(InboundMessage.objects.order_by("pk"))
    assert [row.text for row in rows] == ["kata 1", "kata 2", "kata 3"]
    assert all(b"kata 2" not in bytes(row.raw) for row in (rows[0], rows[2]))
    assert post(batch) == 200
    assert InboundMessage.objects.count() == 3


KINDS: dict[str, tuple[Json, Json]] = {
    "emoji": (
        {"type": "text", "text": {"body": "Banjir 🌊🌊 tolong 🙏🏽"}},
        {"text": "Banjir 🌊🌊 tolong 🙏🏽", "fault": ""},
    ),
    "place": (
        {
            "type": "location",
            "location": {
                "latitude": -6.19,
                "longitude": 106.61,
                "name": "Pasar",
                "address": "Jl. 1",
            },
        },
        {"lat": -6.19, "lon": 106.61, "text": "Pasar, Jl. 1", "fault": ""},
    ),
    "no place": (
        {"type": "location", "location": {"latitude": 1e300, "longitude": "x"}},
        {"lat": None, "fault": "unreadable"},
    ),
    "photo": (media("image", caption="Ini fotonya"), {"text": "Ini fotonya", "fault": ""}),
    "photo alone": (media("image"), {"text": "", "fault": ""}),
    "document": (media("document", filename="foto.jpg"), {"fault": ""}),
    "voice": (media("audio"), {"fault": "unsupported"}),
    "film with words": (media("video", caption="Lihat"), {"text": "Lihat", "fault": ""}),
    "film": (media("video"), {"fault": "unsupported"}),
    "button": (
        {"type": "button", "button": {"text": "Sudah", "payload": "1"}},
        {"text": "Sudah", "fault": ""},
    ),
    "choice": (
        {
            "type": "interactive",
            "interactive": {"type": "list_reply", "list_reply": {"id": "1", "title": "Jalan"}},
        },
        {"text": "Jalan", "fault": ""},
    ),
    "reply": (
        {"type": "text", "text": {"body": "Ya"}, "context": {"from": "1", "id": "wamid.Q"}},
        {"text": "Ya", "reply_to": "wamid.Q"},
    ),
    "reaction": (
        {"type": "reaction", "reaction": {"message_id": "wamid.Q", "emoji": "👍"}},
        {"set_aside_because": "automatic", "reply_to": "wamid.Q"},
    ),
    "contacts": ({"type": "contacts", "contacts": [{}]}, {"fault": "unsupported"}),
    "order": ({"type": "order", "order": {}}, {"fault": "unsupported"}),
    "unknown": (
        {"type": "unsupported", "errors": [{"code": 131051, "title": "unknown"}]},
        {"fault": "unsupported"},
    ),
    "nothing": ({"type": "text", "text": {"body": "  "}}, {"fault": "unreadable"}),
}


@pytest.mark.parametrize(("content", "expected"), KINDS.values(), ids=KINDS.keys())
def test_every_kind_of_message_is_kept_for_what_it_is(content: Json, expected: Json) -> None:
    assert post(payload(message(**content))) == 200
    row = kept()
    assert {name: getattr(row, name) for name in expected} == expected


def test_of_a_photo_only_the_providers_name_is_kept_at_the_door() -> None:
    post(payload(message(**media("image"))))
    (row,) = kept().media
    assert (row["id"], row["type"], row["file"], row["fault"]) == (
        *("2754859441498128", "image/jpeg"),
        *("", ""),
    )


def test_half_an_emoji_does_not_lose_the_batch() -> None:
    raw = b'{"entry":[{"changes":[{"field":"messages","value":{"messages":[{"from":"628120000001",'
    raw += b'"id":"w1","type":"text","text":{"body":"pecah \\ud83d sini \\u0000"}}]}}]}]}'
    assert post(raw) == 200
    assert kept().text.startswith("pecah ? sini")


def test_what_was_for_another_number_of_the_app_is_not_ours_to_keep() -> None:
    assert post(payload(message(), number="999")) == 200
    assert not InboundMessage.objects.exists()
    assert counted() == [("body", 1)]


def test_who_changed_their_number_takes_no_thread_along() -> None:
    matter = told(email="", phone=f"+{FROM}")
    thread = talk(about=matter)
    system = {"body": "Siti changed", "wa_id": "6285500000000", "type": "user_changed_number"}
    assert post(payload(message(type="system", system=system))) == 200
    thread.refresh_from_db()
    assert thread.ended_at is not None
    assert kept().set_aside_because == "automatic"
    assert Entry.objects.get(kind="dialogue.severed").particulars["request"] == matter.pk


def test_statuses_out_of_order_end_where_they_should() -> None:
    answered(talk(), "Di mana?")
    draw()
    with providing() as provider:
        send = {"at": FRIDAY, "channel": Channel.WHATSAPP}
        while send_next(provider.cloud(), letterhead(), **send) is Step.DONE:  # type: ignore[arg-type]
            pass
    letter = Letter.objects.get()
    ours = {"biz_opaque_callback_data": letter.message_id}
    words = ("read", "sent", "delivered", "read")
    calls = [status(word, letter.provider_id, **ours) for word in words]
    assert post(payload(statuses=tuple(calls))) == 200
    letter.refresh_from_db()
    assert letter.read_at == letter.delivered_at == datetime.fromtimestamp(1773367260, UTC)
    assert letter.sent_at == FRIDAY


def test_a_number_without_whatsapp_is_marked_as_dead() -> None:
    answered(talk(), "Di mana?")
    draw()
    with providing() as provider:
        send_next(provider.cloud(), letterhead(), at=FRIDAY, channel=Channel.WHATSAPP)
    fault = {"code": 131026, "title": "Message undeliverable"}
    letter = Letter.objects.get()
    assert post(payload(statuses=(status("failed", letter.provider_id, errors=[fault]),))) == 200
    letter.refresh_from_db()
    assert (letter.bounced_on, letter.last_error) == (["whatsapp"], "131026 Message undeliverable")
