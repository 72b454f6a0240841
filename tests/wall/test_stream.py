"""The stream loses nothing, repeats nothing, waits for nobody and holds nothing."""

import asyncio
import re
from collections.abc import Callable

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from django.utils import timezone

from kentongan.casework.models import Case
from kentongan.cities.models import City
from kentongan.incidents.opening import Opening, open_by_hand
from kentongan.journal.reading import Place
from kentongan.people.models import Membership, Role, User
from kentongan.people.screens import close_screen
from kentongan.places.directory import directory
from kentongan.wall import keeping, streaming
from kentongan.wall.client import WAITING
from kentongan.wall.following import Piece, read_between
from kentongan.wall.hub import hub_of
from tests.casework.test_story import IN_MAWAR
from tests.committing import two_operators
from tests.incidents.flooding import load
from tests.wall.outside import meanwhile, outside
from tests.wall.streams import Screen, watching

Tell = Callable[..., Case]
SURROUND = ("Di sekitar kita", "Around us", "Di sekitar kita")


def marks(screen: Screen) -> list[str]:
    return [event["id"] for event in screen.of("news")]


def run(story: object) -> None:
    asyncio.run(story)  # type: ignore[arg-type]


def test_a_report_is_on_every_screen_and_says_nothing_personal(cookie: str, told: Tell) -> None:
    async def story() -> None:
        screens = [Screen(cookie) for _ in range(20)]
        async with watching(*screens):
            await asyncio.gather(*(screen.until("hello") for screen in screens))
            await meanwhile(told)
            for screen in screens:
                (news,) = await screen.until("news")
                assert news["data"]["title"] == {"id": "Banjir", "en": "Flood"}
                assert "Tolong" not in str(news)
            whole, different = await screens[0].until("tally", 2)
            assert whole["data"]["whole"]
            assert whole["data"]["changed"]["open"] == 0
            assert not different["data"]["whole"]
            assert different["data"]["changed"]["open"] == 1
        assert screens[0].headers[b"content-type"].startswith(b"text/event-stream")
        assert screens[0].headers[b"x-accel-buffering"] == b"no"

    run(story())


def test_whoever_comes_back_is_told_what_happened_meanwhile_once(cookie: str, told: Tell) -> None:
    async def story() -> None:
        first = Screen(cookie)
        async with watching(first):
            await first.until("hello")
            await meanwhile(told)
            (seen,) = await first.until("news")
        for _ in range(3):
            await meanwhile(told)
        again, other = Screen(cookie, after=seen["id"]), Screen(cookie, after=seen["id"])
        async with watching(again):
            await again.until("news", 3)
            await meanwhile(told)
            await again.until("news", 4)
            async with watching(other):
                await other.until("news", 4)
        for screen in (again, other):
            assert seen["id"] not in marks(screen)
            assert len(set(marks(screen))) == len(marks(screen)) == 4
        assert marks(again) == marks(other)

    run(story())


def test_what_many_missed_who_come_to_another_process_is_read_once(
    cookie: str, told: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a kill: hundreds come at once, and none may wait for the others to be read for."""
    readings = []

    def counted(last: Place, until: Place) -> list[Piece] | None:
        readings.append(last)
        return read_between(last, until)

    monkeypatch.setattr("kentongan.wall.hub.read_between", counted)

    async def story() -> None:
        first = Screen(cookie)
        async with watching(first):
            await first.until("hello")
            await meanwhile(told)
            (seen,) = await first.until("news")
        for _ in range(3):
            await meanwhile(told)
        many = [Screen(cookie, after=seen["id"]) for _ in range(30)]
        async with watching(*many):
            await meanwhile(told)
            for screen in many:
                await screen.until("news", 4)
        assert all(marks(screen) == marks(many[0]) for screen in many)
        assert len(set(marks(many[0]))) == 4

    run(story())
    assert len(readings) == 1


def test_too_much_missed_or_another_life_asks_for_a_fresh_page(
    cookie: str, told: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kentongan.wall.following.MOST", 2)
    for _ in range(4):
        outside(told)

    async def story() -> None:
        late, ahead = Screen(cookie, after="1-1"), Screen(cookie, after="999999999-1")
        async with watching(late, ahead):
            await late.until("reset")
            await ahead.until("reset")

    run(story())


def test_a_slow_screen_is_dropped_and_the_others_do_not_notice(cookie: str, told: Tell) -> None:
    async def story() -> None:
        slow, quick = Screen(cookie, is_slow=True), Screen(cookie)
        async with watching(slow, quick):
            await quick.until("hello")
            await slow.until("hello")
            for _ in range(WAITING + 3):
                hub_of(await city()).hand_out(b": x\n\n")
                await asyncio.sleep(0.005)
            await slow.until_over()
            await meanwhile(told)
            await quick.until("news")

    run(story())


def test_what_surrounds_the_cases_is_drawn_once_and_comes_in_the_screen_s_language(
    cookie: str, told: Tell
) -> None:
    """It comes when the screen does, then whenever it says something else, and only then."""

    def opened() -> None:
        ani = two_operators()[0]
        load()
        open_by_hand(Opening("banjir", "Tanggul jebol", IN_MAWAR), by=ani, at=timezone.now())

    async def story() -> None:
        screens = [Screen(cookie), Screen(cookie, language="en"), Screen(cookie, language="xx")]
        async with watching(*screens):
            for screen, words in zip(screens, SURROUND, strict=True):
                (drawn,) = await screen.until("around")
                assert words in drawn["data"]["html"]
            await meanwhile(told)
            await screens[0].until("tally")
            assert len(screens[0].of("around")) == 1
            await meanwhile(opened)
            for screen in screens:
                *_, newest = await screen.until("around", 2)
                assert re.search(r"/wall/insiden/\d+/", newest["data"]["html"])

    run(story())


def test_who_comes_later_in_another_language_is_shown_nothing_of_before(cookie: str) -> None:
    """What was drawn for those who have left grows old without them."""

    def opened() -> None:
        load()
        ani = two_operators()[0]
        open_by_hand(Opening("banjir", "Tanggul jebol", IN_MAWAR), by=ani, at=timezone.now())

    async def story() -> None:
        stays, leaves = Screen(cookie), Screen(cookie, language="en")
        async with watching(stays):
            async with watching(leaves):
                await leaves.until("around")
            await stays.until("around")
            await meanwhile(opened)
            await stays.until("around", 2)
            comes = Screen(cookie, language="en")
            async with watching(comes):
                drawn, *_ = await comes.until("around")
                assert re.search(r"/wall/insiden/\d+/", drawn["data"]["html"])

    run(story())


async def city() -> City:
    return await meanwhile(lambda: City.objects.get(slug="contoh"))


def test_a_stream_holds_no_connection(cookie: str) -> None:
    def held() -> int:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            )
            return int(cursor.fetchone()[0])

    async def story() -> None:
        screens = [Screen(cookie) for _ in range(50)]
        async with watching(*screens):
            await asyncio.gather(*(screen.until("hello") for screen in screens))
            # One each for the listener, the reader, the teller, the test, and this question.
            assert await meanwhile(held) <= 5

    run(story())


@pytest.mark.parametrize("carried", ["", "layar=forged", "kentongan=nosession"])
def test_a_stranger_is_not_let_in(open_city: None, carried: str) -> None:
    async def story() -> None:
        screen = Screen(carried)
        await screen.run()
        assert screen.status == 403

    run(story())


def test_a_screen_opens_nothing_in_another_city(cookie: str) -> None:
    async def story() -> None:
        elsewhere = Screen(cookie, host="nowhere.localhost")
        await elsewhere.run()
        assert elsewhere.status == 404

    run(story())


def test_a_closed_screen_is_cut_off(cookie: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streaming, "ASK_AGAIN", 0.01)
    monkeypatch.setattr("kentongan.wall.admission.REMEMBER", 0.0)
    monkeypatch.setattr(keeping, "BEAT", 0.1)

    async def story() -> None:
        screen = Screen(cookie)
        async with watching(screen):
            await screen.until("hello")
            await meanwhile(lambda: close_screen("Aula", by=None, at=timezone.now()))
            await screen.until("closed")
            await screen.until_over()

    run(story())


def test_what_is_committed_late_is_told_in_its_turn(cookie: str, told: Tell) -> None:
    """A transaction that began first and ends last is not lost behind one that overtook it."""

    async def story() -> None:
        screen = Screen(cookie)
        hold, began = asyncio.Event(), asyncio.Event()
        loop = asyncio.get_running_loop()

        def slowly() -> None:
            with transaction.atomic():
                told()
                loop.call_soon_threadsafe(began.set)
                asyncio.run_coroutine_threadsafe(hold.wait(), loop).result(10)

        async with watching(screen):
            await screen.until("hello")
            slow = asyncio.create_task(meanwhile(slowly))
            await began.wait()
            await meanwhile(told)
            await asyncio.sleep(0.3)
            assert screen.of("news") == []
            hold.set()
            await slow
            assert len(await screen.until("news", 2)) == 2
            assert marks(screen) == sorted(marks(screen), key=lambda m: [*map(int, m.split("-"))])

    run(story())


def signed_in(name: str, role: Role | None) -> str:
    """Sign somebody in; returns their cookie."""
    user = User.objects.add(name, name, None)
    if role:
        unit = directory().unit_by_code["walikota"]
        Membership.objects.create(user=user, unit=unit, role=role)
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session["_auth_user_backend"] = "kentongan.people.backend.ByName"
    session["_auth_user_hash"] = user.get_session_auth_hash()
    session.create()
    return f"kentongan={session.session_key}"


def test_only_those_who_may_watch_are_let_in_by_their_session(open_city: None) -> None:
    async def story() -> None:
        alice = Screen(await meanwhile(lambda: signed_in("alice", Role.LEADER)))
        charlie = Screen(await meanwhile(lambda: signed_in("charlie", None)))
        async with watching(alice):
            await alice.until("hello")
        await charlie.run()
        assert charlie.status == 403

    run(story())
