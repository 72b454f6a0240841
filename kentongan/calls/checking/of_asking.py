"""Rules of what is asked and reported: lookups, reports, books, commands, the description."""

from datetime import timedelta
from typing import Any
from urllib.parse import quote

from kentongan.calls.checking.asking import Asker, NotTried, Rule, expect, expect_status


def looked_up(asker: Asker) -> None:
    """A lookup gives a number's people and calls, and creates nothing"""
    path = f"lookup?number={quote(asker.number or '08000000000')}"
    first, second = asker.ask("GET", path), asker.ask("GET", path)
    expect_status(first, 200)
    expect(isinstance(first["matches"], list), "the matches are no list")
    expect(first["calls"] == second["calls"], "a lookup left a call behind")
    expect(str(first["number"]).startswith("+"), "the number is not given as +62…")


def several_matches(asker: Asker) -> None:
    """Several people of one number are all given, and none is chosen"""
    if not asker.number:
        raise NotTried("name a number that several people have: --number")
    reply = asker.ask("GET", f"lookup?number={quote(asker.number)}")
    expect(len(reply["matches"]) > 1, f"only {len(reply['matches'])} was given")
    expect("chosen" not in reply.told, "one was chosen")


def without_number(asker: Asker) -> None:
    """A lookup without a number is refused with 422"""
    expect_status(asker.ask("GET", "lookup"), 422)


def reported(asker: Asker) -> None:
    """A report makes the call if it is unknown; the same report again changes nothing"""
    record = _record(asker, answered=True)
    first, again = (asker.ask("POST", "reports", record) for _ in range(2))
    expect_status(first, 200)
    expect(first["is_new"] and first["state"] == "ended", "the call was not made")
    expect(not again["is_new"] and not again["is_changed"], "it was taken for something new")


def recorded(asker: Asker) -> None:
    """A recording is kept only with leave"""
    record = {**_record(asker, answered=True), "recording_id": "check"}
    expect(not asker.ask("POST", "reports", record)["is_recorded"], "it was kept without leave")
    record["may_record"] = True
    expect(asker.ask("POST", "reports", record)["is_recorded"], "it was not kept with leave")


def back_filled(asker: Asker) -> None:
    """Missed calls come from the books, once"""
    told = {"records": [_record(asker), {"call_id": "x"}]}
    first, again = (asker.ask("POST", "records", told) for _ in range(2))
    expect_status(first, 200)
    new, bad = first["records"]
    expect(new["state"] == "abandoned" and new["is_new"], "the missed call was not made")
    expect("refused" in bad, "a record without moments was not refused")
    expect(not again["records"][0]["is_changed"], "the same books again changed something")


def told_and_reported(asker: Asker) -> None:
    """A record never contradicts what was told while it happened"""
    record = _record(asker)
    call = str(record["call_id"])
    asker.tell("call.answered", 3, call)
    asker.tell("call.ended", 9, call)
    reply = asker.ask("POST", "records", {"records": [record]})["records"][0]
    expect(reply["state"] == "ended", "a call that was answered became abandoned")


def strange_command(asker: Asker) -> None:
    """A command that was never given cannot be done"""
    key = f"check-{asker.run}"
    reply = asker.ask("POST", f"commands/{key}/done", {}, headers={"Idempotency-Key": key})
    expect_status(reply, 404)


def another_key(asker: Asker) -> None:
    """A command is done under its own Idempotency-Key"""
    expect_status(asker.ask("POST", f"commands/check-{asker.run}/done", {}), 409)


def done_once(asker: Asker) -> None:
    """A command said to be done twice was done once, and cannot fail afterwards"""
    if not asker.may_conclude:
        raise NotTried("allow that commands which wait are said to be done: --commands")
    waiting = asker.ask("GET", "commands")["commands"]
    if not waiting:
        raise NotTried("no command waits")
    key = waiting[0]["idempotency_key"]
    path, header = f"commands/{quote(key, safe='')}/done", {"Idempotency-Key": key}
    for _again in range(2):
        expect(asker.ask("POST", path, {}, headers=header)["is_done"], "it was not taken as done")
    expect_status(asker.ask("POST", path, {"error": "busy"}, headers=header), 409)
    left = [each["idempotency_key"] for each in asker.ask("GET", "commands")["commands"]]
    expect(key not in left, "it still waits")


def described(asker: Asker) -> None:
    """The contract is described where it is spoken"""
    paths = asker.ask("GET", "openapi.json")["paths"]
    missing = {"/events", "/lookup", "/reports", "/commands"} - set(paths)
    expect(not missing, f"{sorted(missing)} are not described")


def _record(asker: Asker, *, answered: bool = False) -> dict[str, Any]:
    began = asker.now - timedelta(hours=1)
    moments = {"offered_at": began, "ended_at": began + timedelta(seconds=40)}
    if answered:
        moments["answered_at"] = began + timedelta(seconds=5)
    return {"call_id": asker.new_call()} | {k: at.isoformat() for k, at in moments.items()}


RULES: tuple[Rule, ...] = (
    looked_up,
    several_matches,
    without_number,
    reported,
    recorded,
    back_filled,
    told_and_reported,
    strange_command,
    another_key,
    done_once,
    described,
)
