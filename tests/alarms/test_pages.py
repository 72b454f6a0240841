"""Alarms at the desk: taken by one press, shelved with reason and end, rules that say why not."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.alarms import turning
from kentongan.alarms.models import Alarm, AlarmRule, State
from kentongan.alarms.watching import keep_watch
from kentongan.people.models import Role, User
from tests.alarms.watched import admin, levels, only, rule
from tests.casework.test_story import user
from tests.statements import statements

pytestmark = pytest.mark.usefixtures("city")


def at_desk(who: User) -> Client:
    client = Client()
    client.force_login(who)
    return client


@pytest.fixture
def alice() -> Client:
    return at_desk(user("alice", Role.OPERATOR, "setda"))


@pytest.fixture
def high_water() -> Alarm:
    with levels() as water:
        rule(on_delay_s=0)
        water.now["angke"] = 120
        keep_watch(at=timezone.now())
    return only()


def test_an_alarm_stands_on_the_list_with_what_to_do_and_is_taken_by_one_press(
    alice: Client, high_water: Alarm
) -> None:
    page = alice.get("/meja/alarm/?lang=en").content.decode()
    for said in ("High water", "Call the pump house", "Rain upstream", "The market is flooded"):
        assert said in page
    assert 'data-unanswered="1"' in page
    assert 'data-key="a"' in page
    answer = alice.post(f"/meja/alarm/{high_water.pk}/terima", {"dari-daftar": "1"})
    assert (answer.status_code, answer["Location"]) == (303, "/meja/alarm/?ok=alarm_taken")
    assert only().state == State.ACKNOWLEDGED
    again = alice.post(f"/meja/alarm/{high_water.pk}/terima", {"dari-daftar": "1"})
    assert again.status_code == 409
    assert 'data-unanswered="0"' in alice.get("/meja/alarm/keadaan").content.decode()


def test_the_living_part_is_sent_only_when_it_looks_otherwise(
    alice: Client, high_water: Alarm
) -> None:
    page = alice.get("/meja/alarm/keadaan").content.decode()
    mark = page.split('data-mark="')[1].split('"')[0]
    assert alice.get("/meja/alarm/keadaan", {"tanda": mark}).status_code in {200, 204}
    alice.post(f"/meja/alarm/{high_water.pk}/terima")
    assert alice.get("/meja/alarm/keadaan", {"tanda": mark}).status_code == 200


def test_a_shelf_without_reason_or_end_is_refused_with_the_words_kept(
    alice: Client, high_water: Alarm
) -> None:
    address = f"/meja/alarm/{high_water.pk}/tunda"
    page = alice.post(f"{address}?lang=en", {"reason": "", "minutes": "60"})
    assert (page.status_code, b"Please say why" in page.content) == (422, True)
    page = alice.post(f"{address}?lang=en", {"reason": "Sensor rusak", "minutes": ""})
    assert page.status_code == 422
    assert b"Sensor rusak" in page.content
    assert b"at most 24 hours" in page.content
    alice.post(address, {"reason": "Sensor rusak", "minutes": "60"})
    assert only().state == State.SHELVED
    assert "comes back" in alice.get("/meja/alarm/?lang=en").content.decode()
    assert "Sensor rusak" in alice.get(f"/meja/alarm/{high_water.pk}/").content.decode()


def test_a_rule_that_asks_nothing_of_anybody_is_told_what_is_missing_and_why() -> None:
    desk = at_desk(admin())
    typed = {"names": "Air tinggi", "signal": "gauge_level", "threshold": "100", "why": "Banjir"}
    page = desk.post("/meja/alarm/aturan/baru?lang=en", typed)
    assert page.status_code == 422
    said = page.content.decode()
    for missing in ("What nobody can do anything about", "every flicker calls somebody"):
        assert missing in said
    assert 'value="Air tinggi"' in said
    whole = typed | {
        "comparison": "at_least", "deadband": "10", "on_delay_s": "20", "off_delay_s": "30",
        "cause": "Hujan di hulu", "consequence": "Pasar terendam", "response": "Telepon pompa",
        "available_min": "15", "priority": "high",
        "owner": str(admin().standing[0].unit_id),
    }  # fmt: skip
    cut = desk.post("/meja/alarm/aturan/baru", whole | {"threshold": "9" * 5000})
    assert (cut.status_code, AlarmRule.objects.filter(key="air-tinggi").exists()) == (422, False)
    for _press in range(2):
        assert desk.post("/meja/alarm/aturan/baru", whole).status_code == 303
    assert not AlarmRule.objects.filter(key="air-tinggi-2").exists()
    kept = AlarmRule.objects.get(key="air-tinggi")
    assert (kept.version, kept.deadband, kept.set_by) == (1, 10.0, admin())
    changed = whole | {"threshold": "120,5", "why": "Terlalu sering"}
    assert desk.post("/meja/alarm/aturan/air-tinggi/", changed).status_code == 303
    history = desk.get("/meja/alarm/aturan/air-tinggi/").content.decode()
    assert ("Terlalu sering" in history, "Banjir" in history) == (True, True)
    assert desk.post("/meja/alarm/aturan/air-tinggi/pencabutan", {"why": ""}).status_code == 422
    desk.post("/meja/alarm/aturan/air-tinggi/pencabutan", {"why": "Alat dicabut"})
    assert not AlarmRule.objects.get(key="air-tinggi", version=3).is_active


def test_who_keeps_no_watch_finds_no_alarms_and_an_operator_no_rules(
    alice: Client, high_water: Alarm
) -> None:
    charlie = at_desk(user("charlie", Role.OFFICER, "pupr"))
    for address in ("", f"{high_water.pk}/", "mingguan/", "mingguan.csv", "aturan/"):
        assert charlie.get(f"/meja/alarm/{address}").status_code == 404
    assert charlie.post(f"/meja/alarm/{high_water.pk}/terima").status_code == 404
    assert alice.get("/meja/alarm/aturan/").status_code == 404
    assert "/meja/alarm/aturan/" not in alice.get("/meja/alarm/").content.decode()


def test_a_drill_is_begun_shown_and_ended() -> None:
    desk = at_desk(admin())
    assert desk.post("/meja/alarm/latihan", {"reason": "", "minutes": "60"}).status_code == 422
    desk.post("/meja/alarm/latihan", {"reason": "Latihan banjir", "minutes": "60"})
    page = desk.get("/meja/alarm/aturan/").content.decode()
    assert "Latihan banjir" in page
    address = page.split('action="/meja/alarm/latihan/')[1].split('"')[0]
    assert desk.post(f"/meja/alarm/latihan/{address}").status_code == 303
    assert desk.post(f"/meja/alarm/latihan/{address}").status_code == 409


def test_every_number_of_the_week_leads_to_its_rows(alice: Client, high_water: Alarm) -> None:
    page = alice.get("/meja/alarm/mingguan/").content.decode()
    links = {part.split('"')[0] for part in page.split('href="') if "baris?" in part[:60]}
    assert len(links) > 5
    for link in links:
        assert alice.get(link.replace("&amp;", "&")).status_code == 200
    shown = [link for link in links if "yang=semua" in link]
    rows = alice.get(shown[0].replace("&amp;", "&")).content.decode()
    assert f"/meja/alarm/{high_water.pk}/" in rows
    assert alice.get("/meja/alarm/mingguan/baris?yang=apa").status_code == 404
    told = alice.get("/meja/alarm/mingguan.csv").content.decode()
    assert "announced,,1,alarms" in told
    assert alice.get("/meja/alarm/mingguan/?minggu=2024-W60").status_code == 200


def test_the_list_takes_as_many_statements_for_fifty_as_for_one(
    alice: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(turning, "FLOOD", 100)  # all fifty stand in the list

    def count() -> int:
        with statements() as seen:
            assert alice.get("/meja/alarm/").status_code == 200
        return len(seen)

    with levels() as water:
        rule(on_delay_s=0)
        water.now = {"p0": 120.0}
        keep_watch(at=timezone.now())
        count()
        before = count()
        water.now |= {f"p{n}": 120.0 for n in range(50)}
        keep_watch(at=timezone.now() + timedelta(seconds=6))
        assert count() == before
