"""Numbers to wait with: in order, once each, priority first, and who serves whom."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kentongan.config.duties import DUTIES
from kentongan.counter.calling import (
    NobodyWaits,
    NotCalled,
    StillInHand,
    call_again,
    call_next,
    call_this,
)
from kentongan.counter.clearing import clear_days_gone, clear_drafts
from kentongan.counter.drafting import save_draft
from kentongan.counter.figures import ahead_of, board, figures
from kentongan.counter.keeping import NotInHand
from kentongan.counter.models import Office, Seat, State, Ticket, TicketDraft
from kentongan.counter.numbering import CounterClosed, NumbersUsedUp, take_number
from kentongan.counter.opening import CodeMissing, CodeStands, CodeTaken, close_office, open_office
from kentongan.counter.purposes import NoPurpose, PurposesUnreadable, purposes_of
from kentongan.counter.serving import finish, pass_over, serve
from kentongan.journal.models import Entry
from kentongan.people.models import User
from kentongan.places.directory import directory
from tests.conftest import moment
from tests.counter.conftest import MELATI, TakeNumber


def test_numbers_count_up_whatever_they_are_for_and_begin_anew_each_day(office: Office) -> None:
    friday = moment("2026-03-13 09:00")
    taken = [take_number(office, letter, by=None, at=friday) for letter in "ABA"]
    assert [ticket.label for ticket in taken] == ["A001", "B002", "A003"]
    # Ten at night in universal time is the next morning here.
    at_dawn = moment("2026-03-14 05:00")
    assert take_number(office, "A", by=None, at=at_dawn).label == "A001"
    assert str(taken[0].date) == "2026-03-13"


def test_a_letter_that_the_office_does_not_have_gets_no_number(office: Office) -> None:
    with pytest.raises(NoPurpose):
        take_number(office, "Z", by=None, at=timezone.now())
    assert not Ticket.objects.exists()


def test_a_closed_counter_hands_out_no_number(office: Office) -> None:
    close_office(office, by=None, at=timezone.now())
    with pytest.raises(CounterClosed):
        take_number(office, "A", by=None, at=timezone.now())


def test_after_the_last_number_of_a_day_there_is_none(office: Office) -> None:
    at = timezone.now()
    take_number(office, "A", by=None, at=at)
    office.days.update(last=999)
    with pytest.raises(NumbersUsedUp):
        take_number(office, "A", by=None, at=at)


def test_an_office_may_have_purposes_of_its_own(office: Office) -> None:
    own = open_office(
        office.unit, "mawar", "K = KTP | Identity card\nL = Lapor", by=None, at=office.opened_at
    )
    assert [(each.letter, each.names["en"]) for each in purposes_of(own.purposes)] == [
        ("K", "Identity card"),
        ("L", "Lapor"),
    ]
    for wrong in ("tanpa huruf", "A = Satu\nA = Dua"):
        with pytest.raises(PurposesUnreadable):
            open_office(office.unit, "mawar", wrong, by=None, at=office.opened_at)


def test_two_counters_never_share_a_short_name(office: Office) -> None:
    other = directory().unit_by_code[MELATI]
    with pytest.raises(CodeTaken):
        open_office(other, "Mawar", by=None, at=office.opened_at)
    with pytest.raises(CodeMissing):
        open_office(other, "!!!", by=None, at=office.opened_at)


def test_an_open_counter_keeps_the_name_that_boards_and_tablets_know(office: Office) -> None:
    with pytest.raises(CodeStands):
        open_office(office.unit, "lain", by=None, at=office.opened_at)
    close_office(office, by=None, at=office.opened_at)
    assert open_office(office.unit, "lain", by=None, at=office.opened_at).code == "lain"


def test_priority_is_called_first_then_by_number(
    seat: Seat, alice: User, number: TakeNumber
) -> None:
    first, second = number(), number()
    third = number(is_priority=True)
    assert [ahead_of(each) for each in (first, second, third)] == [1, 2, 0]
    order = []
    for _ in range(3):
        ticket = call_next(seat, by=alice, at=timezone.now())
        order.append(ticket.label)
        finish(ticket, by=alice, at=timezone.now())
    assert order == [third.label, first.label, second.label]
    with pytest.raises(NobodyWaits):
        call_next(seat, by=alice, at=timezone.now())


def test_whoever_serves_somebody_calls_nobody_else(
    in_hand: Ticket, seat: Seat, alice: User, number: TakeNumber
) -> None:
    other = number()
    with pytest.raises(StillInHand):
        call_next(seat, by=alice, at=timezone.now())
    with pytest.raises(StillInHand):
        call_this(other, seat, by=alice, at=timezone.now())


def test_a_number_can_be_called_again_until_they_have_come(in_hand: Ticket, alice: User) -> None:
    again = call_again(in_hand, by=alice, at=timezone.now())
    assert again.calls == 2
    serve(again, by=alice, at=timezone.now())
    with pytest.raises(NotCalled):
        call_again(again, by=alice, at=timezone.now())


def test_who_was_not_there_can_come_back_the_same_day(
    in_hand: Ticket, seat: Seat, alice: User
) -> None:
    now = timezone.now()
    gone = pass_over(in_hand, by=alice, at=now)
    assert gone.state == State.ABSENT
    assert gone.ended_at == now
    back = call_this(gone, seat, by=alice, at=now)
    assert (back.state, back.ended_at) == (State.CALLED, None)
    done = finish(back, by=alice, at=now)
    with pytest.raises(NotCalled):
        call_this(done, seat, by=alice, at=now)


def test_nobody_ends_what_another_serves(in_hand: Ticket, bob: User) -> None:
    for act in (serve, pass_over, finish, call_again):
        with pytest.raises(NotInHand):
            act(in_hand, by=bob, at=timezone.now())


def test_the_day_in_numbers_says_how_long_they_waited(
    office: Office, seat: Seat, alice: User, bob: User
) -> None:
    began = moment("2026-03-13 09:00")
    for _ in range(3):
        take_number(office, "A", by=None, at=began)
    for minutes in (2, 8):
        ticket = call_next(seat, by=alice, at=began + timedelta(minutes=minutes))
        finish(ticket, by=alice, at=began + timedelta(minutes=minutes + 1))
    day = figures(office, alice, at=began + timedelta(minutes=20))
    assert (day.taken, day.waiting, day.done, day.own) == (3, 1, 2, 2)
    assert (day.average_wait, day.longest_today, day.longest_wait) == (300, 480, 1200)
    assert figures(office, bob, at=began).own == 0


def test_the_board_shows_what_is_called_and_changes_its_mark(
    office: Office, in_hand: Ticket, alice: User
) -> None:
    before = board(office, at=timezone.now())
    assert [(each.label, each.window) for each in before.called] == [("A001", "2")]
    call_again(in_hand, by=alice, at=timezone.now())
    after = board(office, at=timezone.now())
    assert after.mark != before.mark
    finish(in_hand, by=alice, at=timezone.now())
    assert board(office, at=timezone.now()).called == ()


def test_the_journal_knows_numbers_and_nobody(in_hand: Ticket, alice: User) -> None:
    serve(in_hand, by=alice, at=timezone.now())
    finish(in_hand, by=alice, at=timezone.now())
    told = list(Entry.objects.filter(about="ticket").order_by("pk").values_list("kind", flat=True))
    assert told == ["ticket.taken", "ticket.called", "ticket.served", "ticket.ended"]
    particulars = Entry.objects.filter(kind="ticket.ended").get().particulars
    assert set(particulars) == {"office", "calls", "waited", "seconds"}


def test_what_nobody_ended_is_cleared_after_its_day(
    office: Office, seat: Seat, alice: User
) -> None:
    friday, saturday = moment("2026-03-13 15:00"), moment("2026-03-14 01:00")
    first, _second = (take_number(office, "A", by=None, at=friday) for _ in range(2))
    call_next(seat, by=alice, at=friday)
    serve(first, by=alice, at=friday)
    first.refresh_from_db()
    save_draft(first, {"words": "Belum selesai"}, by=alice, at=friday)
    assert clear_days_gone(at=friday) == 0
    assert clear_days_gone(at=saturday) == 2
    states = Ticket.objects.order_by("pk").values_list("state", flat=True)
    assert list(states) == [State.DONE, State.ABSENT]
    assert not TicketDraft.objects.exists()
    assert clear_days_gone(at=saturday) == 0


def test_what_was_typed_for_who_did_not_come_goes_with_the_day(
    office: Office, seat: Seat, alice: User
) -> None:
    friday, saturday = moment("2026-03-13 15:00"), moment("2026-03-14 01:00")
    take_number(office, "A", by=None, at=friday)
    called = call_next(seat, by=alice, at=friday)
    save_draft(called, {"name": "Ani Contoh"}, by=alice, at=friday)
    pass_over(called, by=alice, at=friday)
    assert clear_days_gone(at=saturday) == 0
    assert clear_drafts(at=friday) == 0
    assert clear_drafts(at=saturday) == 1
    assert not TicketDraft.objects.exists()
    assert clear_drafts in DUTIES


def test_what_is_saved_late_does_not_outlast_the_end(in_hand: Ticket, alice: User) -> None:
    finish(in_hand, by=alice, at=timezone.now())
    assert in_hand.state == State.CALLED  # as a request that began before has it
    with pytest.raises(NotInHand):
        save_draft(in_hand, {"name": "Ani Contoh"}, by=alice, at=timezone.now())
    assert not TicketDraft.objects.exists()
