"""A shift is begun, entered and left, and handed over by two people who each sign."""

from datetime import timedelta

import pytest

from kentongan.casework.holding import WordsMissing
from kentongan.incidents.duties import (
    LastOnDuty,
    NoShift,
    NoSuchShift,
    NotOnDuty,
    OnDuty,
    ShiftRuns,
    begin,
    depart,
    enter,
)
from kentongan.incidents.models import Duty, Shift
from kentongan.incidents.on_duty import watch
from kentongan.incidents.opening import Opening, open_by_hand
from kentongan.incidents.relieving import (
    HandoverOver,
    HandoverWaits,
    SamePerson,
    offer,
    relieve,
    withdraw,
)
from kentongan.people.models import Role, User
from tests.casework.test_story import FRIDAY, user
from tests.incidents.flooding import load
from tests.incidents.test_by_hand import kinds

pytestmark = pytest.mark.usefixtures("city")
EVENING = FRIDAY + timedelta(hours=8)


@pytest.fixture
def alice() -> User:
    return user("alice", Role.OPERATOR, "setda")


@pytest.fixture
def dewi() -> User:
    return user("dewi", Role.OPERATOR, "setda")


def test_a_shift_is_handed_over_by_who_leaves_and_who_comes(alice: User, dewi: User) -> None:
    load()
    first = begin(by=alice, at=FRIDAY)
    open_by_hand(Opening("banjir", "Tanggul"), by=alice, at=FRIDAY)
    with pytest.raises(WordsMissing):
        offer(" ", by=alice, at=EVENING)
    handover = offer("Air masih naik di tanggul", by=alice, at=EVENING)
    assert [each["witnesses"] for each in handover.incidents] == [0]
    with pytest.raises(HandoverWaits):
        offer("Lagi", by=alice, at=EVENING)
    with pytest.raises(SamePerson):
        relieve(handover, by=alice, at=EVENING)
    second = relieve(handover, by=dewi, at=EVENING)
    assert [duty.user for duty in watch().duties] == [dewi]
    assert watch().shift == second
    assert Shift.objects.get(pk=first.pk).until == EVENING
    assert not Duty.objects.filter(shift=first, until=None).exists()
    with pytest.raises(HandoverOver):
        relieve(handover, by=dewi, at=EVENING)
    assert kinds()[-2:] == ["shift.offered", "shift.relieved"]


def test_people_come_and_go_within_a_shift_but_somebody_stays(alice: User, dewi: User) -> None:
    with pytest.raises(NoShift):
        enter(by=alice, at=FRIDAY)
    begin(by=alice, at=FRIDAY)
    with pytest.raises(ShiftRuns):
        begin(by=dewi, at=FRIDAY)
    with pytest.raises(OnDuty):
        enter(by=alice, at=FRIDAY)
    with pytest.raises(LastOnDuty):
        depart(by=alice, at=FRIDAY)
    with pytest.raises(NotOnDuty):
        offer("Saya tidak berjaga", by=dewi, at=FRIDAY)
    enter(by=dewi, at=FRIDAY)
    depart(by=alice, at=EVENING)
    assert [duty.user for duty in watch().duties] == [dewi]


def test_who_signed_to_leave_may_take_it_back_until_somebody_came(alice: User, dewi: User) -> None:
    begin(by=alice, at=FRIDAY)
    handover = offer("Belum lengkap", by=alice, at=EVENING)
    with pytest.raises(NoSuchShift):
        withdraw(handover, by=dewi, at=EVENING)
    withdraw(handover, by=alice, at=EVENING)
    assert watch().waiting is None
    with pytest.raises(HandoverOver):
        relieve(handover, by=dewi, at=EVENING)


def test_who_handles_no_incidents_is_on_no_duty() -> None:
    with pytest.raises(NoSuchShift):
        begin(by=user("bob", Role.OFFICER, "dishub"), at=FRIDAY)
