"""Random people direct, report and return: due dates, parts and secrets hold after every step."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import ClassVar

import pytest
from django.db import transaction
from django.db.models import F
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from hypothesis.stateful import run_state_machine_as_test as run

from kentongan.command.climbing import climb_directives, remind_directives
from kentongan.command.issuing import issue
from kentongan.command.judging import accept, give_back
from kentongan.command.models import Charge, Climb, Directive, Step
from kentongan.command.orders import Order
from kentongan.command.reporting import report
from kentongan.command.seeing import directives_of
from kentongan.command.stepping import AT_REST
from kentongan.command.tiling import tile
from kentongan.command.withdrawing import withdraw
from kentongan.command.working import begin, receive
from kentongan.people.models import Role, User
from kentongan.toolbox.refusals import Refusal
from tests.casework.test_story import FRIDAY, user
from tests.command.conftest import MAWAR, MELATI, NORTH, SOUTH, unit

WHO, WHICH = st.integers(0, 6), st.integers(0, 40)
DAYS = st.integers(-1, 9)
UNITS = st.lists(st.sampled_from([NORTH, MAWAR, MELATI, SOUTH, "dishub"]), min_size=1, max_size=3)
NATURE = st.sampled_from([*Directive.Nature.values, Directive.Nature.SECRET])


class Room(RuleBasedStateMachine):
    """Each walk happens in a savepoint of its own."""

    done: ClassVar[int] = 0
    refused: ClassVar[int] = 0

    @initialize()
    def arrive(self) -> None:
        self.mark = transaction.savepoint()
        self.at: datetime = FRIDAY
        named = (
            ("wali", Role.LEADER, "walikota"),
            ("sekda", Role.OFFICER, "setda"),
            ("cahya", Role.HEAD, NORTH),
            ("klerk", Role.OFFICER, NORTH),
            ("lina", Role.HEAD, MAWAR),
            ("mira", Role.HEAD, MELATI),
            ("dodi", Role.OFFICER, "dishub"),
        )
        self.cast = [user(*each) for each in named]
        for nature in (Directive.Nature.ORDINARY, Directive.Nature.SECRET):
            self.send_down(nature)

    def send_down(self, nature: str) -> None:
        """Let there be a directive and a part of it to begin with."""
        mayor, camat, due = self.cast[0], self.cast[2], self.at + timedelta(days=5)
        top = Order("x", (unit(NORTH),), due, nature)
        self.do(lambda: issue(top, by=mayor, at=self.at))
        parent = Charge.objects.select_related("directive").latest("pk")
        self.do(lambda: receive(parent, by=camat, at=self.at))
        part = Order("x", (unit(MAWAR),), due, nature, parent=parent)
        self.do(lambda: issue(part, by=camat, at=self.at))

    def teardown(self) -> None:
        if hasattr(self, "mark"):
            transaction.savepoint_rollback(self.mark)

    def do(self, act: Callable[[], object]) -> None:
        try:
            with transaction.atomic():
                act()
        except Refusal:
            Room.refused += 1
        else:
            Room.done += 1

    def charge(self, which: int) -> Charge | None:
        found = list(Charge.objects.select_related("directive").order_by("pk"))
        return found[which % len(found)] if found else None

    @rule(
        who=WHO,
        units=UNITS,
        days=DAYS,
        nature=NATURE,
        which=WHICH,
        is_part=st.booleans(),
        is_kept=st.booleans(),
    )
    def issue(
        self,
        who: int,
        units: list[str],
        days: int,
        nature: str,
        which: int,
        is_part: bool,
        is_kept: bool,
    ) -> None:
        due = self.at + timedelta(days=days)
        parent = self.charge(which) if is_part else None
        if parent and is_kept:
            nature, units, due = parent.directive.nature, [MAWAR], min(due, parent.due_at)
        order = Order("x", tuple(map(unit, units)), due, nature, parent=parent)
        self.do(lambda: issue(order, by=self.cast[who], at=self.at))
        self.do(lambda: issue(order, by=self.cast[0], at=self.at))
        if parent and is_kept:
            self.do(lambda: receive(parent, by=self.cast[2], at=self.at))
            self.do(lambda: issue(order, by=self.cast[2], at=self.at))

    @rule(who=WHO, which=WHICH, act=st.sampled_from([receive, receive, begin]))
    def work(self, who: int, which: int, act: Callable[..., object]) -> None:
        charge = self.charge(which)
        if charge:
            self.do(lambda: act(charge, by=self.cast[who], at=self.at))

    @rule(which=WHICH)
    def go_on_as_whoever_may(self, which: int) -> None:
        """Else hardly a walk would come as far as a report."""
        charge = self.charge(which)
        for by in self.cast if charge else ():
            self.do(lambda by=by: receive(charge, by=by, at=self.at))
            self.do(lambda by=by: report(charge, "x", by=by, at=self.at))
            self.do(lambda by=by: accept(charge, by=by, at=self.at))

    @rule(who=WHO, which=WHICH)
    def report(self, who: int, which: int) -> None:
        charge = self.charge(which)
        if charge:
            self.do(lambda: report(charge, "x", by=self.cast[who], at=self.at))

    @rule(who=WHO, which=WHICH, days=DAYS)
    def give_back(self, who: int, which: int, days: int) -> None:
        charge, due = self.charge(which), self.at + timedelta(days=days)
        if charge:
            self.do(lambda: give_back(charge, "x", due, by=self.cast[who], at=self.at))

    @rule(who=WHO, which=WHICH)
    def withdraw(self, who: int, which: int) -> None:
        charge = self.charge(which)
        if charge:
            self.do(lambda: withdraw(charge.directive, "x", by=self.cast[who], at=self.at))

    @rule(hours=st.integers(1, 60))
    def wait(self, hours: int) -> None:
        self.at += timedelta(hours=hours)
        while remind_directives(at=self.at) or climb_directives(at=self.at):
            pass

    @invariant()
    def no_part_is_due_after_its_whole(self) -> None:
        parts = Charge.objects.filter(directive__parent__isnull=False, done_at=None)
        assert not parts.filter(due_at__gt=F("directive__parent__due_at")).exists()

    @invariant()
    def no_whole_is_done_with_an_open_part(self) -> None:
        below = Charge.objects.filter(directive__parent__isnull=False, done_at=None)
        assert not below.filter(directive__parent__state__in=AT_REST).exists()

    @invariant()
    def nothing_secret_leaks(self) -> None:
        secret = Directive.objects.filter(nature="secret").select_related("parent__directive")
        may_know = {each.pk: self.who_may_know(each) for each in secret}
        for somebody in self.cast if may_know else ():
            seen = directives_of(somebody).filter(nature="secret")
            for pk in seen.values_list("pk", flat=True):
                people, units = may_know[pk]
                assert somebody.pk in people or self.heads(somebody) & units

    def who_may_know(self, directive: Directive) -> tuple[set[int], set[int]]:
        """People and units, worked out another way than the room does it."""
        chain, above = [], directive.parent
        while above:
            chain.append(above)
            above = above.directive.parent
        units = {*directive.charges.values_list("unit_id", flat=True), *(c.unit_id for c in chain)}
        return {directive.issued_by_id, *(c.directive.issued_by_id for c in chain)}, units

    @invariant()
    def the_last_step_is_the_state_and_the_tile_counts_no_secret(self) -> None:
        charges = list(Charge.objects.select_related("directive"))
        for each in charges:
            last = Step.objects.filter(charge=each).latest("pk")
            assert (last.state, last.at <= self.at) == (each.state, True)
        late = [
            each
            for each in charges
            if not each.directive.is_secret and each.state not in AT_REST and each.due_at < self.at
        ]
        if charges:
            assert tile(self.at).overdue == len(late)
        assert not Climb.objects.filter(at__lt=F("due_at")).exists()

    def heads(self, somebody: User) -> set[int]:
        return {
            m.unit_id
            for m in somebody.standing
            if m.role in {Role.HEAD, Role.LEADER} or m.unit.code in {"dishub", "setda"}
        }


@pytest.mark.usefixtures("city")
def test_whatever_anybody_does_dates_parts_and_secrets_hold() -> None:
    Room.done = Room.refused = 0
    chosen = settings(
        max_examples=6,
        stateful_step_count=30,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    run(Room, settings=chosen)
    assert Room.done > 40
    assert Room.refused > 10
