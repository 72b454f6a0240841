"""What is put to the mayor, decided with what was known, and unchangeable from then on."""

import json
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kentongan.casework.holding import WordsMissing
from kentongan.command.asking import (
    Asked,
    NoSuchQuestion,
    OptionsMissing,
    QuestionClosed,
    ask,
    questions_of,
    take_back,
)
from kentongan.command.deciding import NoSuchDecision, Ruling, decide, digest_of
from kentongan.command.issuing import issue
from kentongan.command.models import Decision, Question
from kentongan.command.orders import DueGone
from kentongan.command.tiling import awaited_at, tile
from kentongan.journal.models import Entry
from kentongan.people.models import User
from tests.casework.test_story import FRIDAY
from tests.command.conftest import NORTH, order

HOUR = timedelta(hours=1)
WALL = {"open": 12, "late": 3, "share": 0.1, "units": [{"late": 2}]}
ASKED = Asked("Pompa mana yang dikirim?", ("Pompa timur", "Pompa barat"), "Jalan tetap tergenang")


@pytest.fixture
def question(camat: User) -> Question:
    return ask(ASKED, by=camat, at=FRIDAY)


def ruling(question: Question | None = None, **more: object) -> Ruling:
    said = {"words": "Kirim pompa timur", "reason": "Lebih dekat", **more}
    return Ruling(known=WALL, question=question, **said)  # type: ignore[arg-type]


def test_a_decision_keeps_what_was_known_and_nobody_changes_it(
    mayor: User, question: Question
) -> None:
    cited = [{"kind": "case", "id": "KC260001"}]
    made = decide(ruling(question, cited=cited), by=mayor, at=FRIDAY + HOUR)
    kept = Decision.objects.get()
    assert json.loads(kept.known) == {"wall": WALL, "cited": cited}
    assert kept.digest == digest_of(kept)
    kept.reason = "Lain"
    assert kept.digest != digest_of(kept)
    with pytest.raises(IntegrityError), transaction.atomic():
        kept.save()
    with pytest.raises(IntegrityError), transaction.atomic():
        Decision.objects.all().delete()
    assert Decision.objects.get().reason == "Lebih dekat"
    following = issue(order(NORTH, decision=made), by=mayor, at=FRIDAY + HOUR)
    assert list(made.directives.all()) == [following]
    assert Entry.objects.get(kind="decision.recorded").particulars == {"question": question.pk}


def test_a_question_is_decided_once_and_awaited_until_then(
    mayor: User, camat: User, lurah: User, question: Question
) -> None:
    assert (list(questions_of(mayor)), list(questions_of(lurah))) == ([question], [])
    decide(ruling(question), by=mayor, at=FRIDAY + 2 * HOUR)
    with pytest.raises(QuestionClosed):
        decide(ruling(question), by=mayor, at=FRIDAY + 3 * HOUR)
    with pytest.raises(QuestionClosed):
        take_back(question, "Sudah surut", by=camat, at=FRIDAY + 3 * HOUR)
    awaited = [tile(FRIDAY + each * HOUR).awaited for each in (-1, 0, 1, 3)]
    assert awaited == [0, 1, 1, 0]
    assert list(awaited_at(FRIDAY + HOUR)) == [question]


def test_a_question_can_be_taken_back_by_whoever_asked(
    camat: User, lurah: User, question: Question
) -> None:
    with pytest.raises(NoSuchQuestion):
        take_back(question, "Bukan saya", by=lurah, at=FRIDAY)
    with pytest.raises(WordsMissing):
        take_back(question, " ", by=camat, at=FRIDAY)
    take_back(question, "Sudah surut", by=camat, at=FRIDAY)
    assert tile(FRIDAY + HOUR).awaited == 0


def test_what_says_too_little_is_refused(mayor: User, camat: User) -> None:
    for options in ((), ("A",), ("A", "A ", ""), tuple("ABCDEFG")):
        with pytest.raises(OptionsMissing):
            ask(Asked("Yang mana?", options), by=camat, at=FRIDAY)
    with pytest.raises(DueGone):
        ask(Asked("Yang mana?", ("A", "B"), needed_by=FRIDAY), by=camat, at=FRIDAY)
    for wrong in ({"words": ""}, {"reason": " "}):
        with pytest.raises(WordsMissing):
            decide(ruling(**wrong), by=mayor, at=FRIDAY)
    with pytest.raises(NoSuchDecision):
        decide(ruling(), by=camat, at=FRIDAY)
    assert not Decision.objects.exists()
