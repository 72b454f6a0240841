"""Whoever had themselves erased is written to no more, and what was kept of letters goes."""

from pathlib import Path

import pytest

from kentongan.casework.erasing import erase
from kentongan.config.commands.mailroom import _forget
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry
from kentongan.mailroom.letterheads import letterhead
from kentongan.mailroom.models import Letter
from kentongan.mailroom.outbox_file import OutboxFolder
from kentongan.mailroom.sending import Step, send_next
from kentongan.mailroom.settling import note_failed
from kentongan.people.models import Role
from tests.mailroom.conftest import FRIDAY, draw, told, user

pytestmark = pytest.mark.usefixtures("city")


def send_all(folder: Path) -> None:
    draw()
    while send_next(OutboxFolder(folder), letterhead(), at=FRIDAY) is Step.DONE:
        pass


def erased(told: ServiceRequest) -> None:
    admin = user("alice", Role.ADMINISTRATOR, "setda")
    erase(told, words_too=False, by=admin, at=FRIDAY)
    draw()


def test_a_letter_in_the_outbox_goes_with_its_reader(tmp_path: Path) -> None:
    mine, other = told(), told("budi@contoh.invalid")
    send_all(tmp_path)
    assert len(list(tmp_path.iterdir())) == 2
    erased(mine)
    for _ in range(2):
        _forget(OutboxFolder(tmp_path))
    (file,) = tmp_path.iterdir()
    assert b"budi@contoh.invalid" in file.read_bytes()
    gone = Letter.objects.get(service_request=mine)
    assert (gone.message_id, gone.provider_id, gone.is_forgotten) == ("", "", True)
    assert Letter.objects.get(service_request=other).message_id


def test_what_still_waits_and_what_failed_is_withdrawn_and_what_a_server_said_is_dropped() -> None:
    mine = told()
    draw()
    note_failed(Letter.objects.get(), "550 Siti has moved", at=FRIDAY)
    erased(mine)
    letter = Letter.objects.get()
    assert (letter.withdrawn_because, letter.last_error) == ("erased", "")
    assert (letter.next_try_at, letter.failed_at) == (None, None)


def test_whoever_wishes_their_data_only_kept_is_not_written_to(tmp_path: Path) -> None:
    mine = told()
    ServiceRequest.objects.filter(pk=mine.pk).update(restricted_at=FRIDAY)
    send_all(tmp_path)
    assert list(tmp_path.iterdir()) == []
    assert Letter.objects.get().withdrawn_because == "restricted"
    assert Entry.objects.filter(kind="letter.withdrawn").count() == 1
