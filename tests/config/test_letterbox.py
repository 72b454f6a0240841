"""Mail comes in: by SMTP from a mail server, by IMAP from a mailbox, each of them once."""

import asyncio
import smtplib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from email.message import EmailMessage
from io import BytesIO
from pathlib import Path
from threading import Thread

import pytest
from django.db import connections
from django.utils import timezone
from PIL import Image
from pytest_django import Settings

from kentongan.casework.erasing import erase
from kentongan.config.letterbox.addressing import forget_addresses
from kentongan.config.letterbox.fetching import LEFT, TAKEN, fetch
from kentongan.config.letterbox.imap import Mailbox
from kentongan.config.letterbox.receiving import open_slot
from kentongan.dialogue.forgetting import forget_erased
from kentongan.dialogue.models import Reply
from kentongan.dialogue.working import work_next
from kentongan.intake.mail.reading import parse, read
from kentongan.intake.models import InboundMessage, ServiceRequest
from kentongan.mailroom.answered import matter_answered
from kentongan.mailroom.letterheads import letterhead
from kentongan.mailroom.models import Channel, Letter
from kentongan.mailroom.sending import Step, send_next
from kentongan.people.models import Role
from tests.casework.test_story import user
from tests.dovecot import Mailboxes, dovecot
from tests.mailroom.conftest import Running, draw, server, told

__all__ = ["server"]
CITY = "lapor@contoh.localhost"
SITI = "siti@contoh.invalid"


@pytest.fixture(autouse=True)
def _fresh(city: object, tmp_path: Path, settings: Settings) -> Iterator[None]:
    settings.MEDIA_ROOT = tmp_path
    forget_addresses()
    yield
    forget_addresses()


@pytest.fixture
def slot(city: object) -> Iterator[smtplib.SMTP]:
    """A line to the letterbox, whose hand works in the test's own transaction."""
    shared = connections["default"]
    shared.inc_thread_sharing()

    def share() -> None:
        connections["default"] = shared

    loop = asyncio.new_event_loop()
    with ThreadPoolExecutor(1, initializer=share) as hands:
        opened = loop.run_until_complete(open_slot(hands, "127.0.0.1", 0))
        thread = Thread(target=loop.run_forever, daemon=True)
        thread.start()
        line = smtplib.SMTP("127.0.0.1", opened.sockets[0].getsockname()[1], timeout=20)
        yield line
        line.quit()
        loop.call_soon_threadsafe(opened.close)
        loop.call_soon_threadsafe(loop.stop)
        thread.join()
    shared.dec_thread_sharing()


def mail(text: str, number: int = 1, **headers: str) -> EmailMessage:
    made = EmailMessage()
    made["From"], made["To"] = f"Siti <{SITI}>", CITY
    made["Message-ID"] = f"<surat-{number}@contoh.invalid>"
    for name, value in headers.items():
        del made[name.replace("_", "-")]
        made[name.replace("_", "-")] = value
    made.set_content(text)
    return made


def picture() -> bytes:
    out = BytesIO()
    Image.effect_noise((300, 200), 90).save(out, "JPEG")
    return out.getvalue()


def work() -> None:
    while work_next(at=timezone.now(), answered=matter_answered):
        pass


def send(server: Running) -> None:
    """Do what the mailroom does."""
    draw(timezone.now())
    out, head, at = server.outbound(), letterhead(), timezone.now()
    while send_next(out, head, at=at, channel=Channel.EMAIL) is Step.DONE:
        pass


def messages() -> list[InboundMessage]:
    return list(InboundMessage.objects.order_by("pk"))


def test_a_mail_with_a_photo_becomes_a_report_and_is_answered(
    slot: smtplib.SMTP, server: Running
) -> None:
    made = mail("Lampu jalan padam di depan pasar, kelurahan Mawar.", Subject="Lampu padam")
    made.add_attachment(picture(), maintype="image", subtype="jpeg", filename="lampu.jpg")
    made.add_attachment(b"MZ\x90" * 3000, maintype="image", subtype="png", filename="palsu.png")
    made.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="surat.pdf")
    slot.send_message(made)
    work()
    report = ServiceRequest.objects.get()
    assert (report.channel, report.photos.count()) == ("email", 1)
    assert report.reporter is not None
    assert report.reporter.email == SITI
    send(server)
    mails = server.mails.arrived
    assert [each["In-Reply-To"] for each in mails] == ["<surat-1@contoh.invalid>"]
    assert report.spoken_code in mails[0].get_content()
    kept = bytes(messages()[0].raw)
    assert b"Lampu jalan padam di depan pasar" in kept
    assert b"%PDF" not in kept
    assert b"JVBERi" not in kept  # the same in base64
    assert len(kept) < 2000
    guard = user("guard", Role.ADMINISTRATOR, "setda")
    erase(report, words_too=True, by=guard, at=timezone.now())
    forget_erased(at=timezone.now())
    assert bytes(messages()[0].raw) == b""


def test_a_mail_is_kept_once_however_often_its_server_offers_it(slot: smtplib.SMTP) -> None:
    for _ in range(3):
        slot.send_message(mail("Lampu padam"))
    assert [message.text for message in messages()] == ["Lampu padam"]


def test_mail_for_nobody_here_is_refused_at_once(slot: smtplib.SMTP) -> None:
    for address in ("siapa@contoh.localhost", "lapor@lain.invalid"):
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            slot.send_message(mail("Lampu padam"), to_addrs=[address])
    slot.send_message(mail("Lampu padam"), to_addrs=["Lapor+pasar@Contoh.localhost"])
    assert len(messages()) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Auto_Submitted": "auto-replied"},
        {"Precedence": "bulk"},
        {"From": "MAILER-DAEMON@mx.invalid"},
        {"List_Id": "<warga.contoh.invalid>"},
    ],
)
def test_a_machine_s_mail_is_set_aside_and_never_answered(
    slot: smtplib.SMTP, headers: dict[str, str]
) -> None:
    slot.send_message(mail("Saya sedang cuti", **headers))
    work()
    assert [message.set_aside_because for message in messages()] == ["automatic"]
    assert not Reply.objects.exists()


def test_a_mail_from_nobody_is_a_machine_s(slot: smtplib.SMTP) -> None:
    slot.sendmail("", [CITY], mail("Tidak terkirim").as_bytes())
    assert messages()[0].set_aside_because == "automatic"


def test_five_megabytes_of_text_are_set_aside_and_the_next_mail_is_worked(
    slot: smtplib.SMTP,
) -> None:
    long = mail("tolong " * 750_000)
    slot.send_message(long)
    slot.send_message(mail("Halo", 2, From="Budi <budi@contoh.invalid>"))
    work()
    first, second = messages()
    assert (first.set_aside_because, len(first.text)) == ("too_long", 4000)
    assert read(bytes(first.raw), parse(bytes(first.raw))).words == ("tolong " * 750_000).strip()
    assert b"Message-ID: <surat-1@contoh.invalid>" in bytes(first.raw)
    assert second.worked_at is not None


def test_what_no_program_can_read_is_kept_and_set_aside(slot: smtplib.SMTP) -> None:
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(999)
    )
    for raw in (b"\x00\xff", b"From: a@b\r\n\r\n", b"From: a@b\r\n" + nested):
        slot.sendmail(SITI, [CITY], raw)
    work()
    assert {message.set_aside_because for message in messages()} <= {"automatic", "unreadable"}
    assert len(messages()) == 3
    assert nested.rstrip() in bytes(messages()[2].raw)


def test_an_answer_to_a_letter_joins_its_matter(slot: smtplib.SMTP, server: Running) -> None:
    report, other = (told(email, at=timezone.now()) for email in (SITI, "budi@contoh.invalid"))
    send(server)
    for number, (sender, about) in enumerate(((SITI, report), ("orang@lain.invalid", other))):
        ours = Letter.objects.get(service_request=about).message_id
        words = "Tiangnya juga miring\n\nOn Friday, Kota wrote:\n> Laporan diterima"
        slot.send_message(
            mail(words, number, From=sender, In_Reply_To=f"<{ours}>", Subject="Re: Laporan")
        )
    work()
    assert [each.text for each in report.filing.case.additions.all()] == ["Tiangnya juga miring"]
    assert all(b"> Laporan diterima" in bytes(each.raw) for each in messages())
    assert not other.filing.case.additions.exists()


def test_a_bounce_marks_the_letter_it_is_about(slot: smtplib.SMTP, server: Running) -> None:
    report = told(at=timezone.now())
    send(server)
    letter = Letter.objects.get(service_request=report)
    bounce = (
        b"From: MAILER-DAEMON@mx\r\nTo: " + CITY.encode() + b"\r\nMessage-ID: <b@mx>\r\n"
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=b\r\n\r\n--b\r\n"
        b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\n"
        b"Action: failed\r\nStatus: 5.1.1\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\n"
        b"Message-ID: <" + letter.message_id.encode() + b">\r\n\r\n--b--\r\n"
    )
    slot.sendmail("", [CITY], bounce)
    letter.refresh_from_db()
    assert letter.bounced_at is not None
    assert messages()[0].set_aside_because == "automatic"


@pytest.fixture(scope="module")
def mailboxes() -> Iterator[Mailboxes]:
    with dovecot() as running:
        yield running


def test_mail_is_fetched_once_and_moved_away(mailboxes: Mailboxes) -> None:
    first, second = mail("Lampu padam").as_bytes(), mail("Sampah menumpuk", 2).as_bytes()
    mailboxes.lay("kota", first, second, mail("Bukan untuk kami", 3, To="x@lain").as_bytes())
    mailbox = Mailbox.parse(mailboxes.address("kota"))
    assert fetch(mailbox) == 2
    assert fetch(mailbox) == 0
    folders = [mailboxes.count("kota", folder) for folder in ("INBOX", TAKEN, LEFT)]
    assert folders == [0, 2, 1]
    mailboxes.lay("kota", first)  # as if we had died before it was moved
    fetch(mailbox)
    assert [message.text for message in messages()] == ["Lampu padam", "Sampah menumpuk"]


def test_a_mailbox_may_belong_to_one_city_whoever_is_written_to(mailboxes: Mailboxes) -> None:
    mailboxes.lay("satu", mail("Lampu padam", To="daftar@lain.invalid").as_bytes())
    assert fetch(Mailbox.parse(mailboxes.address("satu", "&city=contoh"))) == 1
    assert messages()[0].text == "Lampu padam"


@pytest.mark.parametrize("address", ["", "https://a:b@c/", "imaps://host/INBOX", "imaps://a:b@"])
def test_an_address_that_is_no_mailbox_is_refused(address: str) -> None:
    with pytest.raises(ValueError, match="KENTONGAN_IMAP"):
        Mailbox.parse(address)
