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
from kentongan.cities.entering import enter, leave
from kentongan.cities.models import City
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.journal.models import Entry
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.toolbox.snapshots import forget_all
from tests.workdesk.conftest import FRIDAY, IN_MAWAR

MADE = "casework_case, intake_servicerequest, intake_reporter, people_user, journal_entry"
BOTH = 2


@pytest.fixture
def committed(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[tuple[Case, list[User]]]:
    """A case and two operators that other connections can see; swept away afterwards."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        leave()
        enter(City.objects.get(slug="contoh"))
        forget_all()
        try:
            unit = directory().unit_by_code["setda"]
            users = [User.objects.add(name, name.title(), None) for name in ("ani", "budi")]
            for user in users:
                Membership.objects.create(user=user, unit=unit, role=Role.OPERATOR)
            report = Report("PJU-01", "Lampu padam", Channel.WEB, point=IN_MAWAR)
            yield take_in(report, at=FRIDAY).filing.case, users
        finally:
            with connection.cursor() as cursor:
                cursor.execute(f"TRUNCATE {MADE}, django_session CASCADE")
            leave()
            forget_all()


@pytest.mark.parametrize(
    ("noun", "typed", "kind"),
    [
        ("verifikasi", {"is_public": "yes", "public_words": "Lampu"}, "case.verified"),
        ("pertanyaan", {"question": "Di mana?"}, "case.reporter_asked"),
        ("penolakan", {"reason": "unfounded", "text": "Menyala"}, "case.refused"),
    ],
)
def test_one_wins_and_the_other_is_told(
    noun: str, typed: dict[str, str], kind: str, committed: tuple[Case, list[User]]
) -> None:
    case, users = committed
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
    committed: tuple[Case, list[User]],
) -> None:
    case, (ani, budi) = committed
    assert count_open(ani, at=FRIDAY) == count_open(ani, at=FRIDAY)
    assert count_open(ani, at=FRIDAY).unverified == 1
    refuse(case, Reason.UNFOUNDED, "Menyala", by=budi, at=FRIDAY)
    assert count_open(ani, at=FRIDAY).unverified == 0


def test_within_a_transaction_the_numbers_are_its_own(committed: tuple[Case, list[User]]) -> None:
    case, (ani, budi) = committed
    assert count_open(ani, at=FRIDAY).open == 1
    with transaction.atomic():
        refuse(case, Reason.UNFOUNDED, "Menyala", by=budi, at=FRIDAY)
        assert count_open(ani, at=FRIDAY).open == 0


def test_a_deadline_that_passes_is_counted_though_nothing_was_written(
    committed: tuple[Case, list[User]],
) -> None:
    case, (ani, _) = committed
    assert count_open(ani, at=case.due_at).late == 0
    assert count_open(ani, at=case.due_at + timedelta(minutes=1)).late == 1
