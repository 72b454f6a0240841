"""A form is printed, handed out, filled in, collected, entered; or it is lost, and that is said."""

from datetime import date
from io import BytesIO

import pytest
from django.db import IntegrityError, transaction
from PIL import Image

from kentongan.casework.correcting import correct
from kentongan.casework.models import Case
from kentongan.casework.screening import SheetOfPaper, screen
from kentongan.casework.verifying import verify
from kentongan.catalogue.models import DeadlineRule
from kentongan.catalogue.shelf import shelf
from kentongan.intake.models import Photo, ServiceRequest
from kentongan.intake.photographing import clean
from kentongan.journal.models import Entry
from kentongan.measures.rows import days_by_books, days_by_rows
from kentongan.paper.collecting import AlreadyCollected, collect
from kentongan.paper.counting import count_batches
from kentongan.paper.entering import Days, WrittenLater, enter
from kentongan.paper.handing_over import NotEntered, NotForYou, hand_over
from kentongan.paper.holding import (
    AlreadyEntered,
    BeforePrinting,
    FormIsVoid,
    NoSuchForm,
    NotYet,
    find_form,
)
from kentongan.paper.models import PaperEnd, PaperForm
from kentongan.paper.numbers import letter_of
from kentongan.paper.printing import SizeUnusable, print_batch
from kentongan.paper.voiding import NoReason, NotVoid, recover, void
from kentongan.people.models import Role, User
from kentongan.places.directory import directory
from tests.conftest import moment
from tests.paper.conftest import A_DAY, MAWAR, NOW, PRINTED, PrintForms, lamp
from tests.workdesk.conftest import AddUser

Binds = DeadlineRule.Binds


def test_what_was_printed_is_out_until_somebody_says_what_became_of_it(
    forms: PrintForms, lurah: User
) -> None:
    sheets = forms(6, "Musrenbang")
    enter(sheets[0], lamp(), Days(), by=lurah, at=NOW)
    void(sheets[1], "lost", by=lurah, at=NOW)
    void(sheets[2], "blank", by=lurah, at=NOW)
    collect(sheets[3], date(2026, 3, 10), by=lurah, at=NOW)
    (counts,) = count_batches(10)
    assert (counts.entered, counts.lost, counts.blank, counts.spoiled) == (1, 1, 1, 0)
    assert (counts.here, counts.out) == (1, 2)
    recover(sheets[1], by=lurah, at=NOW)
    assert count_batches(10)[0].out == 3


def test_a_batch_has_a_size(lurah: User) -> None:
    for size in (0, -1, 501):
        with pytest.raises(SizeUnusable):
            print_batch(size, directory().unit_by_code[MAWAR], by=lurah, at=PRINTED)


def test_deadlines_run_from_the_day_the_city_had_the_paper(form: PaperForm, lurah: User) -> None:
    # Tuesday the 10th, opened at half past seven; five working days, over the long holiday.
    end = enter(form, lamp(), Days(date(2026, 3, 10), date(2026, 3, 9)), by=lurah, at=NOW)
    told, case = end.service_request, Case.objects.get()
    assert told.channel == case.channel == "paper"
    assert told.received_at == moment("2026-03-10 07:30")
    assert case.opened_at == NOW
    clocks = case.deadlines.values_list("set_at", flat=True)
    assert set(clocks) == {told.received_at}
    act = case.deadlines.get(binds=Binds.ACT)
    assert act.due_at == moment("2026-03-17 16:00")
    assert act.derivation["starts"] == "2026-03-10"


def test_the_journal_says_entered_now_and_received_then(form: PaperForm, lurah: User) -> None:
    end = enter(form, lamp(), Days(date(2026, 3, 10)), by=lurah, at=NOW)
    received = Entry.objects.get(kind="request.received")
    assert received.at == NOW
    assert received.particulars["since"] == end.service_request.received_at.isoformat()
    assert Entry.objects.get(kind="case.opened").at == NOW
    entered = Entry.objects.get(kind="paper.entered")
    assert entered.particulars["day"] == "2026-03-10"
    assert "Ani" not in str(entered.particulars)


def test_the_books_still_agree_with_the_rows(form: PaperForm, lurah: User) -> None:
    enter(form, lamp(), Days(date(2026, 3, 10)), by=lurah, at=NOW)
    assert days_by_books() == days_by_rows()


def test_a_correction_leaves_the_clocks_where_the_paper_set_them(
    form: PaperForm, lurah: User
) -> None:
    enter(form, lamp(), Days(date(2026, 3, 10)), by=lurah, at=NOW)
    kind = shelf().by_code["SPH-01"]
    correct(Case.objects.get(), kind, directory().by_code[MAWAR], by=lurah, at=NOW + A_DAY)
    running = Case.objects.get().deadlines.filter(replaced_at=None, met_at=None)
    assert {d.set_at for d in running} == {moment("2026-03-10 07:30")}


def test_today_counts_from_now_and_a_closed_day_from_midnight(
    forms: PrintForms, lurah: User
) -> None:
    first, second, third = forms(3)
    assert enter(first, lamp(), Days(), by=lurah, at=NOW).service_request.received_at == NOW
    sunday = enter(second, lamp(), Days(date(2026, 3, 8)), by=lurah, at=NOW).service_request
    assert sunday.received_at == moment("2026-03-08 00:00")
    printed = enter(third, lamp(), Days(date(2026, 3, 2)), by=lurah, at=NOW).service_request
    assert printed.received_at == PRINTED


def test_a_day_is_neither_ahead_nor_before_the_printing(form: PaperForm, lurah: User) -> None:
    with pytest.raises(NotYet):
        enter(form, lamp(), Days(date(2026, 3, 14)), by=lurah, at=NOW)
    with pytest.raises(BeforePrinting):
        enter(form, lamp(), Days(date(2026, 3, 1)), by=lurah, at=NOW)
    with pytest.raises(WrittenLater):
        enter(form, lamp(), Days(date(2026, 3, 10), date(2026, 3, 11)), by=lurah, at=NOW)
    assert not ServiceRequest.objects.exists()


def test_the_day_of_collecting_is_the_day_unless_another_is_said(
    form: PaperForm, lurah: User
) -> None:
    collect(form, date(2026, 3, 11), by=lurah, at=NOW)
    with pytest.raises(AlreadyCollected):
        collect(form, date(2026, 3, 12), by=lurah, at=NOW)
    end = enter(form, lamp(), Days(), by=lurah, at=NOW)
    assert end.day == date(2026, 3, 11)


def test_a_form_is_entered_once(form: PaperForm, lurah: User, alice: User) -> None:
    first = enter(form, lamp(), Days(), by=lurah, at=NOW)
    with pytest.raises(AlreadyEntered) as refused:
        enter(form, lamp("Ganti kata"), Days(), by=alice, at=NOW)
    assert refused.value.end == first
    with pytest.raises(AlreadyEntered):
        void(form, "lost", by=alice, at=NOW)
    with pytest.raises(NotVoid):
        recover(form, by=alice, at=NOW)
    assert ServiceRequest.objects.count() == 1


def test_a_void_form_is_refused_until_it_has_turned_up(form: PaperForm, lurah: User) -> None:
    with pytest.raises(NoReason):
        void(form, "entered", by=lurah, at=NOW)
    void(form, "lost", by=lurah, at=NOW)
    with pytest.raises(FormIsVoid) as refused:
        enter(form, lamp(), Days(), by=lurah, at=NOW)
    assert refused.value.end.what == "lost"
    recover(form, by=lurah, at=NOW)
    enter(form, lamp(), Days(), by=lurah, at=NOW)
    assert list(PaperEnd.objects.order_by("pk").values_list("what", flat=True)) == [
        "lost",
        "entered",
    ]


def test_the_database_lets_no_form_end_twice(form: PaperForm, lurah: User) -> None:
    void(form, "lost", by=lurah, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperEnd.objects.create(form=form, what="blank", by=lurah, at=NOW)


def test_a_number_that_nobody_printed_is_not_there(form: PaperForm) -> None:
    digits = f"{(int(form.number[:7]) + 1) % 10**7:07d}"
    with pytest.raises(NoSuchForm):
        find_form(digits + letter_of(digits))
    assert find_form(form.number.lower()) == form


def test_the_sheet_itself_is_never_shown_to_all(form: PaperForm, lurah: User) -> None:
    picture = BytesIO()
    Image.new("RGB", (400, 300), "white").save(picture, "JPEG")
    picture.seek(0)
    enter(form, lamp(photos=(clean(picture),)), Days(), by=lurah, at=NOW)
    verify(Case.objects.get(), is_public=True, public_words="Lampu padam", by=lurah, at=NOW)
    photo = Photo.objects.get()
    with pytest.raises(SheetOfPaper):
        screen(photo, is_public=True, by=lurah, at=NOW)
    screen(photo, is_public=False, by=lurah, at=NOW)
    with pytest.raises(IntegrityError), transaction.atomic():
        Photo.objects.update(is_public=True, screened_at=NOW, public_digest="x")


def test_the_code_is_told_by_somebody_who_sees_the_case_and_noted(
    forms: PrintForms, lurah: User, add: AddUser
) -> None:
    first, second = forms(2)
    with pytest.raises(NotEntered):
        hand_over(first, by=lurah, at=NOW)
    end = enter(first, lamp(), Days(), by=lurah, at=NOW)
    enter(second, lamp(is_confidential=True), Days(), by=lurah, at=NOW)
    charlie = add("charlie", Role.HEAD, "99.71.02.1001")
    with pytest.raises(NotForYou):
        hand_over(first, by=charlie, at=NOW)
    bob = add("bob", Role.OFFICER, "pupr")
    with pytest.raises(NotForYou):
        hand_over(second, by=bob, at=NOW)
    assert hand_over(first, by=lurah, at=NOW) == end.service_request
    assert Entry.objects.filter(kind="paper.code_handed", by_id=lurah.pk).count() == 1
