"""Handing letters to a real mail server that is kind, slow to agree, rude, or away."""

import re
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from kentongan.intake.models import Reporter
from kentongan.journal.models import Entry
from kentongan.mailroom.letterheads import letterhead
from kentongan.mailroom.mending import retry
from kentongan.mailroom.models import Letter
from kentongan.mailroom.outbox_file import OutboxFolder
from kentongan.mailroom.parcels import Outbound
from kentongan.mailroom.sending import Step, send_next
from kentongan.mailroom.settling import PAUSES
from kentongan.mailroom.smtp import Server, Smtp
from kentongan.mailroom.taking import LEASE, take
from tests.mailroom.conftest import FRIDAY, Running, draw, told

pytestmark = pytest.mark.usefixtures("city")
BAD, GOOD = "tiada@contoh.invalid", "siti@contoh.invalid"


def send_all(outbound: Outbound, at: datetime = FRIDAY) -> Step:
    draw()
    while (step := send_next(outbound, letterhead(), at=at)) is Step.DONE:
        pass
    outbound.close()
    return step


def only() -> Letter:
    return Letter.objects.get()


def journalled() -> list[str]:
    entries = Entry.objects.filter(about="letter").order_by("pk")
    return list(entries.values_list("kind", flat=True))


def test_a_letter_reaches_the_server_once_and_the_journal_says_so(server: Running) -> None:
    told()
    for _ in range(3):
        assert send_all(server.outbound()) is Step.IDLE
    (mail,) = server.mails.arrived
    assert server.mails.to == [GOOD]
    assert mail["Message-ID"] == f"<{only().message_id}>"
    assert re.fullmatch(rf"letter-{only().pk}-[0-9a-f]{{12}}@testserver", only().message_id)
    assert "/t/" in mail.get_content()
    assert (only().sent_at, only().attempts, journalled()) == (FRIDAY, 1, ["letter.sent"])


def test_a_bad_address_is_a_failure_and_holds_up_nobody(server: Running) -> None:
    server.mails.answers[BAD] = f"550 no mailbox <{BAD}> here"
    told(BAD)
    told(GOOD)
    send_all(server.outbound())
    assert server.mails.to == [GOOD]
    failed = Letter.objects.failed().get()
    assert failed.last_error == "550 no mailbox <…> here"
    assert sorted(journalled()) == ["letter.failed", "letter.sent"]
    assert BAD not in str(list(Entry.objects.values()))


def test_a_server_that_says_later_is_asked_again_with_growing_pauses(server: Running) -> None:
    server.mails.answers[GOOD] = "451 greylisted"
    told()
    at = FRIDAY
    for tried, pause in enumerate(PAUSES, 1):
        send_all(server.outbound(), at)
        assert (only().attempts, only().next_try_at) == (tried, at + pause)
        assert send_all(server.outbound(), at + pause - timedelta(seconds=1)) is Step.IDLE
        at += pause
    send_all(server.outbound(), at)
    assert (only().failed_at, only().attempts) == (at, len(PAUSES) + 1)
    assert server.mails.arrived == []


def test_a_letter_given_up_can_be_put_back(server: Running) -> None:
    server.mails.answers[GOOD] = "550 no"
    told()
    send_all(server.outbound())
    server.mails.answers.clear()
    retry(only(), by=None, at=FRIDAY)
    send_all(server.outbound())
    assert len(server.mails.arrived) == 1
    assert journalled() == ["letter.failed", "letter.retried", "letter.sent"]


def test_a_refused_content_is_a_failure(server: Running) -> None:
    server.mails.after_data = "554 looks like spam"
    told()
    send_all(server.outbound())
    assert only().last_error == "554 looks like spam"
    assert only().failed_at == FRIDAY


def test_a_yes_that_was_never_heard_is_repeated_with_the_same_message_id(server: Running) -> None:
    server.mails.after_data = "hang up"
    told()
    send_all(server.outbound())
    assert only().sent_at is None
    server.mails.after_data = "250 kept"
    send_all(server.outbound(), FRIDAY + PAUSES[0])
    first, second = server.mails.arrived
    assert first["Message-ID"] == second["Message-ID"]
    assert first.as_bytes() == second.as_bytes()
    assert only().attempts == 2


def test_a_server_that_is_away_costs_no_letter_a_try(server: Running) -> None:
    told()
    told("budi@contoh.invalid")
    nobody = Smtp(Server("127.0.0.1", 1))
    for minutes in range(10):
        assert send_all(nobody, FRIDAY + timedelta(minutes=2 * minutes)) is Step.AWAY
    assert set(Letter.objects.values_list("attempts", flat=True)) == {0}
    send_all(server.outbound(), FRIDAY + timedelta(hours=1))
    assert len(server.mails.arrived) == 2


def test_a_password_does_not_travel_in_the_clear(server: Running) -> None:
    told()
    address = server.address.replace("//", "//siti:rahasia@")
    assert send_all(Smtp(Server.parse(address))) is Step.AWAY
    assert "password was not sent" in only().last_error
    assert "rahasia" not in only().last_error


def test_who_was_erased_meanwhile_is_not_written_to(server: Running) -> None:
    told()
    draw()
    Reporter.objects.all().delete()
    send_all(server.outbound())
    assert server.mails.arrived == []
    assert (only().withdrawn_at, only().withdrawn_because) == (FRIDAY, "no_address")
    assert journalled() == ["letter.withdrawn"]


def test_a_letter_whose_sender_died_comes_up_again_when_the_lease_is_over() -> None:
    told()
    draw()
    taken = take("testserver", "email", at=FRIDAY)
    assert taken is not None
    assert take("testserver", "email", at=FRIDAY + LEASE - timedelta(seconds=1)) is None
    again = take("testserver", "email", at=FRIDAY + LEASE)
    assert again is not None
    assert (again.attempts, again.message_id) == (2, taken.message_id)


def test_a_letter_that_kills_its_senders_is_set_aside(server: Running) -> None:
    told()
    draw()
    Letter.objects.update(attempts=20)
    send_all(server.outbound())
    assert only().failed_at == FRIDAY
    assert server.mails.arrived == []


def test_the_default_is_a_folder_only_its_owner_may_read(tmp_path: Path) -> None:
    told()
    folder = tmp_path / "outbox" / "contoh"
    send_all(OutboxFolder(folder))
    Letter.objects.update(sent_at=None, next_try_at=FRIDAY)
    send_all(OutboxFolder(folder))
    (file,) = folder.iterdir()
    assert file.name == f"{only().message_id}.eml"
    assert b"To: siti@contoh.invalid" in file.read_bytes()
    assert (folder.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)


def test_a_folder_that_cannot_be_written_lets_letters_wait(tmp_path: Path) -> None:
    (tmp_path / "outbox").write_text("a file is in the way")
    told()
    assert send_all(OutboxFolder(tmp_path / "outbox")) is Step.AWAY
    assert only().attempts == 0


@pytest.mark.parametrize("address", ["mail.example", "http://mail.example", "smtp://", ""])
def test_an_address_of_no_mail_server_is_told(address: str) -> None:
    with pytest.raises(ValueError, match="smtp://user:password@host"):
        Server.parse(address)


def test_an_address_names_server_name_and_password() -> None:
    server = Server.parse("smtps://siti%40kota:p%3Aw@mail.example")
    assert (server.host, server.port, server.is_tls) == ("mail.example", 465, True)
    assert (server.user, server.password) == ("siti@kota", "p:w")
    assert not Server.parse("smtp://localhost:25?tls=no").may_start_tls
