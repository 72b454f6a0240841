"""Rules of who is heard: signatures, replays, and what is refused before anything is kept."""

from datetime import timedelta

from kentongan.calls.checking.asking import Asker, Rule, expect, expect_status

STRANGE = "a secret that nobody has agreed upon"


def signed(asker: Asker) -> None:
    """Who signs with the secret is heard"""
    expect_status(asker.ask("GET", "commands"), 200)


def wrongly_signed(asker: Asker) -> None:
    """Who signs with another secret is refused with 401"""
    event = asker.event("call.offered", 0, asker.new_call())
    expect_status(asker.ask("POST", "events", event, secret=STRANGE), 401)


def unsigned(asker: Asker) -> None:
    """Who does not sign is refused with 401"""
    expect_status(asker.ask("GET", "commands", secret=""), 401)


def stale(asker: Asker) -> None:
    """A signature that is ten minutes old, or ten minutes early, is refused with 401"""
    for old in (timedelta(minutes=10), -timedelta(minutes=10)):
        expect_status(asker.ask("GET", "commands", old=old), 401)


def of_another_body(asker: Asker) -> None:
    """A signature holds for one body only"""
    event = asker.event("call.offered", 0, asker.new_call())
    expect_status(asker.ask("POST", "events", event, signed_body=b"{}"), 401)


def replayed(asker: Asker) -> None:
    """A request that is caught and sent again changes nothing"""
    call = asker.new_call()
    first = asker.tell("call.offered", 0, call)
    asker.tell("call.ended", 5, call)
    expect(not first["is_known"], "a new event was said to be known")
    again = asker.tell("call.offered", 0, call)
    expect(again["is_known"], "the same event again was taken for a new one")


def unreadable(asker: Asker) -> None:
    """What is no JSON is refused with 422"""
    reply = asker.ask("POST", "events", b"{not json")
    expect_status(reply, 422, 400)
    expect(reply["code"], "the refusal has no code")


def unusable(asker: Asker) -> None:
    """An event that breaks the contract is refused with 422, and its field is named"""
    call = asker.new_call()
    for field, wrong in (("kind", "call.eaten"), ("at", "yesterday"), ("call_id", "")):
        reply = asker.ask("POST", "events", {**asker.event("call.offered", 0, call), field: wrong})
        expect_status(reply, 422)
        expect(reply["field"] == field, f"{reply['field']!r} was named instead of {field!r}")


def batched(asker: Asker) -> None:
    """Of a batch each event is taken or refused for itself"""
    call = asker.new_call()
    good, bad = asker.event("call.ended", 3, call), {"event_id": "x", "kind": "call.eaten"}
    reply = asker.ask("POST", "events", {"events": [bad, good]})
    expect_status(reply, 200)
    first, second = reply["events"]
    expect("refused" in first, "the bad one was not refused")
    expect(second.get("state") == "abandoned", "the good one was not heard")


RULES: tuple[Rule, ...] = (
    signed,
    wrongly_signed,
    unsigned,
    stale,
    of_another_body,
    replayed,
    unreadable,
    unusable,
    batched,
)
