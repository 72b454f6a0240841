"""What was kept long enough goes by itself, once, a batch at a time, and is counted."""

from datetime import timedelta
from pathlib import Path

import pytest

from kentongan.casework.closing import Reason, refuse
from kentongan.casework.looking import Reason as LookReason
from kentongan.casework.looking import look
from kentongan.casework.models import IdentityLook
from kentongan.casework.opening import take_in
from kentongan.casework.retaining import STEPS, apply_rule
from kentongan.casework.retention_rules import RULES, Kept, RetentionRule, in_force
from kentongan.config.letting_go import ELSEWHERE, let_go
from kentongan.intake import photo_files
from kentongan.intake.models import Channel, Reporter, ServiceRequest
from kentongan.intake.photographing import clean
from kentongan.intake.report import Person, Report
from kentongan.journal.models import Entry
from kentongan.people.models import Membership, Role, SignInFailure, User
from kentongan.places.directory import directory
from kentongan.toolbox.geometry import Point
from tests.casework.test_privacy import picture
from tests.conftest import moment

pytestmark = pytest.mark.usefixtures("city")
FRIDAY = moment("2026-03-13 09:00")
RULE = {rule.kept: rule for rule in RULES}


@pytest.fixture(autouse=True)
def media(tmp_path: Path, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path / "media"  # type: ignore[attr-defined]


@pytest.fixture
def alice() -> User:
    made = User.objects.add("alice", "Alice", None)
    unit = directory().unit_by_code["setda"]
    Membership.objects.create(user=made, unit=unit, role=Role.OPERATOR)
    return made


def told(**more: object) -> ServiceRequest:
    person = Person(name="Ani Contoh", phone="+6281200000000")
    report = Report(
        "PJU-01",
        "Lampu padam",
        Channel.WEB,
        point=Point(-6.1912, 106.6121),
        person=person,
        **more,  # type: ignore[arg-type]
    )
    return take_in(report, at=FRIDAY)


def ended(request: ServiceRequest, by: User) -> ServiceRequest:
    refuse(request.filing.case, Reason.UNFOUNDED, "Lampu menyala", by=by, at=FRIDAY)
    return request


def test_contact_data_go_two_years_after_the_end_and_never_before(alice: User) -> None:
    ended(told(), alice)
    told()
    rule = RULE[Kept.CONTACT]
    assert apply_rule(rule, at=FRIDAY + rule.time - timedelta(days=1)) == 0
    assert apply_rule(rule, at=FRIDAY + rule.time + timedelta(days=1)) == 1
    assert apply_rule(rule, at=FRIDAY + rule.time + timedelta(days=1)) == 0
    assert Reporter.objects.count() == 1
    assert ServiceRequest.objects.count() == 2
    particulars = Entry.objects.get(kind="retention.applied").particulars
    assert particulars == {"rule": "contact", "count": 1, "since": "2026-01-01"}


def test_a_batch_is_no_larger_than_its_limit(alice: User) -> None:
    for _each in range(3):
        ended(told(), alice)
    rule, late = RULE[Kept.CONTACT], FRIDAY + timedelta(days=1000)
    assert [apply_rule(rule, at=late, limit=2) for _ in range(3)] == [2, 1, 0]


def test_a_photo_nobody_screened_goes_first_and_its_file_with_it(alice: User) -> None:
    request = ended(told(photos=(clean(picture()),)), alice)
    digest = request.photos.get().digest
    assert photo_files.find(digest)
    let_go(at=FRIDAY + timedelta(days=366))
    assert photo_files.find(digest) is None
    assert request.photos.get().erased_at is not None


def test_what_was_said_at_a_look_goes_before_the_look(alice: User) -> None:
    request = told()
    look(request.filing.case, request, LookReason.CHECK, "Telepon", by=alice, at=FRIDAY)
    let_go(at=FRIDAY + timedelta(days=366))
    assert IdentityLook.objects.get().text == ""
    let_go(at=FRIDAY + timedelta(days=365 * 5 + 1))
    assert not IdentityLook.objects.exists()


def test_failed_attempts_to_sign_in_are_gone_after_a_day() -> None:
    SignInFailure.objects.create(username="x", device="y", at=FRIDAY)
    let_go(at=FRIDAY + timedelta(days=2))
    assert not SignInFailure.objects.exists()


def test_nothing_is_written_where_nothing_goes() -> None:
    told()
    assert let_go(at=FRIDAY) == 0
    assert not Entry.objects.filter(kind="retention.applied").exists()


def test_every_rule_has_its_step_its_date_and_its_source() -> None:
    assert {*STEPS, *ELSEWHERE} == set(RULE) == set(Kept)
    assert all(rule.source and rule.valid_from for rule in RULES)


def test_of_two_rules_the_one_in_force_on_the_day_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    later = moment("2027-01-01 00:00").date()
    changed = RetentionRule(Kept.CONTACT, timedelta(days=90), "the end", later, "Perwal")
    monkeypatch.setattr("kentongan.casework.retention_rules.RULES", (*RULES, changed))
    days = {on: {r.kept: r.time for r in in_force(on)}[Kept.CONTACT].days
            for on in (FRIDAY.date(), later)}  # fmt: skip
    assert days == {FRIDAY.date(): 730, later: 90}
