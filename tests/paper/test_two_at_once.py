"""Two people type the same sheet at the same moment: one report comes of it, the other is told."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from kentongan.casework.models import Case
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry
from kentongan.paper.models import PaperEnd, PaperForm
from kentongan.paper.printing import print_batch
from kentongan.people.models import User
from kentongan.places.directory import directory
from tests.committing import committed, two_operators
from tests.paper.conftest import MAWAR
from tests.paper.test_pages import PEN, TYPED

MADE = (
    *("paper_paperbatch", "casework_case", "intake_servicerequest", "intake_reporter"),
    *("people_user", "journal_entry"),
)
BOTH = 2


@pytest.fixture
def on_paper(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[tuple[PaperForm, list[User]]]:
    """A form and two operators that other connections can see."""
    with committed(django_db_blocker, *MADE):
        users = two_operators()
        place = directory().unit_by_code[MAWAR]
        batch = print_batch(1, place, by=users[0], at=timezone.now())
        yield batch.forms.get(), users


@pytest.mark.parametrize("same_person", [True, False])
def test_the_same_sheet_twice_at_once_is_one_report(
    same_person: bool, on_paper: tuple[PaperForm, list[User]]
) -> None:
    form, users = on_paper
    desks = []
    for user in (users[0], users[0 if same_person else 1]):
        desk = Client()
        desk.force_login(user)
        desks.append(desk)
    ready = Barrier(BOTH)

    def send(desk: Client) -> int:
        ready.wait(timeout=10)
        try:
            return desk.post(PEN, {**TYPED, "number": form.number}).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(BOTH) as pool:
        statuses = sorted(pool.map(send, desks))
    assert statuses == [303, 409]
    assert ServiceRequest.objects.count() == Case.objects.count() == 1
    assert PaperEnd.objects.count() == 1
    assert Entry.objects.filter(kind="paper.entered").count() == 1
