"""Rules of what events lead to: whatever the order, however often, the same state."""

from itertools import permutations

from kentongan.calls.checking.asking import Asker, Rule, expect

STORY = (
    ("call.offered", 0, "offered"),
    ("call.queued", 1, "queued"),
    ("call.ringing", 4, "ringing"),
    ("call.answered", 8, "answered"),
    ("call.held", 15, "held"),
    ("call.resumed", 20, "answered"),
    ("call.ended", 30, "ended"),
)


def step_by_step(asker: Asker) -> None:
    """A call goes through its states as it is told"""
    call = asker.new_call()
    for kind, second, state in STORY:
        _leads_to(asker, state, (kind, second), call)


def out_of_order(asker: Asker) -> None:
    """The same events in another order lead to the same state"""
    three = (("call.offered", 0), ("call.answered", 5), ("call.ended", 9))
    for order in permutations(three):
        call = asker.new_call()
        for kind, second in order:
            state = asker.tell(kind, second, call)["state"]
        expect(state == "ended", f"{[kind for kind, _ in order]} led to {state}")


def late(asker: Asker) -> None:
    """What is told late changes nothing of what has happened since"""
    call = asker.new_call()
    asker.tell("call.answered", 5, call)
    _leads_to(asker, "answered", ("call.ringing", 3), call)
    _leads_to(asker, "ended", ("call.ended", 9), call)
    _leads_to(asker, "ended", ("call.held", 7), call)


def double(asker: Asker) -> None:
    """An event that comes three times counts once"""
    call = asker.new_call()
    known = [asker.tell("call.ended", 3, call)["is_known"] for _ in range(3)]
    expect(known == [False, True, True], f"three times the same was said to be known: {known}")


def unknown(asker: Asker) -> None:
    """An event of a call that nobody knows makes the call, from what it says"""
    call = asker.new_call()
    _leads_to(asker, "held", ("call.held", 5), call)
    _leads_to(asker, "ended", ("call.ended", 9), call)


def abandoned(asker: Asker) -> None:
    """Whoever hangs up before an answer has abandoned, even if it is only said that it ended"""
    call = asker.new_call()
    asker.tell("call.offered", 0, call)
    _leads_to(asker, "abandoned", ("call.ended", 6), call)
    _leads_to(asker, "abandoned", ("call.abandoned", 7), call)


def too_late(asker: Asker) -> None:
    """An answer after the end is none"""
    call = asker.new_call()
    asker.tell("call.abandoned", 6, call)
    _leads_to(asker, "abandoned", ("call.answered", 7), call)


def not_abandoned(asker: Asker) -> None:
    """Whoever was answered did not abandon, whatever it is called"""
    call = asker.new_call()
    asker.tell("call.abandoned", 9, call)
    _leads_to(asker, "ended", ("call.answered", 6), call)


def handed_on(asker: Asker) -> None:
    """A call that is handed on is no longer held"""
    call = asker.new_call()
    asker.tell("call.answered", 2, call)
    asker.tell("call.held", 4, call)
    _leads_to(asker, "answered", ("call.transferred", 6), call, to="check")
    _leads_to(asker, "ended", ("call.ended", 9), call)


def strange_agent(asker: Asker) -> None:
    """The state of an extension that nobody has is kept, and it is said that nobody has it"""
    extension, name = f"x{asker.run}", f"check-{asker.run}-agent"
    event = asker.event("agent.state", 0, "", extension=extension, presence="ready")
    reply = asker.ask("POST", "events", {**event, "event_id": name})
    expect(reply.status == 200, f"it was answered with {reply.status}")
    expect(reply["is_unknown_extension"], "the extension was said to be known")


def _leads_to(asker: Asker, state: str, told: tuple[str, float], call: str, **said: object) -> None:
    kind, second = told
    became = asker.tell(kind, second, call, **said)["state"]
    expect(became == state, f"{kind} led to {became} instead of {state}")


RULES: tuple[Rule, ...] = (
    step_by_step,
    out_of_order,
    late,
    double,
    unknown,
    abandoned,
    too_late,
    not_abandoned,
    handed_on,
    strange_agent,
)
