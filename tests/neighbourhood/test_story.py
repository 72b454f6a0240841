"""A head of RW: what lies around them, what they may say of it, and whom they help."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from kentongan.casework.assigning import NotOfThisUnit, assign
from kentongan.casework.claiming import claim
from kentongan.casework.history import history
from kentongan.casework.holding import NoSuchCase, WordsMissing
from kentongan.casework.models import Case, Sighting, Stage
from kentongan.casework.verifying import verify
from kentongan.intake.models import Channel
from kentongan.journal.models import Entry
from kentongan.neighbourhood.appointing import AlreadyEnded, appoint_head, end_headship
from kentongan.neighbourhood.fitting import (
    AlreadyHead,
    AnotherPerson,
    AtWork,
    HasHead,
    HeadElsewhere,
)
from kentongan.neighbourhood.helping import NoConsent, OwnNumber, Told, help_report
from kentongan.neighbourhood.judging import say_fixed, say_not_fixed
from kentongan.neighbourhood.models import Belonging, Headship
from kentongan.neighbourhood.placing import place_all
from kentongan.neighbourhood.reaching import NotTheirs, around, names_another, reach_of, unplaced
from kentongan.neighbourhood.sighting import AlreadyLooked, NotAsked, say_seen
from kentongan.neighbourhood.spelling import Numbers, numbers_in
from kentongan.neighbourhood.taking import AlreadyPlaced, take
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.places.models import Neighbourhood
from kentongan.visiting.planning import colleagues
from tests.casework.test_story import FRIDAY, user
from tests.neighbourhood.conftest import MAWAR, MELATI

Listed = dict[tuple[str, str, str], Neighbourhood]
Tell = Callable[..., Case]
LATER = FRIDAY + timedelta(hours=2)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Jl. Melur RT 03/RW 05", Numbers("005", "003")),
        ("rt03 rw5 dekat musala", Numbers("005", "003")),
        ("RT/RW 003/005", Numbers("005", "003")),
        ("RW 5 RT 3", Numbers("005", "003")),
        ("RT.003 RW.005", Numbers("005", "003")),
        ("warga RW 12 resah", Numbers("012")),
        ("RT 3 saja", None),
        ("antara RW 5 dan RW 6", None),
        ("di RT 1 RW 2 dan RT 3 RW 2", None),
        ("lampu mati", None),
    ],
)
def test_rt_and_rw_are_found_however_they_are_written(text: str, found: Numbers | None) -> None:
    assert numbers_in(text) == found


def test_a_case_lies_where_it_was_said_or_within_an_outline_or_nowhere(
    told: Tell, listed: Listed
) -> None:
    said = told(address="Jl. Melur, rt 3 rw 5").belonging
    assert (said.neighbourhood, said.how) == (listed[MAWAR, "005", "003"], "said")
    drawn = told().belonging
    assert (drawn.neighbourhood, drawn.how) == (listed[MAWAR, "006", ""], "drawn")
    whole = told("Lampu mati di RT 9 RW 5").belonging
    assert whole.neighbourhood == listed[MAWAR, "005", ""]
    nowhere = told(kelurahan=MAWAR)
    assert not Belonging.objects.filter(case=nowhere).exists()


def test_a_head_of_rw_reaches_its_rt_and_nothing_beside_it(
    told: Tell, head: User, listed: Listed, lurah: User
) -> None:
    case, beside = told(address="RT 03/RW 05"), told(address="RW 06")
    elsewhere = told(address="RW 05", kelurahan=MELATI)
    assert list(around(reach_of(head))) == [case]
    for other in (beside, elsewhere):
        with pytest.raises(NoSuchCase):
            say_fixed(other, by=head, at=LATER)
    rt, _ = appoint_head(listed[MAWAR, "005", "003"], "bu.rt", "Bu RT", by=lurah, at=FRIDAY)
    whole = told(address="RW 05")
    assert list(around(reach_of(rt.user))) == [case]
    assert set(around(reach_of(head))) == {case, whole}


def test_what_is_secret_private_or_for_the_inspectorate_is_nobodys_neighbourhood(
    told: Tell, head: User, asked: None
) -> None:
    open_ = told(address="RW 05")
    overseen = [told(address="RW 05"), told(kelurahan=MAWAR)]
    Case.objects.filter(pk__in=[case.pk for case in overseen]).update(is_oversight=True)
    hidden = [
        *overseen,
        told(address="RW 05", is_confidential=True),
        told(address="RW 05", service_code="KTP-01"),
        told(kelurahan=MAWAR, is_confidential=True),
        told(kelurahan=MAWAR, service_code="KTP-01"),
    ]
    reach = reach_of(head)
    assert list(around(reach)) == [open_]
    assert list(unplaced(reach)) == []
    for case in hidden:
        for act in (
            lambda case: say_seen(case, "Ada", is_so=True, by=head, at=LATER),
            lambda case: say_fixed(case, by=head, at=LATER),
            lambda case: say_not_fixed(case, "Belum", by=head, at=LATER),
            lambda case: take(case, by=head, at=LATER),
        ):
            with pytest.raises(NoSuchCase):
                act(case)


def test_a_head_says_that_a_case_without_rt_and_rw_is_theirs(told: Tell, head: User) -> None:
    case = told(kelurahan=MAWAR)
    assert list(unplaced(reach_of(head))) == [case]
    row = take(case, by=head, at=LATER)
    assert (row.how, row.by) == ("taken", head)
    assert list(around(reach_of(head))) == [case]
    assert Entry.objects.filter(kind="case.neighbourhood_named", about_id=case.pk).count() == 1
    with pytest.raises(AlreadyPlaced):
        take(case, by=head, at=LATER)


def test_a_case_told_with_an_rw_that_is_not_on_the_list_is_no_other_heads(
    told: Tell, head: User
) -> None:
    case = told(kelurahan=MAWAR, address="RT 05, RW 03")
    other = told("Lampu padam di RT 05 RW 03 dekat pasar", kelurahan=MAWAR)
    assert names_another(case)
    assert names_another(other)
    for each in (case, other):
        with pytest.raises(NoSuchCase):
            take(each, by=head, at=LATER)


def test_seen_to_be_so_a_case_passes_the_gate_and_is_not_shown_to_the_public(
    told: Tell, head: User, asked: None
) -> None:
    case = told(address="RW 05")
    say_seen(case, "Saya lihat sendiri", is_so=True, by=head, at=LATER)
    case.refresh_from_db()
    assert (case.stage, case.is_public) == (Stage.VERIFIED, False)
    assert {"case.sighted", "case.verified"} <= {event.kind for event in history(case)}
    with pytest.raises(NotAsked):
        say_seen(case, "Lagi", is_so=True, by=head, at=LATER)


def test_not_there_refuses_nothing_and_the_gate_need_not_wait(
    told: Tell, head: User, asked: None
) -> None:
    case = told(address="RW 05")
    due = case.due_at
    with pytest.raises(WordsMissing):
        say_seen(case, " ", is_so=False, by=head, at=LATER)
    say_seen(case, "Tidak ada lampu di situ", is_so=False, by=head, at=LATER)
    case.refresh_from_db()
    assert (case.stage, case.due_at, case.is_open) == (Stage.RECEIVED, due, True)
    with pytest.raises(AlreadyLooked):
        say_seen(case, "Tidak ada", is_so=True, by=head, at=LATER)
    operator = user("alice", Role.OPERATOR, "setda")
    assert verify(case, is_public=False, public_words="", by=operator, at=LATER).stage == "verified"


def test_where_the_city_does_not_ask_nobody_looks_first(told: Tell, head: User) -> None:
    with pytest.raises(NotAsked):
        say_seen(told(address="RW 05"), "Ada", is_so=True, by=head, at=LATER)
    assert not Sighting.objects.exists()


def claimed(case: Case, unit: str = "dishub") -> Case:
    operator = user(f"op{case.pk}", Role.OPERATOR, "setda")
    verify(case, is_public=False, public_words="", by=operator, at=LATER)
    officer = user(f"bob{case.pk}", Role.OFFICER, unit)
    claim(case, "Sudah diganti", by=officer, at=LATER)
    return case


def test_a_head_confirms_a_repair_by_a_way_of_their_own(told: Tell, head: User) -> None:
    case = claimed(told(address="RW 05"))
    verdict = say_fixed(case, "Sudah menyala", by=head, at=LATER)
    case.refresh_from_db()
    assert (case.outcome, verdict.way, verdict.by) == ("confirmed", "rt_rw", head)


def test_a_head_disputes_a_repair_with_what_they_saw(told: Tell, head: User) -> None:
    case = claimed(told(address="RW 05"))
    say_not_fixed(case, "Masih gelap", by=head, at=LATER)
    case.refresh_from_db()
    assert case.is_open
    assert case.step == 1
    assert case.claims.get().fallen_at == LATER


def test_a_person_is_helped_in_their_own_name_and_only_if_they_wish(
    head: User, listed: Listed
) -> None:
    User.objects.filter(pk=head.pk).update(phone="+6281200000000")
    head = User.objects.get(pk=head.pk)
    one = listed[MAWAR, "005", ""].pk
    wish = {"neighbourhood": one, "service_code": "PJU-01", "words": "Lampu mati", "name": "Siti"}
    with pytest.raises(NoConsent):
        help_report(Told(**wish), by=head, at=LATER)  # type: ignore[arg-type]
    with pytest.raises(OwnNumber):
        help_report(
            Told(**wish, phone="0812-0000-0000", is_wished=True),  # type: ignore[arg-type]
            by=head,
            at=LATER,
        )
    kept = help_report(
        Told(**wish, phone="0813-1111-1111", is_wished=True),  # type: ignore[arg-type]
        by=head,
        at=LATER,
    )
    assert kept.channel == Channel.NEIGHBOUR
    assert kept.reporter is not None
    assert (kept.reporter.name, kept.reporter.phone) == ("Siti", "+6281311111111")
    assert kept.neighbourly_help.by == head
    assert kept.address == "RW 005"
    known = kept.filing.case
    place_all([known], at=LATER)
    again = help_report(Told(**wish, is_wished=True), by=head, at=LATER, known=known)  # type: ignore[arg-type]
    assert again.filing.case == known
    with pytest.raises(NotTheirs):
        help_report(
            Told(**{**wish, "neighbourhood": listed[MELATI, "005", ""].pk}, is_wished=True),  # type: ignore[arg-type]
            by=head,
            at=LATER,
        )


def test_a_headship_begins_and_ends_for_everybody_to_see(
    head: User, listed: Listed, lurah: User, told: Tell
) -> None:
    case = told(address="RW 05")
    one = listed[MAWAR, "005", ""]
    with pytest.raises(AlreadyHead):
        appoint_head(one, "pak.rw", "Pak RW", by=lurah, at=LATER)
    with pytest.raises(AtWork):
        appoint_head(one, "lurah", "Lurah", by=lurah, at=LATER)
    with pytest.raises(NotTheirs):
        appoint_head(listed[MELATI, "005", ""], "bu.rw", "Bu RW", by=lurah, at=LATER)
    with pytest.raises(NotTheirs):
        appoint_head(one, "bu.rw", "Bu RW", by=head, at=LATER)
    held = Headship.objects.get(user=head)
    end_headship(held, by=lurah, at=LATER)
    with pytest.raises(AlreadyEnded):
        end_headship(held, by=lurah, at=LATER)
    gone = User.objects.get(pk=head.pk)
    assert not Membership.objects.filter(user=gone).exists()
    with pytest.raises(NoSuchCase):
        say_fixed(case, by=gone, at=LATER)
    kinds = Entry.objects.filter(about="user", about_id=gone.pk).values_list("kind", flat=True)
    assert list(kinds) == ["user.added", "headship.started", "headship.ended"]


def test_an_rt_has_one_head_and_a_name_hit_by_chance_appoints_nobody(
    head: User, listed: Listed, lurah: User
) -> None:
    five, three = listed[MAWAR, "005", ""], listed[MAWAR, "005", "003"]
    with pytest.raises(HasHead):
        appoint_head(five, "bu.rw", "Bu RW", by=lurah, at=LATER)
    assert not User.objects.filter(username="bu.rw").exists()
    with pytest.raises(AnotherPerson):
        appoint_head(three, "pak.rw", "Pak Jaya", by=lurah, at=LATER)
    other = user("lurah2", Role.HEAD, MELATI)
    with pytest.raises(HeadElsewhere):
        appoint_head(listed[MELATI, "005", ""], "pak.rw", "Pak RW", by=other, at=LATER)
    made, password = appoint_head(three, "pak.rw", " pak  RW ", by=lurah, at=LATER)
    assert (made.user, password) == (head, "")
    end_headship(Headship.objects.get(neighbourhood=five), by=lurah, at=LATER)
    appoint_head(five, "bu.rw", "Bu RW", by=lurah, at=LATER)


def test_heads_of_rw_are_nobodys_staff_and_judge_what_their_kelurahan_claims(
    told: Tell, head: User, lurah: User
) -> None:
    case = told(address="RW 05")
    Case.objects.filter(pk=case.pk).update(unit=directory().unit_by_code[MAWAR])
    verify(case, is_public=False, public_words="", by=lurah, at=LATER)
    with pytest.raises(NotOfThisUnit):
        assign(case, head, "", by=lurah, at=LATER)
    assert colleagues(directory().unit_by_code[MAWAR].pk) == [lurah]
    claim(case, "Sudah diganti", by=lurah, at=LATER)
    assert say_fixed(case, by=head, at=LATER).by == head
