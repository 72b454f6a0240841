"""The queue's figures and the list of those to be called back, each in one statement."""

from datetime import timedelta

import pytest

from kentongan.calls.calling_back import note_called_back, to_call_back
from kentongan.calls.events import Kind
from kentongan.calls.figures import figures
from kentongan.calls.models import Call
from kentongan.people.models import User
from kentongan.toolbox.refusals import NotFound
from tests.calls.conftest import NINE, Say
from tests.statements import statements

MIDNIGHT = NINE - timedelta(hours=9)


def at(second: float) -> object:
    return NINE + timedelta(seconds=second)


def lose(say: Say, call_id: str, second: int, number: str) -> Call:
    say(Kind.OFFERED, second, call_id, number=number)
    call = say(Kind.ABANDONED, second + 10, call_id).call
    assert call is not None
    return call


def answer(say: Say, call_id: str, second: int, wait: int, number: str = "", **said: str) -> None:
    say(Kind.OFFERED, second, call_id, number=number, **said)
    say(Kind.ANSWERED, second + wait, call_id)
    say(Kind.ENDED, second + wait + 60, call_id)


def test_the_queue_is_counted_in_one_statement(alice: User, say: Say) -> None:
    answer(say, "a", 0, 15)
    answer(say, "b", 0, 18)
    answer(say, "c", 0, 40)
    answer(say, "out", 0, 5, direction="out")
    lose(say, "d", 10, "0811111111")
    lose(say, "e", 10, "0822222222")
    answer(say, "f", 100, 1, "0811111111")
    say(Kind.OFFERED, 200, "g")
    say(Kind.RINGING, 230, "h")
    say(Kind.OFFERED, -36_000, "lost end, the day before")
    with statements() as seen:
        told = figures(MIDNIGHT, at=NINE + timedelta(seconds=260))
    assert len(seen) == 1
    assert (told.offered, told.waiting, told.longest_wait) == (8, 2, 60)
    assert (told.answered, told.within_15, told.within_20) == (4, 2, 3)
    assert (told.abandoned, told.called_back, told.longest_today) == (2, 1, 40)
    assert (told.share_within_15, told.share_within_20) == (50, 75)


def test_an_empty_day_has_no_shares(city: object) -> None:
    told = figures(MIDNIGHT, at=NINE)
    assert told.share_within_15 is None
    assert sum(each for each in told if each) == 0


def test_a_number_stands_on_the_list_once_with_its_last_call(alice: User, say: Say) -> None:
    lose(say, "a", 0, "0811111111")
    last = lose(say, "b", 60, "+62 811-111-111")
    other = lose(say, "c", 30, "0822222222")
    lose(say, "d", 30, "anonymous")
    with statements() as seen:
        assert list(to_call_back()) == [other, last]
    assert len(seen) == 1


@pytest.mark.parametrize("direction", ["in", "out"])
def test_a_later_answered_call_of_the_number_settles_it(say: Say, direction: str) -> None:
    lose(say, "a", 0, "0811111111")
    answer(say, "earlier", -600, 3, "0811111111")
    assert len(to_call_back()) == 1
    answer(say, "b", 100, 3, "0811111111", direction=direction)
    assert not to_call_back()


def test_calling_back_settles_every_vain_call_of_the_number(alice: User, say: Say) -> None:
    lose(say, "a", 0, "0811111111")
    last = lose(say, "b", 60, "0811111111")
    later = NINE + timedelta(minutes=5)
    note_called_back(last, by=alice, at=later)
    assert not to_call_back()
    assert set(Call.objects.values_list("called_back_by", flat=True)) == {alice.pk}
    assert figures(MIDNIGHT, at=later).called_back == 2
    with pytest.raises(NotFound):
        note_called_back(last, by=alice, at=later)
