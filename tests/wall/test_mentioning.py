"""What happened to the room itself is told with its name: which alarm, what event and where."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.utils import timezone

from kentongan.alarms.alarm import Alarm
from kentongan.alarms.watching import keep_watch
from kentongan.incidents.models import Incident
from kentongan.journal.models import Entry
from kentongan.wall.news import tell as told_of
from tests.alarms.watched import Levels, levels, rule
from tests.casework.test_story import IN_MAWAR
from tests.incidents.flooding import Told, group, load, tell

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture
def water() -> Iterator[Levels]:
    with levels() as found:
        yield found


def test_an_incident_and_an_alarm_are_named_and_lead_to_their_page(water: Levels) -> None:
    now = timezone.now()
    load()
    tell(Told(now - timedelta(minutes=5), IN_MAWAR, "Banjir") for _n in range(6))
    group(at=now)
    rule(on_delay_s=0)
    water.now["angke"] = 120.0
    keep_watch(at=now)
    incident, alarm = Incident.objects.get(), Alarm.objects.get()
    news = {each["kind"]: each for each in told_of(Entry.objects.order_by("pk"))}
    opened, raised = news["incident.opened"], news["alarm.raised"]
    assert opened["note"] == {"id": "Banjir · Mawar", "en": "Flood · Mawar"}
    assert opened["url"] == f"/wall/insiden/{incident.pk}/"
    assert raised["note"]["id"] == "Air tinggi · Angke"
    assert raised["url"] == f"/wall/alarm/{alarm.pk}/"
