"""A question or a decision pressed double is one, and the second press leads to the first."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client

from kentongan.command.asking import take_back
from kentongan.command.models import Decision, Question
from kentongan.people.models import Role, User
from tests.casework.test_story import user
from tests.committing import committed

MADE = ("command_question", "people_user", "journal_entry")
BOTH = 2
ASKED = {"words": "Tutup jalan?", "options": "Ya\nTidak", "blocks": "Lalu lintas"}
DECIDED = {"words": "Tutup jalan itu", "reason": "Air naik"}


def desk(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


def test_a_decision_sent_twice_is_one_and_the_second_shows_it(mayor: User) -> None:
    client = desk(mayor)
    first, second = (client.post("/meja/keputusan/baru", DECIDED) for _ in range(BOTH))
    made = Decision.objects.get()
    assert first["Location"] == f"/meja/keputusan/{made.pk}/"
    assert second["Location"] == f"{first['Location']}?ok=before"
    assert "keputusannya satu" in client.get(second["Location"]).content.decode()
    client.post("/meja/keputusan/baru", {**DECIDED, "reason": "Jembatan retak"})
    assert Decision.objects.count() == BOTH


def test_a_question_decided_twice_by_the_same_press_leads_to_its_decision(
    mayor: User, camat: User
) -> None:
    desk(camat).post("/meja/keputusan/", ASKED)
    typed = {"question": Question.objects.get().pk, "option": "Ya", "reason": "Air naik"}
    client = desk(mayor)
    first, second = (client.post("/meja/keputusan/baru", typed) for _ in range(BOTH))
    assert second["Location"] == f"{first['Location']}?ok=before"
    assert client.post("/meja/keputusan/baru", {**typed, "option": "Tidak"}).status_code == 409


def test_a_question_put_twice_is_one_until_it_is_taken_back(camat: User) -> None:
    client = desk(camat)
    for _ in range(BOTH):
        answer = client.post("/meja/keputusan/", ASKED)
    question = Question.objects.get()
    assert answer["Location"] == f"/meja/keputusan/?ok=before#q-{question.pk}"
    assert "pertanyaannya satu" in client.get(answer["Location"]).content.decode()
    take_back(question, "Sudah surut", by=camat, at=question.asked_at)
    client.post("/meja/keputusan/", ASKED)
    client.post("/meja/keputusan/", {**ASKED, "options": "Ya\nNanti"})
    assert Question.objects.filter(closed_at=None).count() == BOTH


@pytest.fixture
def at_work(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> Iterator[list[Client]]:
    """A mayor at two windows, whom other connections can see."""
    with committed(django_db_blocker, *MADE):
        mayor = user("wali", Role.LEADER, "walikota")
        yield [desk(mayor) for _ in range(BOTH)]


def test_two_presses_at_the_same_moment_put_one_question(at_work: list[Client]) -> None:
    ready = Barrier(BOTH)

    def press(client: Client) -> str:
        ready.wait(timeout=10)
        try:
            return client.post("/meja/keputusan/", ASKED)["Location"]
        finally:
            connection.close()

    with ThreadPoolExecutor(BOTH) as pool:
        answers = sorted(pool.map(press, at_work))
    page = f"/meja/keputusan/?ok=before#q-{Question.objects.get().pk}"
    assert answers == ["/meja/keputusan/?ok=1", page]
