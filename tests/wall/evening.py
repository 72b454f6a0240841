"""An evening on which something happens in every domain of the wall, a little or much of it."""

from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from django.test import Client
from django.utils import timezone

from kentongan.alarms.models import Alarm
from kentongan.alarms.watching import keep_watch
from kentongan.calls.connecting import connect
from kentongan.calls.models import Call, State
from kentongan.casework.models import Case
from kentongan.command.issuing import issue
from kentongan.command.orders import Order
from kentongan.incidents.models import Incident
from kentongan.people.models import Role, User
from kentongan.people.screens import open_screen
from kentongan.places.directory import directory
from kentongan.situation.archiving import body_of
from kentongan.situation.asking import ask_now
from kentongan.situation.feeds import Feed
from kentongan.situation.gauges.loading import load_gauges
from kentongan.situation.gauges.reading import Reading
from kentongan.situation.gauges.taking import take
from kentongan.situation.getting import get
from kentongan.transit.models import PositionKey
from kentongan.transit.simulating import Journey
from tests.alarms.watched import Levels, rule
from tests.casework.test_story import IN_MAWAR, user
from tests.incidents.flooding import Told, group, load, tell
from tests.situation.gauges import OWN, UPPER, feed
from tests.situation.sources import Source
from tests.situation.tidings import area, collection
from tests.transit import buses
from tests.transit.test_watching import EIGHT, angkots

RIDING = EIGHT + timedelta(minutes=17)
UNITS = ("pupr", "99.71.01", "99.71.02", "99.71.01.1001")


@dataclass
class Evening:
    """What tells of it; `more` lets as much happen again in every domain."""

    water: Levels
    floods: Source
    rivers: Feed
    areas: Feed
    mayor: User
    journeys: list[Journey]
    key: PositionKey
    rounds: int = field(default=0)

    def more(self) -> None:
        """Let something happen everywhere: one more of each, and one more bus on its way."""
        self.rounds += 1
        now = timezone.now()
        tell(Told(now - timedelta(minutes=30), IN_MAWAR, "Banjir") for _n in range(6))
        group(at=now)
        measured = now - timedelta(minutes=40 - self.rounds)
        reading = Reading("kota", measured, 100.0)
        body = body_of(str(self.rounds).encode())
        take([reading], feed=self.rivers, body=body, received_at=now)
        self.water.now[f"p{self.rounds}"] = 120.0
        keep_watch(at=now - timedelta(seconds=60 - 6 * self.rounds))
        due = now + timedelta(days=1)
        unit = directory().unit_by_code[UNITS[self.rounds - 1]]
        issue(Order("Keringkan", (unit.pk,), due), by=self.mayor, at=now - timedelta(hours=1))
        Call.objects.create(
            pbx="sentral", pbx_call_id=str(self.rounds), number="+62812000111",
            state=State.ABANDONED, offered_at=now, ended_at=now,
        )  # fmt: skip
        told = [area(str(n), lat=-6.19 + n / 1e3) for n in range(self.rounds)]
        self.floods.pages["/rss"] = (200, collection(*told))
        self.areas.refresh_from_db()
        ask_now(self.areas, get, at=now)
        buses.ride(self.journeys[self.rounds - 1 : self.rounds], self.key, RIDING, every=20)


def begin(folder: Path, water: Levels, floods: Source) -> Evening:
    """Connect what tells of the evening; nothing has happened yet."""
    now = timezone.now()
    load()
    rivers = feed()
    load_gauges((UPPER, OWN), at=now - timedelta(days=2))
    rule(on_delay_s=0)
    connect("sentral", "a secret that is long enough", at=now)
    journeys = angkots(buses.known(folder), 0, 4, 8, 12)
    key = buses.operator(*{journey.vehicle for journey in journeys})
    mayor = user("wali", Role.LEADER, "walikota")
    return Evening(water, floods, rivers, floods.feed("petabencana"), mayor, journeys, key)


def hung_up() -> Client:
    """Return a screen in the hall."""
    hall = Client()
    hall.get("/wall/", {"perangkat": open_screen("Aula", by=None, at=timezone.now())})
    return hall


def addresses() -> dict[str, str]:
    """Return every page of the wall that there is now, by a short name."""
    then = f"?pada={RIDING.isoformat().replace('+', '%2B')}"
    found = {
        "wall": "/wall/",
        "putar": f"/wall/putar/{then}",
        "keadaan": "/wall/keadaan/",
        "insiden": "/wall/insiden/",
        "alarm": "/wall/alarm/",
        "bus": f"/wall/bus/{then}",
        "disposisi": "/wall/disposisi/",
        "tma": "/wall/tma/",
        "telepon": "/wall/telepon/",
        "baris": "/wall/baris/?keadaan=terbuka",
        "situasi": "/situasi/",
    }
    things = {
        "insiden-satu": ("/wall/insiden/%s/", Incident.objects.order_by("pk")),
        "alarm-satu": ("/wall/alarm/%s/", Alarm.objects.order_by("pk")),
        "kasus": ("/wall/kasus/%s/", Case.objects.order_by("pk").values_list("reference")),
    }
    for name, (address, rows) in things.items():
        first = rows.values_list(*(["reference"] if name == "kasus" else ["pk"])).first()
        found |= {name: address % first} if first else {}
    if Call.objects.exists():
        found |= {"bus-satu": f"/wall/bus/A2/{then}", "tma-satu": "/wall/tma/kota/"}
    return found
