"""What became of claims: every one is counted once, and the sum is always the whole."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from kentongan.casework.auditing import draw
from kentongan.casework.claiming import claim
from kentongan.casework.confirming import vouch
from kentongan.casework.disputing import dispute
from kentongan.casework.inspecting import inspect
from kentongan.casework.lapsing import lapse_due
from kentongan.casework.models import Case, Claim, Draw
from kentongan.casework.opening import take_in
from kentongan.casework.reopening import reopen
from kentongan.casework.verifying import verify
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.measures.claims import STATES, Claimed, Period, report_on
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point
from tests.conftest import moment
from tests.statements import statements

pytestmark = pytest.mark.usefixtures("city")
IN_MAWAR = Point(-6.1912, 106.6121)
START = moment("2026-03-02 09:00")
LATER = moment("2026-05-20 09:00")
Made = Callable[[], Claim]


def user(name: str, role: Role, unit: str) -> User:
    made = User.objects.add(name, name.title(), None)
    Membership.objects.create(user=made, unit=directory().unit_by_code[unit], role=role)
    return made


@pytest.fixture
def admin() -> User:
    return user("admin", Role.ADMINISTRATOR, "setda")


@pytest.fixture
def mayor() -> User:
    return user("wali", Role.LEADER, "walikota")


@pytest.fixture
def claimed(admin: User) -> Made:
    bob = user("bob", Role.OFFICER, "dishub")

    def make() -> Claim:
        report = Report("PJU-01", "Lampu padam", Channel.WEB, point=IN_MAWAR)
        case: Case = take_in(report, at=START).filing.case
        verify(case, is_public=False, public_words="", by=admin, at=START)
        return claim(case, "Sudah.", by=bob, at=START + timedelta(hours=1))

    return make


def told(made: Claim) -> object:
    return made.case.filings.get().service_request


def of_dishub() -> Claimed:
    return report_on(LATER).units[directory().unit_by_code["dishub"].pk]


def test_each_claim_is_in_one_state_and_the_states_add_up(claimed: Made, admin: User) -> None:
    soon = START + timedelta(hours=2)
    vouch(told(claimed()), satisfaction=4, at=soon)
    vouch(told(claimed()), satisfaction=1, at=soon)
    dispute(told(claimed()), "Masih gelap.", at=soon)
    reopen(claimed().case, "Salah tiang.", by=admin, at=soon)
    claimed()
    counts = of_dishub()
    assert counts.claims == sum(getattr(counts, state) for state in STATES) == 5
    assert (counts.confirmed, counts.disputed, counts.taken_back, counts.waiting) == (2, 1, 1, 1)
    assert (counts.fixed.k, counts.fixed.n, counts.fixed.missing) == (2, 3, 2)
    assert (counts.satisfied, counts.answers) == (2.5, 2)
    assert counts.unproven == 5


def test_unopposed_is_not_confirmed(claimed: Made) -> None:
    claimed()
    assert lapse_due(at=LATER) == 1
    counts = of_dishub()
    assert (counts.unopposed, counts.confirmed, counts.fixed.n) == (1, 0, 0)


def test_an_audit_counts_apart_and_may_find_what_nobody_opposed(claimed: Made, mayor: User) -> None:
    claimed()
    lapse_due(at=LATER)
    draw(date(2026, 3, 1), at=LATER)
    inspect(Draw.objects.get(), "Gelap gulita.", is_true=False, by=mayor, at=LATER)
    counts = report_on(LATER + timedelta(days=1)).city
    assert (counts.audit.k, counts.audit.n, counts.audit.missing) == (0, 1, 0)
    assert (counts.disputed, counts.unopposed) == (1, 0)


def test_matters_of_oversight_are_nobodys_number(claimed: Made) -> None:
    made = claimed()
    Case.objects.filter(pk=made.case_id).update(is_oversight=True)
    assert report_on(LATER).city == Claimed()


def test_the_period_is_this_month_and_the_eleven_before() -> None:
    assert Period.until(LATER).first == date(2025, 6, 1)
    assert Period.until(moment("2026-12-31 23:59")).first == date(2026, 1, 1)


def test_it_costs_one_statement_however_much_was_claimed(claimed: Made) -> None:
    for _ in range(3):
        claimed()
    report_on(LATER)
    with statements() as seen:
        report_on(LATER)
    assert len([each for each in seen if "casework_claim" in each.sql]) == 1
    assert len(seen) == 1
