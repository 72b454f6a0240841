"""Telegram's calls: admitted by their secret, kept once, whatever they hold."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client

from kentongan.intake.messages import InboundMessage, Rebuff
from tests.openapi.messages.cloud import Json

pytestmark = pytest.mark.usefixtures("bot")
PATH = "/pesan/telegram/"
CHAT = 77001


@pytest.fixture
def bot(city: object, settings: LazySettings) -> None:
    settings.TELEGRAM = "https://123:abc@api.telegram.invalid?secret=kata-rahasia"


def update(number: int = 10000, kind: str = "message", **content: Any) -> Json:
    """An update as the Bot API's documentation shows one; a text unless something else is said."""
    person = {"id": CHAT, "is_bot": False, "first_name": "Siti", "last_name": "Aminah 🌸"}
    head = {
        "message_id": 1365,
        "from": person,
        "chat": {"id": CHAT, "type": "private", "first_name": "Siti"},
        "date": 1773367200,
    }
    return {"update_id": number, kind: head | (content or {"text": "Lampu jalan mati 💡"})}


def post(told: Json | bytes, secret: str = "kata-rahasia") -> int:  # noqa: S107
    raw = told if isinstance(told, bytes) else json.dumps(told).encode()
    client = Client(headers={"X-Telegram-Bot-Api-Secret-Token": secret})
    return client.post(PATH, raw, content_type="application/json").status_code


def kept() -> InboundMessage:
    return InboundMessage.objects.get()


def test_a_message_is_kept_as_it_came_once() -> None:
    for _ in range(20):
        assert post(update()) == 200
    row = kept()
    assert (row.channel, row.channel_message_id, row.sender) == ("telegram", "10000", "77001")
    assert (row.sender_name, row.text) == ("Siti Aminah 🌸", "Lampu jalan mati 💡")
    assert row.sent_at == datetime.fromtimestamp(1773367200, UTC)
    assert json.loads(bytes(row.raw)) == update()


@pytest.mark.parametrize("secret", ["", "kata-lain", "é"])
def test_without_the_secret_nothing_is_kept_but_a_count(secret: str) -> None:
    assert post(update(), secret) == 403
    assert not InboundMessage.objects.exists()
    assert Rebuff.objects.values_list("channel", "why", "count").get() == (
        *("telegram", "signature"),
        1,
    )


def test_without_a_bot_or_a_secret_there_is_no_door(settings: LazySettings) -> None:
    for address in ("", "https://123:abc@api.telegram.invalid"):
        settings.TELEGRAM = address
        assert post(update()) == 404
    assert Client().get(PATH).status_code == 405


@pytest.mark.parametrize(
    ("raw", "code"), [(b"x" * (3 * 2**20 + 1), 413), (b"{", 400)], ids=["too large", "cut off"]
)
def test_a_body_nobody_can_use_is_refused_and_counted(raw: bytes, code: int) -> None:
    assert post(raw) == code
    assert Rebuff.objects.get().why == "body"


@pytest.mark.parametrize(
    "told",
    [{}, {"update_id": 1}, {"update_id": 1, "message": []}, {"update_id": 1, "my_chat_member": {}}],
    ids=str,
)
def test_what_brings_no_message_harms_nothing(told: Json) -> None:
    assert post(told) == 200
    assert not InboundMessage.objects.exists()


PHOTO = [
    {"file_id": "kecil", "file_unique_id": "a", "width": 90, "height": 67, "file_size": 1200},
    {"file_id": "besar", "file_unique_id": "b", "width": 1280, "height": 960, "file_size": 98000},
]
SPOT = {"latitude": -6.19, "longitude": 106.61}
KINDS: dict[str, tuple[Json, Json]] = {
    "place": ({"location": SPOT}, {"lat": -6.19, "lon": 106.61, "fault": ""}),
    "venue": (
        {"venue": {"location": SPOT, "title": "Pasar", "address": "Jl. 1"}, "location": SPOT},
        {"lat": -6.19, "text": "Pasar, Jl. 1", "fault": ""},
    ),
    "photo": ({"photo": PHOTO, "caption": "Ini"}, {"text": "Ini", "fault": ""}),
    "reply": (
        {"text": "Ya", "reply_to_message": {"message_id": 7}},
        {"text": "Ya", "reply_to": "7"},
    ),
    "command": ({"text": "/stop@kota_bot"}, {"text": "stop", "fault": ""}),
    "voice": ({"voice": {"file_id": "s", "duration": 3}}, {"fault": "unsupported"}),
    "contact": ({"contact": {"phone_number": "62812"}}, {"text": "", "fault": "unsupported"}),
    "sticker": ({"sticker": {"file_id": "s"}}, {"fault": "unsupported"}),
    "group": (
        {"text": "Pagi", "chat": {"id": -100, "type": "supergroup"}},
        {"set_aside_because": "automatic"},
    ),
    "another bot": (
        {"text": "Pagi", "from": {"id": 5, "is_bot": True}},
        {"set_aside_because": "automatic"},
    ),
}


@pytest.mark.parametrize(("content", "expected"), KINDS.values(), ids=KINDS.keys())
def test_every_kind_of_message_is_kept_for_what_it_is(content: Json, expected: Json) -> None:
    assert post(update(**content)) == 200
    row = kept()
    assert {name: getattr(row, name) for name in expected} == expected


def test_of_a_photo_the_largest_size_is_named_and_nothing_is_fetched_at_the_door() -> None:
    post(update(photo=PHOTO))
    (row,) = kept().media
    assert (row["id"], row["size"], row["type"], row["file"]) == ("besar", 98000, "image/jpeg", "")


def test_a_file_that_is_too_large_is_named_but_will_not_be_fetched() -> None:
    post(update(document={"file_id": "x", "file_name": "film.mp4", "file_size": 90_000_000}))
    (row,) = kept().media
    assert (row["name"], row["fault"]) == ("film.mp4", "too_big")
    assert kept().fault == "unsupported"


def test_an_edited_message_is_a_message_of_its_own_but_a_moving_place_is_silent() -> None:
    post(update())
    edited = {"edit_date": 1773367300}
    assert post(update(10001, "edited_message", text="Lampu mati", **edited)) == 200
    assert post(update(10002, "edited_message", location=SPOT, **edited)) == 200
    rows = list(InboundMessage.objects.order_by("pk"))
    assert [row.text for row in rows] == ["Lampu jalan mati 💡", "Lampu mati", ""]
    assert rows[1].sent_at == datetime.fromtimestamp(1773367300, UTC)
    assert rows[2].set_aside_because == "automatic"
