"""A drawn sample of every unit and month, that anybody can repeat, worked off by somebody else."""

from datetime import date, datetime, timedelta
from fractions import Fraction
from hashlib import sha256

import pytest

from kentongan.casework.auditing import SETTLED, draw, draw_due, tickets_of
from kentongan.casework.claiming import claim
from kentongan.casework.confirming import OwnClaim
from kentongan.casework.holding import NoSuchCase, WordsMissing
from kentongan.casework.inspecting import AlreadyLooked, inspect, waiting
from kentongan.casework.models import Case, Claim, Draw, Stage
from kentongan.casework.opening import take_in
from kentongan.casework.reopening import reopen
from kentongan.casework.sampling import Size, Ticket, sample, seed_of, stamp
from kentongan.casework.verifying import verify
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.journal.models import Entry
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point
from tests.conftest import moment

pytestmark = pytest.mark.usefixtures("city")
MARCH = date(2026, 3, 1)
MONDAY = moment("2026-03-16 10:00")
APRIL = moment("2026-04-01 00:00") + SETTLED
IN_MAWAR = Point(-6.1912, 106.6121)


def user(name: str, role: Role, unit: str) -> User:
    made = User.objects.add(name, name.title(), None)
    Membership.objects.create(user=made, unit=directory().unit_by_code[unit], role=role)
    return made


@pytest.fixture
def alice() -> User:
    return user("alice", Role.ADMINISTRATOR, "setda")


@pytest.fixture
def bob() -> User:
    return user("bob", Role.OFFICER, "dishub")


@pytest.fixture
def mayor() -> User:
    return user("wali", Role.LEADER, "walikota")


def claimed(alice: User, by: User, at: datetime = MONDAY, kind: str = "PJU-01") -> Claim:
    report = Report(kind, "Lampu padam", Channel.WEB, point=IN_MAWAR)
    case = take_in(report, at=at - timedelta(days=3)).filing.case
    verify(case, is_public=False, public_words="", by=alice, at=at - timedelta(days=2))
    return claim(case, "Sudah.", by=by, at=at)


def reload(claim: Claim) -> Case:
    return Case.objects.get(pk=claim.case_id)


USUAL = Size(Fraction(1, 20), 1)


@pytest.mark.parametrize(("claims", "drawn"), [(0, 0), (1, 1), (20, 1), (21, 2), (200, 10)])
def test_one_in_twenty_is_drawn_and_never_none(claims: int, drawn: int) -> None:
    assert USUAL.of(claims) == drawn


def test_anybody_can_repeat_the_draw_from_the_published_list() -> None:
    tickets = [Ticket(n, "abc"[n % 3], MONDAY + timedelta(minutes=n)) for n in range(1, 90)]
    published = "2026-03\n" + "".join(f"{n} {unit} {stamp(at)}\n" for n, unit, at in tickets)
    seed = sha256(published.encode()).hexdigest()
    assert seed_of(MARCH, reversed(tickets)) == seed
    by_hand = sorted(range(1, 90, 3), key=lambda n: sha256(f"{seed}|{n}".encode()).hexdigest())
    assert sample(seed, tickets, USUAL)["b"] == by_hand[:2]


def test_a_single_claim_more_draws_another_lot() -> None:
    tickets = [Ticket(n, "a", MONDAY + timedelta(minutes=n)) for n in range(1, 90)]
    assert seed_of(MARCH, tickets) != seed_of(MARCH, tickets[:-1])


def test_a_month_is_drawn_once_it_is_over_and_only_once(alice: User, bob: User) -> None:
    mine = [claimed(alice, bob, MONDAY + timedelta(hours=n)) for n in range(3)]
    assert draw_due(at=APRIL - timedelta(seconds=1)) == 0
    assert draw_due(at=APRIL) == 1
    assert draw_due(at=APRIL + timedelta(days=1)) == 0
    drawn = Draw.objects.get()
    assert drawn.claim in mine
    assert (drawn.month, drawn.unit.code) == (MARCH, "dishub")
    assert drawn.seed == seed_of(MARCH, tickets_of(MARCH))
    assert [each.pk for each in draw(MARCH, at=APRIL)] == [drawn.pk]
    entry = Entry.objects.get(kind="audit.drawn")
    assert entry.particulars["drawn"] == [drawn.claim_id]
    assert entry.particulars["claims"] == 3


def test_a_claim_of_another_month_takes_no_part(alice: User, bob: User) -> None:
    claimed(alice, bob, moment("2026-03-31 23:59"))
    late = claimed(alice, bob, moment("2026-04-01 00:00"))
    assert late.pk not in [ticket.claim for ticket in tickets_of(MARCH)]
    assert len(tickets_of(MARCH)) == 1


def test_what_the_inspectorate_looks_at_is_not_drawn(alice: User, bob: User) -> None:
    made = claimed(alice, bob)
    Case.objects.filter(pk=made.case_id).update(is_oversight=True)
    assert draw(MARCH, at=APRIL) == []


def test_a_true_claim_that_waits_is_confirmed_by_the_audit(
    alice: User, bob: User, mayor: User
) -> None:
    made = claimed(alice, bob)
    draw(MARCH, at=APRIL)
    inspect(Draw.objects.get(), "Menyala.", is_true=True, by=mayor, at=APRIL)
    case = reload(made)
    assert (case.stage, case.outcome) == (Stage.CLOSED, "confirmed")
    verdict = made.verdicts.get()
    assert (verdict.way, verdict.is_true, verdict.by) == ("audit", True, mayor)
    assert not waiting(mayor).exists()


def test_a_false_claim_reopens_the_case(alice: User, bob: User, mayor: User) -> None:
    made = claimed(alice, bob)
    draw(MARCH, at=APRIL)
    inspect(Draw.objects.get(), "Masih gelap.", is_true=False, by=mayor, at=APRIL)
    case = reload(made)
    assert case.is_open
    assert case.stage != Stage.CLAIMED
    assert Claim.objects.get().fallen_at == APRIL


def test_of_a_claim_that_fell_before_only_the_verdict_is_kept(
    alice: User, bob: User, mayor: User
) -> None:
    made = claimed(alice, bob)
    reopen(made.case, "Belum.", by=alice, at=MONDAY + timedelta(days=1))
    draw(MARCH, at=APRIL)
    inspect(Draw.objects.get(), "Memang belum.", is_true=False, by=mayor, at=APRIL)
    assert made.verdicts.get().way == "audit"
    assert Entry.objects.filter(kind="case.audited").count() == 1
    assert reload(made).reopenings.count() == 1


def test_a_false_verdict_says_why(alice: User, bob: User, mayor: User) -> None:
    claimed(alice, bob)
    draw(MARCH, at=APRIL)
    with pytest.raises(WordsMissing):
        inspect(Draw.objects.get(), " ", is_true=False, by=mayor, at=APRIL)
    assert waiting(mayor).count() == 1


def test_nobody_judges_the_claims_of_their_own_unit(alice: User, bob: User, mayor: User) -> None:
    insider = user("ina", Role.ADMINISTRATOR, "dishub")
    claimed(alice, bob)
    draw(MARCH, at=APRIL)
    assert waiting(mayor).count() == 1
    assert not waiting(insider).exists()
    with pytest.raises(OwnClaim):
        inspect(Draw.objects.get(), "Bagus.", is_true=True, by=insider, at=APRIL)


def test_who_may_not_audit_finds_nothing(alice: User, bob: User) -> None:
    claimed(alice, bob)
    draw(MARCH, at=APRIL)
    assert not waiting(bob).exists()
    with pytest.raises(NoSuchCase):
        inspect(Draw.objects.get(), "Bagus.", is_true=True, by=bob, at=APRIL)


def test_a_drawn_claim_is_looked_at_once(alice: User, bob: User, mayor: User) -> None:
    claimed(alice, bob)
    draw(MARCH, at=APRIL)
    drawn = Draw.objects.get()
    inspect(drawn, "", is_true=True, by=mayor, at=APRIL)
    with pytest.raises(AlreadyLooked):
        inspect(drawn, "", is_true=True, by=alice, at=APRIL)
