"""Letters to those at work: not too many, not at night, to nobody who may not see the case."""

from datetime import time, timedelta

import pytest
from django.urls import resolve

from kentongan.casework.assigning import assign
from kentongan.casework.models import Case
from kentongan.casework.overseeing import oversee
from kentongan.casework.reminding import remind_due
from kentongan.catalogue.models import DeadlineRule
from kentongan.intake.models import ServiceRequest
from kentongan.journal.models import Entry
from kentongan.mailroom.bundling import MOST_AN_HOUR
from kentongan.mailroom.memos import MEMOS
from kentongan.mailroom.models import Bookmark, Letter, Style
from kentongan.mailroom.settling import PAUSES
from kentongan.people.addressing import Post, readdress
from kentongan.people.closing import close_account
from kentongan.people.models import Role, User, Wish
from kentongan.places.directory import directory
from tests.conftest import moment
from tests.mailroom.conftest import FRIDAY, Running, draw
from tests.mailroom.test_colleagues import clear, in_work, last, reached, send_all
from tests.statements import statements

pytestmark = pytest.mark.usefixtures("city")
BOB = "bob@kota.invalid"
MONDAY = moment("2026-03-16 07:30")


@pytest.fixture
def bob() -> User:
    return reached("bob", Role.OFFICER, "dishub")


def test_what_comes_together_goes_in_one_letter_of_ten_lines(server: Running, bob: User) -> None:
    cases = [in_work(bob) for _ in range(12)]
    assert send_all(server, FRIDAY) == [BOB]
    mail, text = server.mails.arrived[-1], last(server)
    assert mail["Subject"] == "12 hal menunggu Anda"
    assert [case.reference in text for case in cases] == [True] * 10 + [False] * 2
    assert "… dan 2 lagi; buka antrean Anda." in text
    assert Letter.objects.filter(part_of__isnull=False).count() == 11
    assert Entry.objects.filter(kind="letter.sent").count() == 1


def test_behind_the_tenth_letter_of_an_hour_the_rest_waits_and_comes_as_one(
    server: Running, bob: User
) -> None:
    beni = reached("beni", Role.OFFICER, "dishub")
    for minute in range(MOST_AN_HOUR + 5):
        at = FRIDAY + timedelta(minutes=minute)
        in_work(bob, at=at)
        send_all(server, at)
    assert server.mails.to == [BOB] * MOST_AN_HOUR
    in_work(beni, at=at)
    assert send_all(server, at) == ["beni@kota.invalid"]
    assert send_all(server, FRIDAY + timedelta(minutes=MOST_AN_HOUR, hours=1)) == [BOB]
    assert server.mails.arrived[-1]["Subject"] == "5 hal menunggu Anda"


def test_a_letter_begun_is_not_added_to(server: Running, bob: User) -> None:
    server.mails.after_data = "hang up"
    first = in_work(bob)
    send_all(server, FRIDAY)
    server.mails.after_data = "250 kept"
    later = FRIDAY + PAUSES[0]
    second = in_work(bob, at=later)
    assert send_all(server, later) == [BOB, BOB]
    one, again, other = server.mails.arrived
    assert one.as_bytes() == again.as_bytes()
    assert first.reference in one.get_content()
    assert second.reference in other.get_content()
    assert one["Message-ID"] != other["Message-ID"]


def test_the_night_is_quiet_and_the_morning_brings_one_letter(server: Running, bob: User) -> None:
    quiet = {"quiet_from": time(20), "quiet_to": time(6, 30)}
    Style.objects.update_or_create(pk=1, defaults=quiet)
    for hour in (21, 22, 23):
        at = moment(f"2026-03-13 {hour}:00")
        in_work(bob, at=at)
        assert send_all(server, at) == []
    assert send_all(server, moment("2026-03-14 06:30")) == [BOB]
    assert server.mails.arrived[-1]["Subject"] == "3 hal menunggu Anda"


def test_an_emergency_wakes_its_officer(server: Running) -> None:
    reached("rita", Role.OFFICER, "pupr")
    quiet = {"quiet_from": time(20), "quiet_to": time(6, 30)}
    Style.objects.update_or_create(pk=1, defaults=quiet)
    night = moment("2026-03-13 23:00")
    in_work(User.objects.get(username="rita"), at=night, kind="BJR-01")
    assert send_all(server, night) == ["rita@kota.invalid"]


@pytest.mark.parametrize(
    ("wish", "at_once", "in_the_morning"),
    [(Wish.URGENT, [BOB], []), (Wish.DAILY, [], [BOB]), (Wish.NONE, [], [])],
)
def test_everybody_says_which_letters_they_wish(
    wish: str, at_once: list[str], in_the_morning: list[str], server: Running, bob: User
) -> None:
    User.objects.update(letters=wish)
    in_work(bob)
    assert send_all(server, FRIDAY) == at_once
    assert send_all(server, MONDAY) == in_the_morning


def test_who_wishes_none_any_more_gets_none_of_what_waits(server: Running, bob: User) -> None:
    in_work(bob)
    draw()
    readdress(bob, Post(BOB, "", Wish.NONE), by=bob, at=FRIDAY)
    assert send_all(server, FRIDAY) == []
    assert Letter.objects.get(kind="case.assigned").withdrawn_because == "unwanted"


def test_what_became_a_matter_of_oversight_is_not_told_outside_the_inspectorate(
    server: Running, bob: User
) -> None:
    ina = reached("ina", Role.OFFICER, "inspektorat")
    case = in_work(bob)
    draw()
    oversee(case, "Diduga pungli.", by=User.objects.get(username="gate"), at=FRIDAY)
    assert send_all(server, FRIDAY) == []
    assert Letter.objects.get(user=bob).withdrawn_because == "hidden"
    case.refresh_from_db()
    assign(case, ina, "", by=reached("irban", Role.HEAD, "inspektorat"), at=FRIDAY)
    assert send_all(server, FRIDAY) == ["ina@kota.invalid"]
    assert case.reference in last(server)
    assert "Lampu" not in last(server)


def test_nobody_outside_the_inspectorate_is_reminded_of_its_matters(server: Running) -> None:
    binds = {"binds": "act", "amount": 5, "unit": "working_days", "valid_from": "2018-01-01"}
    DeadlineRule.objects.create(matter="oversight", source="invented", **binds)
    for name, role, unit in (
        ("bob", Role.OFFICER, "dishub"),
        ("hadi", Role.HEAD, "dishub"),
        ("wali", Role.LEADER, "walikota"),
        ("admin", Role.ADMINISTRATOR, "setda"),
        ("ina", Role.OFFICER, "inspektorat"),
    ):
        reached(name, role, unit)
    case = in_work()
    oversee(case, "Diduga pungli.", by=User.objects.get(username="gate"), at=FRIDAY)
    clear()
    assert remind_due(at=moment("2026-03-26 09:00")) > 0
    send_all(server, moment("2026-03-26 09:00"))
    assert set(send_all(server, moment("2026-03-27 07:30"))) <= {"ina@kota.invalid"}
    assert set(Letter.objects.values_list("user__username", flat=True)) == {"ina"}


def test_of_a_confidential_matter_only_number_and_deadline_leave_the_house(
    server: Running, bob: User
) -> None:
    case = in_work(bob)
    Case.objects.filter(pk=case.pk).update(is_confidential=True)
    send_all(server, FRIDAY)
    assert case.reference in last(server)
    assert "Mawar" not in last(server)
    assert "Lampu" not in last(server)


def test_a_letter_names_the_matter_and_nothing_the_reporter_said(
    server: Running, bob: User
) -> None:
    case = in_work(bob)
    send_all(server, FRIDAY)
    text = last(server)
    voice = ServiceRequest.objects.get()
    assert "Kepada Bob," in text
    assert "Mawar" in text
    assert "pasar" not in text
    assert voice.code not in text.replace("-", "")
    for path in (f"/meja/kasus/{case.reference}/", "/meja/akun/", "/meja/"):
        assert resolve(path).app_name == "workdesk"
    assert f"http://testserver/meja/kasus/{case.reference}/" in text
    assert "http://testserver/meja/akun/" in text


def test_a_new_address_gets_a_letter_and_an_old_one_none(server: Running, bob: User) -> None:
    new = "bob.baru@kota.invalid"
    readdress(bob, Post(new), by=bob, at=FRIDAY)
    assert send_all(server, FRIDAY) == [new]
    assert "dikirim ke alamat ini" in last(server)
    readdress(bob, Post(new, letters=Wish.DAILY), by=bob, at=FRIDAY)
    assert send_all(server, FRIDAY) == []
    assert new not in str(list(Entry.objects.values()))


def test_who_has_only_a_telephone_hears_by_sms(bob: User) -> None:
    readdress(bob, Post("", "0812 3456 7890"), by=bob, at=FRIDAY)
    in_work(bob)
    draw()
    channels = Letter.objects.filter(user=bob).values_list("kind", "channel")
    assert sorted(channels) == [("case.assigned", "sms"), ("user.readdressed", "sms")]
    assert User.objects.get(pk=bob.pk).phone == "+6281234567890"


def test_a_closed_account_is_written_to_no_more_and_its_letters_are_forgotten(
    server: Running, bob: User
) -> None:
    in_work(bob)
    send_all(server, FRIDAY)
    in_work(bob)
    draw()
    close_account(bob, by=reached("admin", Role.ADMINISTRATOR, "setda"), at=FRIDAY)
    assert send_all(server, FRIDAY) == []
    sent, waiting = Letter.objects.filter(user=bob).order_by("pk")
    assert (sent.provider_id, sent.is_forgotten) == ("", True)
    assert waiting.withdrawn_because == "no_address"
    bob.refresh_from_db()
    assert (bob.email, bob.phone) == ("", "")


def test_reading_the_journal_again_writes_nothing_twice_to_anybody(bob: User) -> None:
    for _ in range(3):
        in_work(bob)
    draw()
    before = sorted(Letter.objects.values_list("pk", "part_of"))
    Bookmark.objects.update(xact=0, entry=0)
    draw()
    assert sorted(Letter.objects.values_list("pk", "part_of")) == before
    assert set(Letter.objects.values_list("kind", flat=True)) <= set(MEMOS)


def test_a_batch_costs_the_same_however_many_letters_it_brings(bob: User) -> None:
    draw()

    def drawn(number: int) -> int:
        for _ in range(number):
            in_work(bob)
        directory()
        with statements() as seen:
            draw()
        return len(seen)

    drawn(1)
    assert drawn(2) == drawn(20)
