"""The same call ten thousand times; and one number for two people, each with a thread of theirs."""

from collections.abc import Iterator
from itertools import count

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from kentongan.dialogue.models import Conversation, Reply
from kentongan.dialogue.working import work_next
from kentongan.intake.messages import InboundMessage
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry
from tests.openapi.messages.cloud import ADDRESS, message, payload, post

SECRET = "kunci"
CALLS = IN_ONE = 100


@pytest.fixture(autouse=True)
def doors(city: object, settings: LazySettings) -> None:
    settings.WHATSAPP, settings.SMS_SECRET = ADDRESS, SECRET


def work() -> None:
    while work_next(at=timezone.now()):
        pass


def said(text: str, number: int) -> dict[str, object]:
    return message(number, type="text", text={"body": text})


def test_ten_thousand_repeats_are_one_row_and_keep_nobody_else_waiting() -> None:
    first = said("Lampu jalan mati, kelurahan Mawar", 1)
    assert [post(payload(*[first] * IN_ONE)) for _ in range(CALLS)] == [200] * CALLS
    other = {**said("Jalan berlubang, kelurahan Mawar", 2), "from": "6281298765432"}
    assert post(payload(other)) == 200
    kept = list(InboundMessage.objects.order_by("pk").values_list("sender", "fault"))
    assert kept == [("+6281234567890", ""), ("+6281298765432", "")]
    assert Entry.objects.filter(kind="message.received").count() == len(kept)
    work()
    assert InboundMessage.objects.filter(worked_at__isnull=False).count() == len(kept)
    assert ServiceRequest.objects.count() == Reply.objects.count() == len(kept)


def sms(text: str, number: Iterator[int]) -> None:
    told = {"kunci": SECRET, "id": f"3ae62ae5-b5bb-4fc5-9892-{next(number):012}"}
    answer = Client().get("/pesan/sms/", {**told, "dari": "081234567890", "teks": text})
    assert answer.status_code == 200


def test_two_who_share_a_number_each_have_a_thread_where_they_write() -> None:
    """A mother's SMS and her son's WhatsApp: the answer to one says nothing of the other's."""
    numbers = count(1)
    assert post(payload(said("Lampu jalan mati, kelurahan Mawar", 1))) == 200
    sms("Jalan berlubang, kelurahan Mawar", numbers)
    work()
    by_channel = {talk.channel: talk for talk in Conversation.objects.all()}
    assert set(by_channel) == {"sms", "whatsapp"}
    theirs = {talk.service_request_id for talk in by_channel.values()}
    assert theirs == set(ServiceRequest.objects.values_list("pk", flat=True))
    assert len(theirs) == 2
    sms("status", numbers)
    work()
    other = by_channel["whatsapp"].service_request
    assert other is not None
    told = Reply.objects.filter(conversation=by_channel["sms"]).order_by("-pk")[0].text
    assert other.reference not in told
    assert other.code not in told
