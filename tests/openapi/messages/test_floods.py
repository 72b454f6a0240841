"""One number for two people: each has a thread where they write."""

from collections.abc import Iterator
from itertools import count

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from kentongan.dialogue.models import Conversation, Reply
from kentongan.dialogue.working import work_next
from kentongan.intake.models import ServiceRequest
from tests.openapi.messages.cloud import ADDRESS, message, payload, post

SECRET = "kunci"


@pytest.fixture(autouse=True)
def doors(city: object, settings: LazySettings) -> None:
    settings.WHATSAPP, settings.SMS_SECRET = ADDRESS, SECRET


def work() -> None:
    while work_next(at=timezone.now()):
        pass


def said(text: str, number: int) -> dict[str, object]:
    return message(number, type="text", text={"body": text})


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
