"""The call contract at its door: signed, idempotent, one bad event does not keep the rest out."""

import json
from datetime import timedelta

import jsonschema
import pytest
from django.test import Client
from django.utils import timezone

from kentongan.calls.calling_back import to_call_back
from kentongan.calls.commanding import Kind, command
from kentongan.calls.connecting import disconnect
from kentongan.calls.models import Call, CallEvent, Pbx, State
from kentongan.casework.opening import take_in
from kentongan.intake.models import Channel, Rebuff
from kentongan.intake.report import Person, Report
from kentongan.openapi.calls.describing import description
from kentongan.openapi.calls.schemas import SCHEMAS
from kentongan.people.models import User
from tests.openapi.calls.conftest import NAME, SECRET, Exchange, event
from tests.openapi.conftest import IN_MAWAR

RECORD = {
    "call_id": "old",
    "number": "0812-3456-789",
    "offered_at": "2026-03-13T08:00:00+07:00",
    "ended_at": "2026-03-13T08:00:25+07:00",
}


def fits(name: str, told: object) -> None:
    root = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": SCHEMAS}}
    jsonschema.Draft202012Validator(root).validate(told)


def test_a_call_is_told_event_by_event(exchange: Exchange) -> None:
    fits("Event", event("call.offered", number="08123456789"))
    answer = exchange.tell("call.offered", number="08123456789")
    fits("Heard", answer)
    assert answer == {"event_id": "c1-call.offered-0", "is_known": False, "state": "offered"}
    assert exchange.tell("call.offered", number="08123456789")["is_known"]
    assert exchange.tell("call.ended", 20)["state"] == "abandoned"
    assert Call.objects.get().pbx == NAME


def test_of_a_batch_each_event_is_taken_or_refused_for_itself(exchange: Exchange) -> None:
    batch = [event("call.ended", 9), {"event_id": "x", "kind": "call.eaten"}, 7]
    batch.append(event("call.offered"))
    status, answer = exchange.say("POST", "events", {"events": batch})
    assert status == 200
    first, second, third, last = answer["events"]
    assert (first["state"], last["state"]) == ("abandoned", "abandoned")
    fits("Refused", second)
    assert second["refused"]["field"] == "kind"
    assert third["event_id"] == ""
    assert CallEvent.objects.count() == 2


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (b"not json", "unreadable"),
        (b'{"at": NaN}', "unreadable"),
        (b"[]", "event_unusable"),
        (b'{"events": 7}', "event_unusable"),
        (json.dumps({"events": [{}] * 501}).encode(), "too_many"),
        (json.dumps(event("call.offered", number="0\u0000")).encode(), "event_unusable"),
    ],
)
def test_what_cannot_be_read_is_refused_whole(exchange: Exchange, told: bytes, code: str) -> None:
    status, answer = exchange.say("POST", "events", told)
    assert (status, answer["code"]) == (422, code)
    fits("Problem", answer)
    assert not Call.objects.exists()


def test_what_is_too_large_is_refused_before_it_is_read(exchange: Exchange) -> None:
    assert exchange.say("POST", "events", b" " * 2_600_000)[0] == 413


def test_a_wrong_signature_is_refused_counted_and_leaves_nothing_else(exchange: Exchange) -> None:
    exchange.secret = "etwas anderes, und lang"
    status, answer = exchange.say("POST", "events", event("call.offered"))
    assert (status, answer["code"]) == (401, "not_signed")
    exchange.secret, exchange.name = SECRET, "lain"
    assert exchange.say("GET", "lookup?number=0812")[0] == 401
    exchange.name, exchange.late = NAME, timedelta(minutes=6)
    assert exchange.say("GET", "commands")[0] == 401
    unsigned = Client().post("/calls/v1/events", b"{}", content_type="application/json")
    assert unsigned.status_code == 401
    assert Rebuff.objects.get(channel=Channel.PHONE, why="signature").count == 4
    assert not Call.objects.exists()


def test_an_address_is_signed_as_it_stands_in_the_requests_first_line(exchange: Exchange) -> None:
    exchange.client.defaults["RAW_URI"] = "/calls/v1/commands/a%3Ab/done"  # as our server hands it
    assert exchange.say("POST", "commands/a%3Ab/done", {})[0] != 401
    exchange.client.defaults["RAW_URI"] = "/calls/v1/commands/a:b/done"
    assert exchange.say("POST", "commands/a%3Ab/done", {})[0] == 401


def test_a_signature_holds_for_one_method_one_address_and_one_body(exchange: Exchange) -> None:
    from kentongan.calls.signing import HEADER, WHO, sign

    body, target = b'{"events":[]}', "/calls/v1/events"
    signed = sign(SECRET, "POST", target, body, at=timezone.now())
    headers = {WHO: NAME, HEADER: signed}
    kind = "application/json"

    def post(path: str, said: bytes) -> int:
        client = exchange.client
        return client.post(path, said, content_type=kind, headers=headers).status_code

    assert post(target, body) == 200
    assert post(target, body + b" ") == 401
    assert post(target + "?x=1", body) == 401
    assert post("/calls/v1/reports", body) == 401


def test_an_exchange_that_was_disconnected_is_heard_no_more(exchange: Exchange) -> None:
    assert SECRET not in Pbx.objects.get().secret
    disconnect(NAME, at=timezone.now())
    assert exchange.say("GET", "commands")[0] == 401


def test_several_people_of_one_number_are_all_given_and_nothing_is_created(
    exchange: Exchange,
) -> None:
    for name, words in (("Siti", "Padam"), ("Budi", "Gelap"), ("siti", "Mati")):
        person = Person(name=name, phone="+628123456789")
        take_in(
            Report("PJU-01", words, Channel.PHONE, point=IN_MAWAR, person=person),
            at=timezone.now(),
        )
    hidden = Person(name="Rahasia", phone="+628123456789")
    take_in(
        Report("PJU-01", "X", Channel.WEB, point=IN_MAWAR, person=hidden, is_confidential=True),
        at=timezone.now(),
    )
    status, found = exchange.say("GET", "lookup?number=0812-345-6789")
    assert status == 200
    fits("Found", found)
    assert found["number"] == "+628123456789"
    assert {m["name"].lower(): len(m["requests"]) for m in found["matches"]} == {
        "siti": 2,
        "budi": 1,
    }
    assert all(each["is_open"] for m in found["matches"] for each in m["requests"])
    assert not Call.objects.exists()
    assert exchange.say("GET", "lookup")[1]["field"] == "number"
    assert exchange.say("GET", "lookup?number=anonymous")[1]["matches"] == []


def test_missed_calls_come_from_the_books_once(exchange: Exchange) -> None:
    fits("Record", RECORD)
    status, answer = exchange.say("POST", "records", {"records": [RECORD, {"call_id": "x"}]})
    assert status == 200
    first, second = answer["records"]
    fits("Reported", first)
    assert (first["state"], first["is_new"]) == ("abandoned", True)
    assert second["refused"]["field"] == "offered_at"
    assert Call.objects.get().is_backfilled
    again = exchange.say("POST", "records", {"records": [RECORD]})[1]["records"][0]
    assert (again["is_new"], again["is_changed"]) == (False, False)
    assert [call.number for call in to_call_back()] == ["+628123456789"]


def test_a_record_never_contradicts_what_was_told_while_it_happened(exchange: Exchange) -> None:
    exchange.tell("call.offered", 0, "old")
    exchange.tell("call.answered", 30, "old")
    early = {**RECORD, "ended_at": "2026-03-13T09:00:29+07:00"}
    answer = exchange.say("POST", "records", {"records": [early]})[1]["records"][0]
    assert (answer["state"], answer["is_new"], answer["is_changed"]) == ("ended", False, True)
    call = Call.objects.get()
    assert call.ended_at == call.answered_at
    assert not call.is_backfilled


def test_a_recording_is_kept_only_with_leave(exchange: Exchange) -> None:
    told = {**RECORD, "recording_id": "r1", "answered_at": "2026-03-13T08:00:05+07:00"}
    assert not exchange.say("POST", "reports", told)[1]["is_recorded"]
    assert not exchange.say("POST", "reports", {**told, "may_record": False})[1]["is_recorded"]
    Call.objects.update(may_record=None)
    assert exchange.say("POST", "reports", {**told, "may_record": True})[1]["is_recorded"]
    Call.objects.update(may_record=False, recording="")
    assert not exchange.say("POST", "reports", {**told, "may_record": True})[1]["is_recorded"]


def test_a_command_is_fetched_done_and_not_fetched_again(
    exchange: Exchange, operator: User
) -> None:
    exchange.tell("call.offered")
    call = Call.objects.get()
    asked = {"key": "k 1", "pbx": NAME, "by": operator, "at": timezone.now()}
    command(call, Kind.TRANSFER, **asked, to="112")
    waiting = exchange.say("GET", "commands")[1]["commands"]
    fits("Command", waiting[0])
    assert (waiting[0]["command"], waiting[0]["to"]) == ("transfer", "112")
    assert waiting[0]["call_id"] == "c1"
    path, key = "commands/k%201/done", {"Idempotency-Key": "k 1"}
    assert exchange.say("POST", path, {})[1]["code"] == "another_key"
    for _again in range(2):
        status, answer = exchange.say("POST", path, {}, **key)
        assert (status, answer) == (200, {"idempotency_key": "k 1", "is_done": True})
    assert exchange.say("POST", path, {"error": "busy"}, **key)[0] == 409
    assert exchange.say("GET", "commands")[1]["commands"] == []
    assert exchange.say("POST", "commands/z/done", {}, **{"Idempotency-Key": "z"})[0] == 404


def test_the_contract_is_described_where_it_is_spoken(city: object) -> None:
    document = Client().get("/calls/v1/openapi.json").json()
    assert document == json.loads(json.dumps(description(document["servers"][0]["url"])))
    assert set(document["paths"]) >= {"/events", "/lookup", "/reports", "/commands"}
    for schema in SCHEMAS.values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_every_state_and_kind_stands_in_the_description() -> None:
    assert SCHEMAS["Heard"]["properties"]["state"]["enum"] == State.values
