"""The fold, without a database: order and repetition do not matter, contradictions have one end."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kentongan.calls.call import State
from kentongan.calls.events import EventUnusable, Kind, Told, read
from kentongan.calls.folding import Folded, NothingTold, fold

NINE = datetime(2026, 3, 13, 2, tzinfo=UTC)
CALL_KINDS = [kind for kind in Kind if kind is not Kind.AGENT]


def told(kind: Kind, second: float, name: str = "", **said: object) -> Told:
    event_id = name or f"{kind}-{second}"
    return Told(event_id, kind, NINE + timedelta(seconds=second), "c1", **said)  # type: ignore[arg-type]


def an_answered_call() -> list[Told]:
    return [
        told(Kind.OFFERED, 0, number="08123456789", dialled="112", direction="in"),
        told(Kind.QUEUED, 1, queue="umum"),
        told(Kind.RINGING, 5, extension="201"),
        told(Kind.ANSWERED, 9, extension="201"),
        told(Kind.HELD, 20),
        told(Kind.RESUMED, 30),
        told(Kind.ENDED, 60),
    ]


@st.composite
def events(draw: st.DrawFn) -> list[Told]:
    """Any set of events: many moments equal, some contradicting each other."""
    count = draw(st.integers(1, 9))
    word = st.sampled_from(["", "201", "202"])
    return [
        told(
            draw(st.sampled_from(CALL_KINDS)),
            draw(st.integers(0, 4)),
            name=f"e{number}",
            extension=draw(word),
            to=draw(word),
            number=draw(st.sampled_from(["", "0811", "0812"])),
            queue=draw(st.sampled_from(["", "umum", "pajak"])),
            direction=draw(st.sampled_from(["", "in", "out"])),
            sequence=draw(st.integers(0, 2)),
        )
        for number in range(count)
    ]


@settings(max_examples=300, deadline=None)
@given(st.data(), events())
def test_any_order_with_any_repetition_folds_to_the_same_call(
    data: st.DataObject, those: list[Told]
) -> None:
    again = data.draw(st.lists(st.sampled_from(those), max_size=6))
    mixed = data.draw(st.permutations(those + again))
    assert fold(mixed) == fold(those)


@settings(max_examples=300, deadline=None)
@given(events())
def test_what_is_folded_never_contradicts_itself(those: list[Told]) -> None:
    call = fold(those)
    assert (call.ended_at is not None) == (call.state in {State.ENDED, State.ABANDONED})
    if call.state is State.ABANDONED:
        assert call.answered_at is None
        assert call.direction == "in"
    if call.state in {State.ANSWERED, State.HELD}:
        assert call.answered_at is not None
    later = (call.queued_at, call.ringing_at, call.answered_at, call.ended_at)
    assert all(call.offered_at <= at for at in later if at)
    assert all(at <= call.ended_at for at in later if at and call.ended_at)


def test_a_call_goes_through_its_states() -> None:
    those = an_answered_call()
    states = [fold(those[: n + 1]).state for n in range(len(those))]
    assert states == [
        State.OFFERED,
        State.QUEUED,
        State.RINGING,
        State.ANSWERED,
        State.HELD,
        State.ANSWERED,
        State.ENDED,
    ]


def test_whoever_hangs_up_before_an_answer_has_abandoned_even_if_it_only_says_ended() -> None:
    call = fold([told(Kind.OFFERED, 0), told(Kind.RINGING, 2), told(Kind.ENDED, 6)])
    assert (call.state, call.ended_at) == (State.ABANDONED, NINE + timedelta(seconds=6))


def test_ended_after_abandoned_changes_nothing() -> None:
    lost = [told(Kind.OFFERED, 0), told(Kind.ABANDONED, 6)]
    assert fold([*lost, told(Kind.ENDED, 7)]) == fold(lost)


def test_an_operator_who_picks_up_too_late_has_not_answered() -> None:
    call = fold([told(Kind.OFFERED, 0), told(Kind.ABANDONED, 6), told(Kind.ANSWERED, 7)])
    assert (call.state, call.answered_at) == (State.ABANDONED, None)


def test_whoever_was_answered_did_not_abandon_whatever_the_pbx_calls_it() -> None:
    call = fold([told(Kind.ANSWERED, 3), told(Kind.ABANDONED, 6)])
    assert call.state is State.ENDED


def test_a_hold_without_an_answer_means_that_somebody_answered() -> None:
    held = told(Kind.HELD, 9)
    assert fold([held]).answered_at == held.at
    assert fold([held, told(Kind.ANSWERED, 4)]).answered_at == NINE + timedelta(seconds=4)


def test_a_call_handed_on_is_the_others_and_no_longer_held() -> None:
    those = [told(Kind.ANSWERED, 3, extension="201"), told(Kind.HELD, 5)]
    call = fold([*those, told(Kind.TRANSFERRED, 8, to="202")])
    assert (call.state, call.extension) == (State.ANSWERED, "202")


def test_a_call_that_nobody_picked_up_at_the_desk_goes_back_to_the_queue() -> None:
    those = [told(Kind.QUEUED, 0), told(Kind.RINGING, 2, extension="201"), told(Kind.QUEUED, 20)]
    call = fold(those)
    assert (call.state, call.extension) == (State.QUEUED, "")
    assert call.queued_at == NINE


def test_nobody_abandons_a_call_that_we_made() -> None:
    call = fold([told(Kind.OFFERED, 0, direction="out"), told(Kind.ENDED, 30)])
    assert call.state is State.ENDED


def test_at_the_same_moment_the_sequence_decides() -> None:
    held, resumed = told(Kind.HELD, 5, sequence=2), told(Kind.RESUMED, 5, sequence=1)
    assert fold([held, resumed]).state is State.HELD
    assert fold([replace(held, sequence=0), resumed]).state is State.ANSWERED


def test_there_is_no_call_without_an_event() -> None:
    with pytest.raises(NothingTold):
        fold([told(Kind.AGENT, 0)])


GOOD = {"event_id": "1", "kind": "call.offered", "call_id": "c", "at": "2026-03-13T09:00:00+07:00"}


@pytest.mark.parametrize(
    ("broken", "field"),
    [
        ({"event_id": ""}, "event_id"),
        ({"event_id": 7}, "event_id"),
        ({"call_id": None}, "call_id"),
        ({"call_id": "x" * 201}, "call_id"),
        ({"number": "0812\u0000"}, "number"),
        ({"kind": "call.eaten"}, "kind"),
        ({"at": "2026-03-13T09:00:00"}, "at"),
        ({"at": 1773367200}, "at"),
        ({"at": "0001-01-01T00:00:00+14:00"}, "at"),
        ({"direction": "sideways"}, "direction"),
        ({"sequence": -1}, "sequence"),
        ({"sequence": "1"}, "sequence"),
        ({"kind": "agent.state", "extension": "201"}, "presence"),
        ({"kind": "agent.state", "extension": "201", "presence": "asleep"}, "presence"),
        ({"kind": "agent.state", "presence": "ready"}, "extension"),
    ],
)
def test_what_breaks_the_contract_is_refused_by_its_field(
    broken: dict[str, object], field: str
) -> None:
    with pytest.raises(EventUnusable) as refused:
        read({**GOOD, **broken})
    assert refused.value.field == field


def test_an_event_is_read_with_its_moment_in_utc_and_strange_fields_left_aside() -> None:
    event = read({**GOOD, "colour": "red", "number": " 0812 "})
    assert (event.at, event.number) == (NINE, "0812")
    assert isinstance(fold([event]), Folded)


@pytest.mark.parametrize("nothing", [None, [], "x", 3])
def test_what_is_no_object_is_no_event(nothing: object) -> None:
    with pytest.raises(EventUnusable):
        read(nothing)
