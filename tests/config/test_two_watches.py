"""Two watches at once: the second leaves the work to the first, and nothing is doubled."""

import os
import subprocess
import sys
from collections import Counter
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone

from kentongan.alarms.models import Alarm
from kentongan.incidents.models import Incident, Witness
from kentongan.journal.models import Entry
from kentongan.toolbox.geometry import Point
from tests.alarms.watched import rule
from tests.committing import committed
from tests.conftest import TEST_DATABASE_URL
from tests.incidents.flooding import Told, load, tell

REPORTS = 360
"""More than one batch: while one process is in its second, the other may try its first."""
ROUNDS = """
import sys
import django
django.setup()
from kentongan.cities.entering import enter
from kentongan.cities.models import City
from kentongan.config.watches import look
enter(City.objects.get(slug="contoh"))
print("ready", flush=True)
sys.stdin.readline()
for _ in range(3):
    look()
"""
MADE = (
    *("casework_case", "intake_servicerequest", "journal_entry", "incidents_kind"),
    *("incidents_bookmark", "alarms_alarm", "alarms_alarmrule", "alarms_watchedpoint"),
    *("alarms_watchkeeping", "people_membership", "people_user"),
)
ONCE = ("incident.opened", "alarm.raised", "stage.proposed")


def watch() -> "subprocess.Popen[str]":
    """One more watch on the run's database, ready to begin when it is told."""
    name = connection.settings_dict["NAME"]
    environment = os.environ | {
        "DATABASE_URL": TEST_DATABASE_URL.replace("/kentongan?", f"/{name}?"),
        "DJANGO_SETTINGS_MODULE": "kentongan.config.settings",
    }
    return subprocess.Popen(
        [sys.executable, "-c", ROUNDS],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env=environment,
    )


def test_two_watches_at_once_open_and_raise_everything_once(
    django_db_setup: None, django_db_blocker: pytest.FixtureRequest
) -> None:
    with committed(django_db_blocker, *MADE):
        load()
        rule(signal="cases_opened", threshold=1, deadband=0, on_delay_s=0)
        now = timezone.now() - timedelta(minutes=5)
        spots = (Point(-6.1912 + n % 20 * 0.0001, 106.6121) for n in range(REPORTS))
        with transaction.atomic():
            tell(Told(now + timedelta(seconds=n / 4), spot) for n, spot in enumerate(spots))
        both = [watch(), watch()]
        for each in both:
            assert each.stdout
            assert each.stdout.readline() == "ready\n"
        for each in both:
            each.communicate("go\n", timeout=60)
        assert [each.returncode for each in both] == [0, 0]
        assert Incident.objects.count() == 1
        witnesses = Witness.objects.filter(until=None).values_list("trace", flat=True)
        assert len(set(witnesses)) == len(witnesses) == REPORTS
        assert Alarm.objects.count() == 1
        told = Counter(Entry.objects.filter(kind__in=ONCE).values_list("kind", "about_id"))
        assert set(told.values()) == {1}
        assert len(told) == 2
