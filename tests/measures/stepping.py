"""A city in which random people do random things at advancing moments; refusals are part of it.

Every verb of casework is drawn, in one of `steps_*.py` or by the clock; `checking` looks after each
step. Whoever adds a verb adds a rule there: a test finds what nobody draws.
"""

from datetime import timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, rule

from kentongan.config.duties import DUTIES
from kentongan.config.letting_go import let_go
from kentongan.journal.inspecting import inspect
from kentongan.journal.sealing import seal_next
from kentongan.measures.balancing import Equation
from kentongan.measures.bookkeeping import keep_books
from kentongan.measures.equations import headings_at_end_of
from kentongan.measures.moment import local_day
from kentongan.measures.verifying import verify_books
from tests.measures import checking, checking_past, checking_shown
from tests.measures.steps_at_work import AtWork
from tests.measures.steps_of_guards import Guards
from tests.measures.steps_of_reporters import Reporters
from tests.measures.walking import MAWAR, NUMBER, Walk, name_of

KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


class City(AtWork, Reporters, Guards):
    """All that may happen, what happens by itself, and what must hold after each step."""

    @initialize()
    def arrive(self) -> None:
        """Let there be a cast and some work for it."""
        self.gather()
        for kind, place in (("PJU-01", MAWAR), ("BJR-01", "99.71.02.1002"), ("KTP-01", MAWAR)):
            self.report(kind, place, "web", 8)
        for n in (0, 1):
            self.let_pass(n, "operator", is_public=True)
        self.say_it_is_done(0, "chief", 1, is_live=True)

    def teardown(self) -> None:
        """See that books and seals stand up to the whole journal, and forget all."""
        self.seal()
        assert list(verify_books()) == []
        assert list(inspect()) == []
        checking_shown.check_nowhere(self.gone)
        transaction.savepoint_rollback(self.beginning)

    @invariant()
    def everything_holds(self) -> None:
        Walk.steps += 1
        if not self.is_changed:
            return
        self.is_changed = False
        checking.check_books(self.at)
        checking.check_cases()
        checking.check_clocks(self.at)
        checking_shown.check_shown()
        checking_shown.check_withheld(self.people, Walk.steps)

    @rule(hours=st.sampled_from([0.5, 3, 20, 70, 24 * 12, 24 * 40]))
    def let_time_pass(self, hours: float) -> None:
        self.is_changed = True
        self.look_at_the_clock()  # what it finds late it tells as of when it was
        self.moments[self.at] = checking_past.remember(self.at)
        day, self.at = local_day(self.at), self.at + timedelta(hours=hours)
        while day < local_day(self.at):
            self.evenings[day] = checking.standing()
            day += timedelta(days=1)

    @rule()
    def look_at_the_clock(self) -> None:
        for duty in DUTIES:
            while did := duty(at=self.at):
                self.is_changed = True
                Walk.done[name_of(duty)] += did
        checking.check_nothing_is_overdue(self.at)

    @rule(is_much_later=st.integers(0, 9))
    def let_go_of_what_was_kept_long_enough(self, is_much_later: int) -> None:
        self.is_changed = True
        if not is_much_later:
            self.at += timedelta(days=400)
        Walk.done["casework.retaining.apply_rule"] += let_go(at=self.at)

    @rule(limit=st.integers(1, 40))
    def keep_books_for_a_while(self, limit: int) -> None:
        self.is_changed = bool(keep_books(limit)) or self.is_changed

    @rule()
    def seal(self) -> None:
        while seal_next(KEY, at=self.at, is_full=False):
            pass

    @rule(n=NUMBER)
    def look_back(self, n: int) -> None:
        if self.evenings:
            day = list(self.evenings)[n % len(self.evenings)]
            found = headings_at_end_of(day)
            assert found is not None
            then = {key: Equation.from_flows(sums) for key, sums in found.items()}
            assert checking.without_empty(then) == checking.without_empty(self.evenings[day])
        if self.moments:
            at = list(self.moments)[n % len(self.moments)]
            checking_past.check_past(at, self.moments[at])
