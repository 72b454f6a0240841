"""A small flood night's parts: its calls as the channels bring them, and what is found afterwards.

Preparing and finding run in processes of their own, because they need the night's database.
"""

import hmac
import json
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from typing import Any

import httpx

from kentongan.config.drilling.events import SMS, WHATSAPP, Event, Kind, Located, Said
from kentongan.config.drilling.flood import scenario
from kentongan.config.drilling.story import read_story
from tests.example_city import PACK
from tests.journeys.running import Running

SECRET = "malam"
ENTERING = """
import django, json
django.setup()
from datetime import UTC, datetime
from kentongan.cities.entering import enter
from kentongan.cities.models import City
enter(City.objects.get(slug="contoh"))
now = datetime.now(UTC)
"""
PREPARING = """
from kentongan.config.demo.casting import cast
from tests.alarms.watched import rule
from tests.example_city import PACK
from tests.incidents.flooding import load
cast(PACK, at=now)
load()
rule(signal="incident_witnesses", threshold=5, deadband=0, on_delay_s=0)
rule(signal="cases_apart", threshold=5, deadband=0, on_delay_s=0, names={"en": "Apart"})
"""
FINDING = """
from kentongan.alarms.weighing import weigh
from kentongan.config.watches import look
from kentongan.dialogue.working import work_next
from kentongan.incidents.models import Incident, Witness
from kentongan.intake.messages import InboundMessage
from kentongan.intake.models import ServiceRequest
from kentongan.journal.inspecting import inspect
from kentongan.config.sealing import seal_up
from kentongan.measures.bookkeeping import keep_books
from kentongan.measures.verifying import verify_books
while work_next(at=datetime.now(UTC)):
    pass
look()
while keep_books():
    pass
seal_up(is_full=False)
told = ServiceRequest.objects.filter(filing__isnull=False)
print(json.dumps({
    "keys": [key.partition(":")[2] for key in told.exclude(idempotency_key=None)
             .values_list("idempotency_key", flat=True)],
    "numbers": list(told.filter(reporter__phone__startswith="+")
                    .values_list("reporter__phone", flat=True)),
    "requests": ServiceRequest.objects.count(),
    "messages": list(InboundMessage.objects.exclude(worked_at=None)
                     .values_list("channel_message_id", flat=True)),
    "unworked": InboundMessage.objects.filter(worked_at=None).count(),
    "incidents": Incident.objects.count(),
    "witnesses": Witness.objects.filter(until=None).count(),
    "alarms": len(weigh(datetime(2020, 1, 1, tzinfo=UTC), datetime.now(UTC)).announced),
    "differences": [str(each) for each in verify_books()],
    "faults": [str(each) for each in inspect()],
}))
"""


class Night(Running):
    """A city of its own, whose doors for messages are open."""

    @property
    def environment(self) -> dict[str, str]:
        """What the processes are told; replies lead nowhere, for nobody sends them here."""
        return super().environment | {
            "KENTONGAN_WHATSAPP": f"https://:none@graph.invalid/v21.0/1?secret={SECRET}",
            "KENTONGAN_SMS_SECRET": SECRET,
        }

    def ask(self, script: str) -> str:
        """Run a script inside the city; returns what it printed."""
        line = [sys.executable, "-c", ENTERING + script]
        done = subprocess.run(
            line, env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def find(self) -> dict[str, Any]:
        """Work, group, keep the books and seal; then say what there is."""
        found: dict[str, Any] = json.loads(self.ask(FINDING).splitlines()[-1])
        return found


@dataclass(frozen=True)
class Call:
    """One call: method, path, and what goes with it."""

    method: str
    path: str
    more: dict[str, Any]

    def bring(self, port: int) -> None:
        """Bring it until there is a yes, as providers do."""
        until = time.monotonic() + 60
        host = {"Host": f"contoh.localhost:{port}", **self.more.get("headers", {})}
        more = {**self.more, "headers": host}
        while time.monotonic() < until:
            try:
                address = f"http://127.0.0.1:{port}{self.path}"
                answer = httpx.request(self.method, address, timeout=30, **more)
            except httpx.TransportError:
                time.sleep(0.1)
                continue
            assert answer.status_code < 500, answer.text
            assert answer.status_code in (200, 201), answer.text
            return
        raise AssertionError(f"nobody took {self}")


def storm(reports: int) -> list[Event]:
    """Half tell of what another told before; and half of all is delivered twice."""
    story = replace(read_story(), again=0.5)
    events = scenario(PACK, reports=reports, minutes=1, duplicates=0.5, seed=5, story=story)
    return [each for each in events if each.kind in (Kind.REPORT, Kind.AGAIN, Kind.PLACE)]


def calls(events: list[Event]) -> Iterator[Call]:
    """Return the calls that bring them, in order."""
    for event in events:
        told = event.payload
        assert isinstance(told, Said | Located)
        if event.channel == WHATSAPP:
            yield _whatsapp(told)
        elif isinstance(told, Said):
            yield _sms(told) if event.channel == SMS else _open311(told)


def _open311(said: Said) -> Call:
    form = {
        "api_key": "demo", "service_code": said.service_type, "lat": str(said.lat),
        "long": str(said.lon), "description": said.words,
        **{f"attribute[{code}]": value for code, value in said.answers.items()},
    }  # fmt: skip
    headers = {"Idempotency-Key": said.key}
    return Call("POST", "/open311/v2/requests.json", {"data": form, "headers": headers})


def _sms(said: Said) -> Call:
    told = {"kunci": SECRET, "id": said.key, "dari": said.sender, "teks": said.words}
    return Call("GET", "/pesan/sms/", {"params": told})


def _whatsapp(told: Said | Located) -> Call:
    sender = told.sender.lstrip("+")
    message: dict[str, object] = {"from": sender, "id": told.key, "timestamp": "1773367200"}
    if isinstance(told, Said):
        message |= {"type": "text", "text": {"body": told.words}}
    else:
        spot = {"latitude": told.lat, "longitude": told.lon}
        message |= {"type": "location", "location": spot}
    value = {"metadata": {"phone_number_id": "1"}, "contacts": [], "messages": [message]}
    body = json.dumps({"entry": [{"changes": [{"field": "messages", "value": value}]}]}).encode()
    digest = hmac.new(SECRET.encode(), body, sha256).hexdigest()
    headers = {"X-Hub-Signature-256": f"sha256={digest}"}
    return Call("POST", "/pesan/whatsapp/", {"content": body, "headers": headers})
