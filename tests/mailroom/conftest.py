"""A city at work, and a real mail server that can be told to be difficult."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from unittest import mock

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.db.models import Q

from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.report import Person, Report
from kentongan.journal import reading
from kentongan.mailroom.drawing import draw_letters
from kentongan.mailroom.smtp import Server, Smtp
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point
from tests.conftest import moment

FRIDAY = moment("2026-03-13 09:00")
PORTS = range(8330, 8340)


@dataclass
class MailServer:
    """Keeps what it accepts; `answers` maps an address to what the server says to it."""

    arrived: list[EmailMessage] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    after_data: str = "250 kept"

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        said = self.answers.get(address, "250 yes")
        if said.startswith("250"):
            envelope.rcpt_tos.append(address)
        return said

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=default)
        assert isinstance(mail, EmailMessage)
        if self.after_data.startswith("250") or self.after_data == "hang up":
            self.arrived.append(mail)
            self.to += envelope.rcpt_tos
        if self.after_data == "hang up":
            assert server.transport is not None
            server.transport.abort()
        return self.after_data


@dataclass
class Running:
    """A mail server that listens."""

    mails: MailServer
    port: int

    @property
    def address(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def outbound(self) -> Smtp:
        return Smtp(Server.parse(self.address))


@pytest.fixture
def server() -> Iterator[Running]:
    mails = MailServer()
    controller = listening(mails)
    yield Running(mails, controller.port)
    controller.stop()


def listening(mails: MailServer) -> Controller:
    """Start the server on the first of our ports that is free."""
    for port in PORTS:
        controller = Controller(mails, hostname="127.0.0.1", port=port)
        try:
            controller.start()
        except OSError:
            continue
        return controller
    raise RuntimeError(f"none of the ports {PORTS} is free")


def user(name: str, role: Role, unit: str) -> User:
    made = User.objects.add(name, name.title(), None)
    Membership.objects.create(user=made, unit=directory().unit_by_code[unit], role=role)
    return made


def told(
    email: str = "siti@contoh.invalid",
    phone: str = "",
    kind: str = "PJU-01",
    at: datetime = FRIDAY,
    **other: object,
) -> ServiceRequest:
    """A report of a lamp that is out."""
    person = Person("Siti", email, phone) if email or phone else Person()
    report = Report(
        kind,
        "Lampu jalan depan pasar padam",
        Channel.WEB,
        point=Point(-6.1912, 106.6121),
        person=person,
        **other,  # type: ignore[arg-type]
    )
    return take_in(report, at=at)


def case_of(service_request: ServiceRequest) -> Case:
    return service_request.filing.case


def draw(at: datetime = FRIDAY) -> None:
    """Draw every letter owed; a test's own transaction is never settled: the horizon is lifted."""
    with mock.patch.object(reading, "SETTLED", Q()):
        while draw_letters(at=at):
            pass
