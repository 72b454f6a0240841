"""A drill from its opening to its end: the city beside it stays as it was, and nothing is sent."""

import argparse
import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import translation
from psycopg import sql

from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.cities.entering import forget_hosts, inside, leave
from kentongan.cities.models import City, Domain
from kentongan.cities.packs.feed_facts import FeedFacts
from kentongan.config.commands import city as city_command
from kentongan.config.commands import drill, mailroom
from kentongan.config.drilling.ending import end_drill
from kentongan.config.drilling.events import Event, Kind, Measured
from kentongan.config.drilling.flood import scenario
from kentongan.config.drilling.opening import DrillOpen, IsADrill, open_drill
from kentongan.config.drilling.playing import NotADrill, Played, act, play_at_once
from kentongan.config.drilling.sources import Sources
from kentongan.config.exporting import facts_of
from kentongan.incidents.models import Incident, Witness
from kentongan.intake.messages import InboundMessage
from kentongan.intake.models import Channel, Reporter, ServiceRequest
from kentongan.intake.report import Person, Report
from kentongan.mailroom.drawer import MARK
from kentongan.mailroom.models import Letter, Reason
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.situation.feeds import Feed
from kentongan.situation.gauges.gauge import Gauge, Level
from kentongan.situation.warnings import WarningMessage
from kentongan.toolbox.geometry import Point
from tests.example_city import CITY, PACK
from tests.house.conftest import standing
from tests.incidents.flooding import FLOOD
from tests.journeys.every_address import addresses
from tests.situation.gauges import OWN

AT = datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=30)
HOST, TWIN_HOST = "nyata.localhost", "latihan.nyata.localhost"
REPORTS, MINUTES = 30, 10
WHOLE = sql.SQL(
    "SELECT count(*) || ' ' || coalesce(md5(string_agg(r::text, '|' ORDER BY r::text)), '')"
    " FROM {} r"
)
BANNER = '<aside class="drill-banner"'


def feed(code: str, connector: str) -> FeedFacts:
    text = {"id": code, "en": code}
    told = (f"https://contoh.invalid/{code}", "official", "-", "Contoh")
    return FeedFacts(code, connector, text, text, *told, every=60, fresh=900)


REAL = replace(
    PACK,
    city=replace(CITY, slug="nyata", code="99.73", short="NY", name="Kota Nyata"),
    feeds=(feed("cuaca", "cap"), feed("banjir", "petabencana")),
    gauges=(replace(OWN, feed="", upstream=()),),
    incidents=(FLOOD,),
)
FIGURES = ("/data/neraca.csv", "/data/rekap.csv", "/data/laporan.csv", "/open311/v2/requests.json")


@dataclass
class Stage:
    """A real city, its twin, and how the real one stood before there was a twin."""

    city: City
    twin: City
    before: dict[str, str]
    figures: list[bytes]


@pytest.fixture(scope="module")
def stage(
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Stage]:
    """Open a drill beside a city with somebody at work in it, and play a flood."""
    with (
        django_db_blocker.unblock(),  # type: ignore[attr-defined]
        pytest.MonkeyPatch.context() as patch,
        standing(REAL) as city,
    ):
        patch.setattr(settings, "OUTBOX", tmp_path_factory.mktemp("outbox"))
        with inside(city):
            user = User.objects.add("alice", "Alice", "rahasia-sekali", email="a@contoh.invalid")
            unit = directory().unit_by_code["setda"]
            for role in (Role.OPERATOR, Role.LEADER, Role.ADMINISTRATOR):
                Membership.objects.create(user=user, unit=unit, role=role)
            person = Person(name="Bu Sri", email="sri@contoh.invalid")
            told = Report("BJR-01", "Air naik", Channel.WEB, Point(-6.19, 106.61), person=person)
            take_in(told, at=AT)
        mailroom.run(options(mailroom, "--once"))  # what the real city has to send is sent
        before, figures = fingerprint(city), published()
        twin = open_drill(city, name="Banjir kiriman", at=AT)
        try:
            flood(twin)
            yield Stage(city, twin, before, figures)
        finally:
            if City.objects.filter(pk=twin.pk).exists():
                end_drill(twin, at=AT)


def flood(twin: City) -> None:
    with inside(twin):
        pack = facts_of()
        events = scenario(pack, reports=REPORTS, minutes=MINUTES, seed=3)
        play_at_once(events, Sources(pack), since=AT, every=timedelta(minutes=2))


def client(host: str = HOST) -> Client:
    forget_hosts()
    return Client(headers={"host": host})


def signed_in(host: str) -> Client:
    known = client(host)
    known.post("/masuk/", {"username": "alice", "password": "rahasia-sekali"})
    return known


def published() -> list[bytes]:
    return [client().get(path).getvalue() for path in FIGURES]


def fingerprint(city: City) -> dict[str, str]:
    """How many rows every table of a city has, and what is in them."""
    leave()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_name FROM information_schema.tables WHERE table_schema = %s",
            [city.schema_name],
        )
        tables = [name for (name,) in cursor.fetchall()]
        found = {}
        for table in tables:
            rows = sql.Identifier(city.schema_name, table)
            cursor.execute(WHOLE.format(rows))
            found[table] = cursor.fetchone()[0]
    assert len(found) > 100
    found.pop("mailroom_bookmark")  # how far its own mailroom has read, which goes round here, too
    return found


def test_staff_sign_in_with_their_own_passwords_and_nobody_else_came_along(stage: Stage) -> None:
    assert signed_in(TWIN_HOST).get("/meja/").status_code == 200
    with inside(stage.twin):
        alice = User.objects.get()
        assert (alice.name, alice.email, alice.phone) == ("Alice", "", "")
        assert {each.unit.code for each in alice.standing} == {"setda"}
        assert not Reporter.objects.exclude(name__contains="(latihan)").exclude(name="").exists()


def test_a_flood_comes_in_whole_and_once_by_every_channel(stage: Stage) -> None:
    with inside(stage.twin):
        assert ServiceRequest.objects.count() == REPORTS
        told = list(ServiceRequest.objects.values_list("channel", flat=True))
        assert {"web", "whatsapp", "sms"} <= set(told)
        assert not InboundMessage.objects.exclude(worked_at__isnull=False).exists()
        assert all(number.startswith("LAT") for number in references())
        assert 0 < Incident.objects.count() < REPORTS / 5
        assert Witness.objects.count() > REPORTS / 2


def references() -> list[str]:
    return list(ServiceRequest.objects.values_list("reference", flat=True))


def test_rivers_rise_a_warning_stands_and_one_source_is_silent(stage: Stage) -> None:
    with inside(stage.twin):
        good = Level.objects.filter(quality="good").values_list("value_cm", flat=True)
        assert max(good) > 200 > min(good)
        assert Gauge.objects.values_list("feed__code", flat=True).get() == "latihan-tma"
        assert list(WarningMessage.objects.values_list("status", flat=True)) == ["Exercise"] * 2
        faults = Feed.objects.filter(code="banjir").values_list("fetches__fault", flat=True)
        assert "drill: this source is dead" in faults
    page = signed_in(TWIN_HOST).get("/wall/?lang=id").content.decode()
    assert "LATIHAN: hujan lebat" in page


def test_every_page_of_the_twin_says_that_it_is_a_drill(stage: Stage) -> None:
    with inside(stage.twin):
        case = Case.objects.order_by("pk")[0]
        paths = sorted(set(addresses(case)))
    guest, alice = client(TWIN_HOST), signed_in(TWIN_HOST)
    assert all(is_marked(guest, path) for path in ("/", "/masuk/", "/peta/", "/lapor/", "/data/"))
    assert not is_marked(guest, "/open311/v2/services.json")
    shown = [path for path in paths if "keluar" not in path and is_marked(alice, path)]
    assert len(shown) > 60


def is_marked(guest: Client, path: str) -> bool:
    """Whether an address shows a page; whatever it shows has to say what it is."""
    answer = guest.get(path)
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow", path
    assert answer.headers["Kentongan-Drill"] == "Exercise", path
    if answer.streaming or b"<html" not in answer.content:
        return False
    page = answer.content.decode()
    assert BANNER in page, path
    assert "<title>LATIHAN · " in page or "<title>DRILL · " in page, path
    assert '<meta name="robots" content="noindex' in page, path
    return True


def test_the_real_city_says_nothing_of_a_drill(stage: Stage) -> None:
    for path in ("/", "/peta/", "/data/", "/masuk/"):
        answer = client().get(path)
        assert BANNER not in answer.content.decode()
        assert "Kentongan-Drill" not in answer.headers
    assert published() == stage.figures


def test_machines_are_told_that_it_is_only_for_trying_out(stage: Stage) -> None:
    told = client(TWIN_HOST).get("/open311/v2/discovery.json").json()
    assert {each["type"] for each in told["endpoints"]} == {"test"}
    assert client().get("/open311/v2/discovery.json").json() != told


def test_letters_are_kept_and_marked_and_none_is_sent(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "OUTBOX", tmp_path)
    # Whatever is set for all cities, and for the twin by name, leads nowhere.
    monkeypatch.setattr(settings, "SMS", "http://tester:foobar@127.0.0.1:9/")
    own = {"KENTONGAN_WHATSAPP__NYATA_LATIHAN": "https://token@127.0.0.1:9/v1/1"}
    monkeypatch.setattr(settings, "OF_CITIES", own)
    mailroom.run(options(mailroom, "--once"))
    with inside(stage.twin):
        ends = set(Letter.objects.values_list("sent_at", "withdrawn_because"))
        assert ends == {(None, Reason.DRILL)}
    files = list((tmp_path / stage.twin.schema_name).iterdir())
    assert len(files) > REPORTS / 4
    assert all(MARK in file.read_text() for file in files if file.suffix == ".txt")
    assert not [folder for folder in tmp_path.iterdir() if folder.name != stage.twin.schema_name]


def options(command: object, *words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)  # type: ignore[attr-defined]
    return parser.parse_args(words)


def test_a_second_drill_and_a_drill_of_a_drill_are_refused(
    stage: Stage, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(DrillOpen):
        open_drill(stage.city, at=AT)
    with pytest.raises(IsADrill):
        open_drill(stage.twin, at=AT)
    with translation.override("id"):
        assert drill.run(options(drill, "open", "nyata")) == 1
    assert "A drill of this city is open already" in capsys.readouterr().err


def test_nothing_is_played_into_a_real_city_nor_is_one_ended(stage: Stage) -> None:
    event = Event(timedelta(0), Kind.LEVEL, "feed", Measured("kota", 100.0))
    with inside(stage.city), pytest.raises(NotADrill):
        act(event, Sources(REAL), Played(), at=AT)
    with pytest.raises(NotADrill):
        end_drill(stage.city, at=AT)


def test_a_drill_is_in_no_list_of_cities(stage: Stage, capsys: pytest.CaptureFixture[str]) -> None:
    city_command.run(options(city_command, "list"))
    assert "latihan" not in capsys.readouterr().out
    drill.run(options(drill, "list"))
    assert TWIN_HOST in capsys.readouterr().out


def test_its_end_leaves_a_report_and_the_real_city_as_it_was(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(settings, "DATA", tmp_path)
    assert drill.run(options(drill, "end", "nyata", "--yes")) == 0
    pdf, table = sorted((tmp_path / "drills" / "nyata").iterdir(), reverse=True)
    assert pdf.read_bytes().startswith(b"%PDF")
    rows = {row["key"]: row["value"] for row in csv.DictReader(table.open())}
    assert (rows["received"], rows["letters_sent"]) == (str(REPORTS), "0")
    assert rows["ledger"] == "cocok sampai satuan"
    assert not City.objects.filter(slug="nyata-latihan").exists()
    assert not Domain.objects.filter(domain=TWIN_HOST).exists()
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regnamespace('nyata_latihan')")
        assert cursor.fetchone() == (None,)
    assert client(TWIN_HOST).get("/").status_code == 404
    assert fingerprint(stage.city) == stage.before
    assert published() == stage.figures
