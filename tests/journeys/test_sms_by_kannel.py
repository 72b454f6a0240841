"""Somebody reports by SMS through a real Kannel, and is answered there, until they write STOP."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from kentongan.casework.answering import answer
from kentongan.casework.models import Addition
from kentongan.casework.verifying import verify
from kentongan.config.outbounds import reports_to
from kentongan.dialogue.working import work_next
from kentongan.intake.models import InboundMessage, OptOut, ServiceRequest
from kentongan.mailroom.kannel import Gateway, Kannel
from kentongan.mailroom.letterheads import letterhead
from kentongan.mailroom.models import Channel, Letter
from kentongan.mailroom.sending import Step, send_next
from kentongan.people.models import Role
from tests.journeys.knocking import Door, opened
from tests.kannel import Network, kannel
from tests.mailroom.conftest import draw, user

SITI = "081234567890"
LONG = (
    "Satu lagi soal lampu itu: ",
    "sejak Senin malam gelap sekali dan ",
    "anak-anak takut lewat.",
)


@dataclass
class Line:
    """A telephone network, our door, and the way out to it."""

    network: Network
    door: Door
    outbound: Kannel

    def say(self, text: str) -> str:
        """Siti writes, the city works it and replies; returns the reply on her telephone."""
        before, heard = len(self.network.got()), InboundMessage.objects.count()
        self.network.send(SITI, text)
        self.door.until(lambda: InboundMessage.objects.count() > heard)
        self.answer()
        self.door.until(lambda: len(self.network.got()) > before)
        return self.network.got()[-1]

    def answer(self) -> bool:
        """Do what the inbox and the mailroom do."""
        while work_next(at=timezone.now()):
            pass
        draw(timezone.now())
        head, at = letterhead(), timezone.now()
        while send_next(self.outbound, head, at=at, channel=Channel.SMS) is Step.DONE:
            pass
        return False


@pytest.fixture
def line(city: object, tmp_path: Path, settings: Settings) -> Iterator[Line]:
    with opened() as door:
        settings.SMS_SECRET, settings.LETTER_BASE = "kunci gerbang&", door.base
        address = f"{door.base}/pesan/sms/"
        with kannel(tmp_path, door=address, secret="kunci%20gerbang%26") as network:
            yield Line(network, door, Kannel(Gateway.parse(network.address, reports_to())))


def test_a_report_by_sms_is_answered_there_until_stop(line: Line) -> None:
    reply = line.say("Lampu jalan padam dpn pasar kel Mawar sejak senin")
    told = ServiceRequest.objects.get(channel="sms")
    assert told.spoken_code in reply
    line.door.until(lambda: Letter.objects.filter(delivered_at__isnull=False).exists())

    # A long message comes in parts, the last one first; Kannel joins them.
    before = InboundMessage.objects.count()
    for number in (3, 1, 2):
        header = bytes([5, 0, 3, 77, 3, number])
        line.network.send(SITI, LONG[number - 1], header=header)
        line.network.wait_until_sent()
    line.door.until(lambda: InboundMessage.objects.count() > before)
    line.answer()
    assert Addition.objects.get().text == "".join(LONG)

    # The city's process is down: the gateway offers the message again, and it is taken once.
    line.door.is_shut, knocks = True, len(line.door.paths)
    line.network.send(SITI, "Lampunya dekat gerbang timur, tiang nomor sepuluh, tolong segera")
    line.door.until(lambda: len(line.door.paths) >= knocks + 2)
    line.door.is_shut = False
    line.door.until(lambda: Addition.objects.count() == 2 or bool(line.answer()))
    # The network missed our yes and delivers it a second time, under another id.
    heard, knocks = InboundMessage.objects.count(), len(line.door.paths)
    line.network.send(SITI, "Lampunya dekat gerbang timur, tiang nomor sepuluh, tolong segera")
    line.door.until(lambda: len(line.door.paths) > knocks)
    assert InboundMessage.objects.count() == heard

    # STOP is confirmed once, and then the telephone hears nothing more.
    reply = line.say("STOP")
    assert "MULAI" in reply.upper()
    assert OptOut.objects.filter(until=None).count() == 1
    received = len(line.network.got())
    case, ani = told.filing.case, user("ani", Role.ADMINISTRATOR, "setda")
    verify(case, is_public=False, public_words="", by=ani, at=timezone.now())
    answer(case, "Regu berangkat.", by=ani, at=timezone.now())
    line.answer()
    line.answer()
    assert Letter.objects.filter(withdrawn_because="stopped").exists()
    assert len(line.network.got()) == received
