"""A directive goes down three levels and its answers come up again; every no says why."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from kentongan.casework.holding import WordsMissing
from kentongan.command.climbing import climb_directives, remind_directives, way_up
from kentongan.command.enclosing import Kept
from kentongan.command.issuing import issue
from kentongan.command.judging import accept, give_back
from kentongan.command.models import Charge, Climb, Directive, Step
from kentongan.command.orders import (
    DueBeyondParent,
    DueGone,
    NotReceived,
    NotUnderYou,
    SecretAsItsWhole,
)
from kentongan.command.reporting import PartsOpen, report
from kentongan.command.rolling_up import tree_of
from kentongan.command.seeing import (
    DirectiveEnded,
    MovedOn,
    NoSuchDirective,
    charges_of,
    directives_of,
    find,
)
from kentongan.command.subjects import About, MustBeSecret, NoSuchSubject
from kentongan.command.tiling import overdue_at, tile
from kentongan.command.withdrawing import withdraw
from kentongan.command.working import begin, receive
from kentongan.journal.models import Entry
from kentongan.people.models import Role, User
from tests.casework.test_story import FRIDAY, lamp, user
from tests.command.conftest import (
    MAWAR,
    MELATI,
    NORTH,
    SECRET,
    SOUTH,
    WEEK,
    issued,
    order,
    unit,
)
from tests.statements import statements

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
VOICE = Kept("voice", "command/ab/ab.webm", "ab" * 32, "audio/webm", "pesan.webm", 100)


def kinds() -> list[str]:
    found = Entry.objects.filter(about="directive").order_by("id")
    return [kind.partition(".")[2] for kind in found.values_list("kind", flat=True)]


def fresh(charge: Charge) -> Charge:
    return Charge.objects.select_related("directive").get(pk=charge.pk)


def test_a_directive_goes_down_three_levels_and_its_answers_come_up_again(
    mayor: User, camat: User, lurah: User
) -> None:
    top = issued(mayor, NORTH)
    receive(top, by=camat, at=FRIDAY + HOUR)
    part = issued(camat, MAWAR, parent=top, due=WEEK - DAY, at=FRIDAY + HOUR)
    assert fresh(top).state == "in_progress"
    receive(part, by=lurah, at=FRIDAY + 2 * HOUR)
    begin(part, "Pompa dipasang", by=lurah, at=FRIDAY + 2 * HOUR)
    with pytest.raises(PartsOpen):
        report(top, "Beres", by=camat, at=FRIDAY + 3 * HOUR)
    report(part, "Sudah kering", by=lurah, at=FRIDAY + 4 * HOUR)
    give_back(part, "Foto mana?", WEEK - DAY, by=camat, at=FRIDAY + 5 * HOUR)
    report(part, "Ini suaranya", [VOICE], by=lurah, at=FRIDAY + 6 * HOUR)
    assert tree_of(top.directive, mayor).done.share == 0
    accept(part, by=camat, at=FRIDAY + 7 * HOUR)
    assert tree_of(top.directive, mayor).done.share == 1
    report(top, "Beres", by=camat, at=FRIDAY + 8 * HOUR)
    accept(top, "Terima kasih", by=mayor, at=FRIDAY + 9 * HOUR)
    states = Step.objects.filter(charge=part).order_by("pk").values_list("state", flat=True)
    assert list(states) == [
        *("issued", "received", "in_progress", "reported", "returned", "reported", "accepted")
    ]
    assert kinds() == [
        *("issued", "received", "issued", "received", "started", "reported", "returned"),
        *("reported", "accepted", "reported", "accepted"),
    ]
    assert not {"kering", "Pompa"} & set(str([e.particulars for e in Entry.objects.all()]).split())


def test_a_part_is_never_due_after_its_whole(mayor: User, camat: User, lurah: User) -> None:
    top = issued(mayor, NORTH)
    with pytest.raises(NotReceived):
        issued(camat, MAWAR, parent=top)
    receive(top, by=camat, at=FRIDAY)
    with pytest.raises(DueBeyondParent):
        issued(camat, MAWAR, parent=top, due=WEEK + HOUR)
    part = issued(camat, MAWAR, parent=top)
    receive(part, by=lurah, at=FRIDAY)
    report(part, "Sudah", by=lurah, at=FRIDAY)
    for due, refusal in ((WEEK + HOUR, DueBeyondParent), (FRIDAY, DueGone)):
        with pytest.raises(refusal):
            give_back(part, "Kurang", due, by=camat, at=FRIDAY)
    for rows in (Charge.objects.filter(pk=part.pk), Directive.objects.filter(pk=part.directive_id)):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(due_at=WEEK + HOUR)


def test_one_directs_units_under_ones_own_and_the_mayor_all(
    mayor: User, camat: User, lurah: User
) -> None:
    for by, code in ((camat, SOUTH), (camat, NORTH), (camat, "dishub"), (lurah, NORTH)):
        with pytest.raises(NotUnderYou):
            issue(order(code), by=by, at=FRIDAY)
    with pytest.raises(NotUnderYou):
        issue(order(), by=mayor, at=FRIDAY)
    with pytest.raises(NoSuchDirective):
        issue(order(MAWAR), by=user("rani", Role.COUNCIL, "setda"), at=FRIDAY)
    far = issue(order(MAWAR, "dishub", "inspektorat", SOUTH), by=mayor, at=FRIDAY)
    assert far.charges.count() == 4
    with pytest.raises(DueGone):
        issue(order(MAWAR, due=FRIDAY), by=mayor, at=FRIDAY)
    with pytest.raises(WordsMissing):
        issue(order(MAWAR, words=" "), by=mayor, at=FRIDAY)
    assert issue(order(MAWAR, words="", files=[VOICE]), by=mayor, at=FRIDAY).enclosures.count() == 1


def test_each_state_has_its_own_next_and_the_second_is_told(
    mayor: User, camat: User, charlie: User
) -> None:
    top = issued(mayor, NORTH)
    for act in (
        lambda: begin(top, by=camat, at=FRIDAY),
        lambda: report(top, "x", by=camat, at=FRIDAY),
        lambda: accept(top, by=mayor, at=FRIDAY),
        lambda: give_back(top, "x", WEEK, by=mayor, at=FRIDAY),
    ):
        with pytest.raises(MovedOn):
            act()
    for act in (
        lambda: receive(top, by=charlie, at=FRIDAY),
        lambda: receive(top, by=mayor, at=FRIDAY),
        lambda: withdraw(top.directive, "x", by=camat, at=FRIDAY),
    ):
        with pytest.raises(NoSuchDirective):
            act()
    receive(top, by=camat, at=FRIDAY)
    with pytest.raises(MovedOn):
        receive(top, by=camat, at=FRIDAY)
    with pytest.raises(WordsMissing):
        report(top, " ", by=camat, at=FRIDAY)
    report(top, "Beres", by=camat, at=FRIDAY)
    with pytest.raises(WordsMissing):
        give_back(top, "", WEEK, by=mayor, at=FRIDAY)
    with pytest.raises(NoSuchDirective):
        accept(top, by=camat, at=FRIDAY)
    accept(top, by=mayor, at=FRIDAY)
    with pytest.raises(DirectiveEnded):
        accept(top, by=mayor, at=FRIDAY)
    with pytest.raises(DirectiveEnded):
        withdraw(top.directive, "Tidak perlu", by=mayor, at=FRIDAY)


def test_what_is_withdrawn_ends_with_all_that_is_open_below(
    mayor: User, camat: User, lurah: User, other_lurah: User
) -> None:
    top = issued(mayor, NORTH)
    receive(top, by=camat, at=FRIDAY)
    part = issue(order(MAWAR, MELATI, parent=top), by=camat, at=FRIDAY)
    done, left = part.charges.order_by("pk")
    receive(done, by=lurah, at=FRIDAY)
    report(done, "Sudah", by=lurah, at=FRIDAY)
    accept(done, by=camat, at=FRIDAY)
    assert tree_of(top.directive, mayor).done.share == 0.5
    with pytest.raises(WordsMissing):
        withdraw(top.directive, "", by=mayor, at=FRIDAY)
    withdraw(top.directive, "Hujan berhenti", by=mayor, at=FRIDAY + DAY)
    assert [fresh(each).state for each in (top, done, left)] == [
        *("withdrawn", "accepted", "withdrawn")
    ]
    with pytest.raises(DirectiveEnded):
        receive(left, by=other_lurah, at=FRIDAY + DAY)


def test_what_is_ordinary_is_seen_along_its_line_and_above_it(
    mayor: User, camat: User, lurah: User, other_lurah: User, charlie: User
) -> None:
    top = issued(mayor, NORTH)
    receive(top, by=camat, at=FRIDAY)
    part = issued(camat, MAWAR, parent=top)
    secretary = user("sekda", Role.OFFICER, "setda")
    for reader in (mayor, camat, lurah, secretary):
        assert directives_of(reader).count() == 2, reader
    for stranger in (charlie, other_lurah, user("op", Role.OPERATOR, "setda")):
        assert not directives_of(stranger).exists(), stranger
    with pytest.raises(NoSuchDirective):
        find(part.directive_id, charlie)
    with statements() as ran:
        tree_of(top.directive, mayor)
    assert len(ran) <= 9


def test_what_is_secret_is_seen_by_issuer_addressees_and_their_chain_alone(
    mayor: User, camat: User, lurah: User
) -> None:
    secret = issued(mayor, NORTH, nature=SECRET)
    clerk = user("clerk", Role.OFFICER, NORTH)
    beside = user("wakil", Role.LEADER, "walikota")
    receive(secret, by=camat, at=FRIDAY)
    with pytest.raises(SecretAsItsWhole):
        issued(camat, MAWAR, parent=secret)
    part = issued(camat, MAWAR, parent=secret, nature=SECRET)
    for reader, sees in ((mayor, 2), (camat, 2), (lurah, 1)):
        assert directives_of(reader).count() == sees
    for stranger in (clerk, beside, user("sekda", Role.OFFICER, "setda")):
        assert not directives_of(stranger).exists()
        assert not charges_of(stranger).exists()
        with pytest.raises(NoSuchDirective):
            receive(part, by=stranger, at=FRIDAY)
    with pytest.raises(NoSuchDirective):
        accept(secret, by=beside, at=FRIDAY)
    assert way_up(part.directive) == [unit(NORTH), unit("walikota")]
    assert tile(WEEK + DAY).overdue == 0
    particulars = Entry.objects.filter(about="directive").values_list("particulars", flat=True)
    assert {key for each in particulars for key in each} <= {"row", "charges", "climb"}


def test_a_late_one_is_reminded_of_then_climbs_to_the_mayor_and_stops_when_reported(
    mayor: User, camat: User, lurah: User
) -> None:
    late = issued(camat, MAWAR)
    assert remind_directives(at=WEEK - DAY - HOUR) == 0
    assert remind_directives(at=WEEK - DAY) == 1
    assert remind_directives(at=WEEK - DAY) == 0
    for day in range(5):
        climb_directives(at=WEEK + day * DAY)
    climbed = list(Climb.objects.order_by("step").values_list("unit__code", flat=True))
    assert climbed == [NORTH, "setda", "walikota"]
    assert kinds() == ["issued", "reminded", "missed", "escalated", "escalated"]
    receive(late, by=lurah, at=WEEK + 6 * DAY)
    report(late, "Maaf terlambat", by=lurah, at=WEEK + 6 * DAY)
    assert fresh(late).climb_at is None
    give_back(late, "Belum kering", WEEK + 8 * DAY, by=camat, at=WEEK + 7 * DAY)
    assert remind_directives(at=WEEK + 7 * DAY + 12 * HOUR) == 1
    assert climb_directives(at=WEEK + 8 * DAY) == 1
    assert Climb.objects.filter(step=1).count() == 2


def test_the_tile_tells_any_past_moment_as_it_was(mayor: User, camat: User) -> None:
    late = issued(mayor, NORTH)
    assert tile(FRIDAY - HOUR).underway == 0
    receive(late, by=camat, at=WEEK + DAY)
    report(late, "Sudah", by=camat, at=WEEK + 2 * DAY)
    give_back(late, "Kurang", WEEK + 5 * DAY, by=mayor, at=WEEK + 3 * DAY)
    report(late, "Lagi", by=camat, at=WEEK + 4 * DAY)
    accept(late, by=mayor, at=WEEK + 6 * DAY)
    told = [tile(WEEK + each * DAY + HOUR) for each in range(-1, 7)]
    assert [each.overdue for each in told] == [0, 1, 1, 0, 0, 0, 0, 0]
    assert [each.to_accept for each in told] == [0, 0, 0, 1, 0, 1, 1, 0]
    assert told[1].oldest_due == WEEK
    assert [each.pk for each in overdue_at(WEEK + HOUR)] == [late.pk]
    with statements() as ran:
        tile(WEEK)
    assert len(ran) == 2


def test_what_it_is_about_must_be_the_issuers_to_see_and_within_this_city(
    mayor: User, camat: User
) -> None:
    case = lamp()
    about = About("case", case.reference, f"/meja/kasus/{case.reference}/", "Lampu")
    assert issue(order(NORTH, about=about), by=mayor, at=FRIDAY).about_id == case.reference
    for wrong in (
        About("case", "KC999999"),
        About("planet", "1"),
        About("number", "", "https://contoh.example/"),
        About("number", "", "//contoh.example/"),
        About("number", "", "/\\contoh.example/"),
    ):
        with pytest.raises(NoSuchSubject):
            issue(order(NORTH, about=wrong), by=mayor, at=FRIDAY)
    case.is_confidential = True
    case.save()
    admin = user("admin", Role.ADMINISTRATOR, case.unit.code)
    with pytest.raises((MustBeSecret, NoSuchSubject, NotUnderYou)):
        issue(order(NORTH, about=about), by=admin, at=FRIDAY)
