"""Exchanges that sign in their own way: Twilio's webhooks and 3CX's template."""

from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha1
from hmac import new

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from kentongan.calls.adapters.threecx import TOKEN, template, token_of
from kentongan.calls.models import Call, State
from kentongan.casework.opening import take_in
from kentongan.intake.models import Channel, Rebuff
from kentongan.intake.report import Person, Report
from tests.openapi.calls.conftest import NAME, SECRET, Exchange
from tests.openapi.conftest import IN_MAWAR

ADDRESS = f"/calls/v1/twilio/{NAME}"
CALL = {
    "CallSid": "CA1",
    "AccountSid": "AC1",
    "From": "+628123456789",
    "To": "+622150000000",
    "Direction": "inbound",
}
LEG = {"CallSid": "CA2", "ParentCallSid": "CA1", "To": "sip:201@kota.example", "From": CALL["From"]}
STORY = (
    {**CALL, "CallStatus": "ringing", "SequenceNumber": "0"},
    {**CALL, "CallStatus": "in-progress", "SequenceNumber": "1", "QueueSid": "QU1"},
    {**LEG, "CallStatus": "ringing", "SequenceNumber": "0"},
    {**LEG, "CallStatus": "in-progress", "SequenceNumber": "1"},
    {**LEG, "CallStatus": "completed", "SequenceNumber": "2"},
    {**CALL, "CallStatus": "completed", "SequenceNumber": "2"},
)


def twilio(form: dict[str, str], second: int, token: str = SECRET) -> int:
    told = {**form, "Timestamp": f"Fri, 13 Mar 2026 02:00:{second:02} +0000"}
    said = f"http://testserver{ADDRESS}" + "".join(f"{k}{told[k]}" for k in sorted(told))
    signed = b64encode(new(token.encode(), said.encode(), sha1).digest()).decode()
    return Client().post(ADDRESS, told, headers={"X-Twilio-Signature": signed}).status_code


def test_a_call_by_twilio_is_followed_whatever_the_order(exchange: Exchange) -> None:
    for second in (5, 0, 3, 1, 4, 2, 2):
        assert twilio(STORY[second], second) == 200
    call = Call.objects.get()
    assert (call.state, call.number, call.queue) == (State.ENDED, "+628123456789", "QU1")
    assert call.answered_at == datetime(2026, 3, 13, 2, 0, 3, tzinfo=UTC)
    assert call.events.count() == 5


def test_a_caller_who_hangs_up_with_twilios_queue_has_abandoned(exchange: Exchange) -> None:
    for second in (0, 1, 5):
        twilio(STORY[second], second)
    assert Call.objects.get().state == State.ABANDONED


def test_a_wrong_token_is_refused_and_counted(exchange: Exchange) -> None:
    assert twilio(STORY[0], 0, token="another one altogether") == 401
    assert Client().post(ADDRESS, STORY[0]).status_code == 401
    assert Rebuff.objects.get(channel=Channel.PHONE).count == 2
    assert not Call.objects.exists()


def test_the_template_of_3cx_is_xml_and_opens_its_two_addresses(exchange: Exchange) -> None:
    text = template("Kota <Contoh>", f"http://testserver/calls/v1/3cx/{NAME}", token_of(SECRET))
    root = etree.fromstring(text.encode())
    requests = {each.get("RequestType"): each for each in root.iter("Request")}
    header = requests["Get"].find("Headers/Value")
    assert header is not None
    known = {str(header.get("Key")): str(header.text)}
    person = Person(name="Siti", phone="+628123456789")
    report = Report("PJU-01", "Padam", Channel.PHONE, point=IN_MAWAR, person=person)
    take_in(report, at=timezone.now())
    url = str(requests["Get"].get("Url")).replace("[Number]", "08123456789")
    contacts = Client().get(url, headers=known).json()["contacts"]
    assert [each["name"] for each in contacts] == ["Siti"]
    values = {
        "[Number]": "08123456789",
        "[CallType]": "Missed",
        "[Agent]": "201",
        "[DurationSeconds]": "0",
        "[CallStartTimeUTC]": "2026-03-13T02:00:00Z",
    }
    fields = requests["Post"].iter("Value")
    form = {str(f.get("Key")): values[str(f.text)] for f in fields if str(f.text) in values}
    assert len(form) == 5
    for _again in range(2):
        answer = Client().post(str(requests["Post"].get("Url")), form, headers=known)
        assert answer.json()["state"] == "abandoned"
    assert Call.objects.get().number == "+628123456789"


@pytest.mark.parametrize("known", [{}, {TOKEN: "x"}, {TOKEN: SECRET}])
def test_without_the_templates_token_nothing_is_told(
    exchange: Exchange, known: dict[str, str]
) -> None:
    base = f"/calls/v1/3cx/{NAME}"
    assert Client().get(f"{base}/lookup?number=0812", headers=known).status_code == 401
    assert Client().post(f"{base}/report", {"number": "0812"}, headers=known).status_code == 401
    assert not Call.objects.exists()


def test_what_3cx_reports_wrongly_is_refused(exchange: Exchange) -> None:
    known = {TOKEN: token_of(SECRET)}
    address = f"/calls/v1/3cx/{NAME}/report"
    for form in ({"number": ""}, {"number": "0812345678", "duration": "long"}):
        assert Client().post(address, form, headers=known).status_code == 422
