"""Letters before, at and after the due date: a number and a date, and never what is asked."""

from datetime import timedelta

import pytest

from kentongan.command.asking import Asked, ask
from kentongan.command.climbing import climb_directives, remind_directives
from kentongan.command.deciding import Ruling, decide
from kentongan.command.judging import accept, give_back
from kentongan.command.reporting import report
from kentongan.command.working import receive
from kentongan.mailroom.composing import compose
from kentongan.mailroom.letterheads import letterhead
from kentongan.mailroom.models import Letter
from kentongan.mailroom.readers import Hidden, Overtaken
from kentongan.people.models import Membership, User
from tests.casework.test_story import FRIDAY
from tests.command.conftest import NORTH, SECRET, WEEK, issued
from tests.mailroom.conftest import draw

DAY = timedelta(days=1)


@pytest.fixture(autouse=True)
def mailboxes(mayor: User, camat: User) -> None:
    for user in (mayor, camat):
        user.email = f"{user.username}@contoh.invalid"
        user.save()


def letters() -> list[tuple[str, str]]:
    found = Letter.objects.order_by("pk").select_related("user")
    return [(letter.kind.partition(".")[2], letter.user.username) for letter in found]


def test_those_who_must_act_hear_before_at_and_after_the_due_date(mayor: User, camat: User) -> None:
    late = issued(mayor, NORTH, words="Keringkan jalan depan pasar", nature=SECRET)
    draw()
    remind_directives(at=WEEK - DAY)
    draw(WEEK - DAY)
    climb_directives(at=WEEK)
    draw(WEEK)
    receive(late, by=camat, at=WEEK + DAY)
    report(late, "Sudah", by=camat, at=WEEK + DAY)
    draw(WEEK + DAY)
    give_back(late, "Kurang", WEEK + 3 * DAY, by=mayor, at=WEEK + 2 * DAY)
    draw(WEEK + 2 * DAY)
    assert letters() == [
        ("issued", "cahya"),
        ("reminded", "cahya"),
        ("missed", "cahya"),
        ("missed", "wali"),
        ("reported", "wali"),
        ("returned", "cahya"),
    ]
    first, last = Letter.objects.earliest("pk"), Letter.objects.latest("pk")
    parcel = compose(last, letterhead(), to="cahya@contoh.invalid")
    assert f"/meja/disposisi/{late.directive_id}/" in parcel.text
    assert "pasar" not in parcel.text + parcel.subject
    compose(first, letterhead(), to="cahya@contoh.invalid")


def test_what_is_settled_or_no_longer_theirs_is_not_told(mayor: User, camat: User) -> None:
    top = issued(mayor, NORTH)
    draw()
    letter = Letter.objects.get()
    receive(top, by=camat, at=FRIDAY)
    report(top, "Sudah", by=camat, at=FRIDAY)
    accept(top, by=mayor, at=FRIDAY)
    with pytest.raises(Overtaken):
        compose(letter, letterhead(), to="cahya@contoh.invalid")
    Membership.objects.filter(user=camat).delete()
    with pytest.raises(Hidden):
        compose(Letter.objects.get(), letterhead(), to="cahya@contoh.invalid")


def test_a_question_reaches_who_decides_and_its_decision_who_asked(
    mayor: User, camat: User
) -> None:
    words = Asked("Pompa mana yang dibeli?", ("Timur", "Barat"), "Jalan tergenang", WEEK)
    question = ask(words, by=camat, at=FRIDAY)
    draw()
    letter = Letter.objects.get()
    assert letters() == [("asked", "wali")]
    parcel = compose(letter, letterhead(), to="wali@contoh.invalid")
    assert f"/meja/keputusan/baru?question={question.pk}" in parcel.text
    assert "Utara" in parcel.subject
    assert "Pompa" not in parcel.text + parcel.subject
    made = decide(Ruling("Timur", "Dekat", {}, question=question), by=mayor, at=FRIDAY + DAY)
    draw(FRIDAY + DAY)
    assert letters()[1:] == [("recorded", "cahya")]
    answered = compose(Letter.objects.latest("pk"), letterhead(), to="cahya@contoh.invalid")
    assert f"/meja/keputusan/{made.pk}/" in answered.text
    with pytest.raises(Overtaken):
        compose(letter, letterhead(), to="wali@contoh.invalid")
