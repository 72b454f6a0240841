"""Cities that share a process: each has its own keys, and its host name says whose they are."""

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from kentongan.cities.entering import inside
from kentongan.config.fetching import fetching
from kentongan.config.outbounds import Outbounds, check_addresses, reports_to, strange_settings
from kentongan.dialogue.models import Reply
from kentongan.dialogue.working import work_next
from kentongan.intake.messages import InboundMessage, Medium, Rebuff
from kentongan.mailroom.kannel import Kannel
from kentongan.mailroom.models import Channel
from kentongan.mailroom.outbox_file import OutboxFolder
from kentongan.toolbox.codes import spoken
from tests.mailroom.conftest import told
from tests.openapi.conftest import other_city
from tests.openapi.messages.cloud import ADDRESS, message, payload, post

SMS = {"id": "3ae62ae5-b5bb-4fc5-9892-000000000001", "dari": "081234567890", "teks": "halo"}
GATEWAY = "http://kota:kata@127.0.0.1:13013/cgi-bin/sendsms?from="


@pytest.fixture(autouse=True)
def shared(city: object, settings: LazySettings) -> None:
    settings.WHATSAPP, settings.SMS, settings.SMS_SECRET = ADDRESS, f"{GATEWAY}1", "semua"
    settings.TELEGRAM = "https://1:a@api.telegram.invalid?secret=semua"


def sms(host: str, key: str) -> int:
    return Client().get("/pesan/sms/", {**SMS, "kunci": key}, headers={"host": host}).status_code


def test_a_call_is_believed_by_the_key_of_the_city_it_came_to(settings: LazySettings) -> None:
    settings.OF_CITIES = {
        "KENTONGAN_WHATSAPP__LAIN": ADDRESS.replace("app-secret", "lain-secret"),
        "KENTONGAN_SMS_SECRET__LAIN": "lain",
    }
    with other_city("lain.localhost") as lain:
        assert post(payload(message()), host="lain.localhost") == 403
        assert post(payload(message()), host="lain.localhost", secret="lain-secret") == 200
        assert post(payload(message()), secret="lain-secret") == 403
        assert (sms("lain.localhost", "semua"), sms("testserver", "lain")) == (403, 403)
        assert not InboundMessage.objects.exists()
        assert sms("lain.localhost", "lain") == 200
        with inside(lain):
            assert InboundMessage.objects.count() == 2
            assert set(Rebuff.objects.values_list("channel", "count")) == {
                (Medium.WHATSAPP, 1),
                (Medium.SMS, 1),
            }


def test_a_code_of_another_city_is_unknown_here_and_tells_nothing() -> None:
    with other_city("lain.localhost") as lain:
        with inside(lain):
            theirs = told()
        secret = spoken(theirs.code)
        assert post(payload(message(type="text", text={"body": f"status {secret}"}))) == 200
        work_next(at=timezone.now())
        assert "Tidak ada laporan dengan kode itu" in Reply.objects.get().text
        assert theirs.reference not in Reply.objects.get().text
        assert InboundMessage.objects.get().next_try_at is None


def test_gateways_are_named_for_a_city_alone(settings: LazySettings) -> None:
    settings.OF_CITIES = {"KENTONGAN_SMS_GATEWAYS__CONTOH": "10.9.9.9"}
    assert sms("testserver", "semua") == 403
    settings.OF_CITIES = {"KENTONGAN_SMS_GATEWAYS__CONTOH": "10.9.9.9, 127.0.0.1"}
    assert sms("testserver", "semua") == 200


def test_what_is_empty_for_a_city_is_closed_there(settings: LazySettings) -> None:
    settings.OF_CITIES = {"KENTONGAN_TELEGRAM__CONTOH": ""}
    calling = Client(headers={"X-Telegram-Bot-Api-Secret-Token": "semua"})
    answer = calling.post("/pesan/telegram/", b"{}", content_type="application/json")
    assert answer.status_code == 404
    assert isinstance(Outbounds().of("contoh", Channel.TELEGRAM), OutboxFolder)
    with pytest.raises(FileNotFoundError):
        fetching()(Medium.TELEGRAM, "besar")


def test_each_city_sends_by_its_own_servers(settings: LazySettings) -> None:
    ways = Outbounds()
    shared = ways.of("contoh", Channel.SMS)
    assert isinstance(shared, Kannel)
    assert ways.of("contoh", Channel.SMS) is shared
    assert "kunci=semua" in reports_to()
    settings.OF_CITIES = {
        "KENTONGAN_SMS__CONTOH": f"{GATEWAY}2",
        "KENTONGAN_SMS_SECRET__CONTOH": "sendiri",
    }
    assert ways.of("contoh", Channel.SMS) is not shared
    assert "kunci=sendiri" in reports_to()
    ways.close()


def test_a_variable_for_no_city_and_an_address_nobody_can_read_are_named(
    settings: LazySettings,
) -> None:
    settings.OF_CITIES = {"KENTONGAN_SMS__CONTOH": f"{GATEWAY}2"}
    check_addresses()
    assert strange_settings() == []
    settings.OF_CITIES = {"KENTONGAN_SMS__CONTHO": "x"}
    assert strange_settings() == ["KENTONGAN_SMS__CONTHO"]
    with pytest.raises(ValueError, match="KENTONGAN_SMS"):
        check_addresses()
