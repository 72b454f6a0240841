"""Two people press the same button at the same moment: one wins, the other is told."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.test import Client

from kentongan.casework.closing import Reason, refuse
from kentongan.casework.counting import count_open
from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.journal.models import Entry
from kentongan.people.models import User
from tests.committing import committed, two_operators
from tests.workdesk.conftest import FRIDAY, IN_MAWAR

MADE = ("casework_case", "intake_servicerequest", "intake_reporter", "people_user", "journal_entry")
BOTH = 2


@pytest.fixture
def at_work(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[tuple[Case, list[User]]]:
    """A case and two operators that other connections can see."""
    with committed(django_db_blocker, *MADE):
        users = two_operators()
        report = Report("PJU-01", "Lampu padam", Channel.WEB, point=IN_MAWAR)
        yield take_in(report, at=FRIDAY).filing.case, users


@pytest.mark.parametrize(
    ("noun", "typed", "kind"),
    [
        ("verifikasi", {"is_public": "yes", "public_words": "Lampu"}, "case.verified"),
        ("pertanyaan", {"question": "Di mana?"}, "case.reporter_asked"),
        ("penolakan", {"reason": "unfounded", "text": "Menyala"}, "case.refused"),
    ],
)
def test_one_wins_and_the_other_is_told(
    noun: str, typed: dict[str, str], kind: str, at_work: tuple[Case, list[User]]
) -> None:
    case, users = at_work
    desks = []
    for user in users:
        desk = Client()
        desk.force_login(user)
        desks.append(desk)
    ready = Barrier(BOTH)

    def press(desk: Client) -> int:
        ready.wait(timeout=10)
        try:
            return desk.post(f"/meja/kasus/{case.reference}/{noun}", typed).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(BOTH) as pool:
        statuses = sorted(pool.map(press, desks))
    assert statuses == [303, 409]
    assert Entry.objects.filter(kind=kind).count() == 1


def test_the_numbers_beside_the_queue_are_kept_only_while_nothing_is_committed(
    at_work: tuple[Case, list[User]],
) -> None:
    case, (ani, budi) = at_work
    assert count_open(ani, at=FRIDAY) == count_open(ani, at=FRIDAY)
    assert count_open(ani, at=FRIDAY).unverified == 1
    refuse(case, Reason.UNFOUNDED, "Menyala", by=budi, at=FRIDAY)
    assert count_open(ani, at=FRIDAY).unverified == 0


def test_within_a_transaction_the_numbers_are_its_own(at_work: tuple[Case, list[User]]) -> None:
    case, (ani, budi) = at_work
    assert count_open(ani, at=FRIDAY).open == 1
    with transaction.atomic():
        refuse(case, Reason.UNFOUNDED, "Menyala", by=budi, at=FRIDAY)
        assert count_open(ani, at=FRIDAY).open == 0


def test_a_deadline_that_passes_is_counted_though_nothing_was_written(
    at_work: tuple[Case, list[User]],
) -> None:
    case, (ani, _) = at_work
    assert count_open(ani, at=case.due_at).late == 0
    assert count_open(ani, at=case.due_at + timedelta(minutes=1)).late == 1
