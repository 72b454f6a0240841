"""The public map while one looks at it: what is public is told once, all else not at all."""

import asyncio
import contextlib
from collections.abc import Iterator
from typing import Any

import httpx
import orjson
import pytest
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.casework.overseeing import oversee
from kentongan.casework.verifying import verify
from kentongan.config.nchan.channels import Channel, NoChannel
from kentongan.config.nchan.posting import post_new
from kentongan.frontdesk.live import hub
from kentongan.frontdesk.live.streaming import application
from kentongan.frontdesk.live.telling import tell
from kentongan.intake.models import Channel as Door
from kentongan.intake.report import Report
from kentongan.journal.models import Entry
from kentongan.people.models import User
from kentongan.toolbox.geometry import Point
from kentongan.toolbox.schemas import current
from tests.committing import committed, two_operators
from tests.nchan import Front, nchan
from tests.wall.outside import meanwhile, outside

MADE = (
    *("casework_case", "intake_servicerequest", "journal_entry", "journal_follower"),
    *("people_membership", "people_user"),
)


def told(code: str = "PJU-01", north: float = 0.0) -> Case:
    report = Report(code, "Rahasia pelapor", Door.WEB, point=Point(-6.1912 + north, 106.6121))
    return take_in(report, at=timezone.now()).filing.case


def shown(by: User, *, is_public: bool = True, code: str = "PJU-01", north: float = 0.0) -> Case:
    words = "Lampu padam" if is_public else ""
    case = told(code, north)
    return verify(case, is_public=is_public, public_words=words, by=by, at=timezone.now())


def bodies() -> list[dict[str, Any]]:
    return [orjson.loads(each.body) for each in tell(list(Entry.objects.order_by("xact", "id")))]


@pytest.mark.usefixtures("city")
def test_only_what_is_public_is_told_and_nobodys_words() -> None:
    ani, _ = two_operators()
    told()
    shown(ani, is_public=False)
    case, private = shown(ani), shown(ani, code="KTP-01")
    first, second = bodies()
    assert first["about"]["code"] == case.reference
    assert first["about"]["title"]["en"] == "Street lamp out"
    assert first["about"]["note"]["en"] == "Mawar · accepted"
    assert first["about"]["note"]["id"] == "Mawar · diterima untuk dikerjakan"
    assert first["spot"] == [106.6121, -6.1912]
    assert second["about"]["code"] == private.reference
    assert second["spot"] == [106.61, -6.19]  # the middle of its kelurahan
    assert "Rahasia" not in str([first, second])
    assert "Lampu padam" not in str([first, second])


@pytest.mark.usefixtures("city")
def test_what_goes_to_the_inspectorate_is_forgotten_without_a_word() -> None:
    ani, _ = two_operators()
    case = shown(ani)
    oversee(case, "PGL-01", by=ani, at=timezone.now())
    assert [(each["kind"], len(each)) for each in bodies()] == [("look", 2)]
    assert [each.hides for each in tell(list(Entry.objects.all()))] == [True]


class Listener:
    """One browser at our own stream."""

    def __init__(self, after: str = "") -> None:
        header = [(b"last-event-id", after.encode())] if after else []
        self.scope = {
            "type": "http",
            "method": "GET",
            "query_string": b"",
            "headers": [(b"host", b"testserver"), *header],
        }
        self.said: list[dict[str, Any]] = []
        self.raw = b""
        self._told = asyncio.Event()

    async def _send(self, message: Any) -> None:
        self.raw += message.get("body", b"")
        self.said = [
            orjson.loads(line[6:]) for line in self.raw.split(b"\n") if line.startswith(b"data: ")
        ]
        self._told.set()

    async def until(self, count: int, begins: bytes = b"") -> list[dict[str, Any]]:
        async with asyncio.timeout(10):
            while len(self.said) < count or begins not in self.raw:
                self._told.clear()
                await self._told.wait()
        return self.said

    @contextlib.asynccontextmanager
    async def listening(self) -> Any:
        task = asyncio.create_task(application(self.scope, asyncio.Event().wait, self._send))  # type: ignore[arg-type]
        await self.until(0, b"\n:\n")
        try:
            yield self
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
def ani(django_db_setup: None, django_db_blocker: pytest.FixtureRequest) -> Iterator[User]:
    hub.forget_hubs()
    with committed(django_db_blocker, *MADE):
        yield two_operators()[0]


def test_every_reader_hears_it_once_also_who_comes_back(ani: User) -> None:
    async def story() -> None:
        async with Listener().listening() as first:
            one = await meanwhile(lambda: shown(ani))
            (said,) = await first.until(1)
            assert said["about"]["code"] == one.reference
            two = await meanwhile(lambda: shown(ani, north=0.001))
            async with Listener(after=said["place"]).listening() as back:
                (missed,) = await back.until(1)
                assert missed["about"]["code"] == two.reference
            await first.until(2)
            assert len(first.said) == 2

    asyncio.run(story())


@pytest.fixture
def front(ani: User, settings: Settings) -> Iterator[Front]:
    with nchan(application) as found:
        settings.NCHAN = found.publish
        yield found


@contextlib.contextmanager
def reading(front: Front) -> Iterator[Iterator[dict[str, Any]]]:
    address = f"http://127.0.0.1:{front.port}/peta/aliran"
    headers = {"Host": "testserver", "Accept": "text/event-stream"}
    with httpx.stream("GET", address, headers=headers, timeout=10) as answer:
        assert answer.headers["content-type"].startswith("text/event-stream")
        assert "x-accel-redirect" not in answer.headers
        lines = answer.iter_lines()
        yield (orjson.loads(line[6:]) for line in lines if line.startswith("data: "))


def channel(front: Front) -> Channel:
    return Channel(front.publish, current().schema_name)


@pytest.mark.wire
def test_over_nchan_every_reader_hears_each_thing_once_whoever_is_killed(
    ani: User, front: Front
) -> None:
    with channel(front) as line:
        assert not post_new(line)  # whoever is new begins at the end
        with reading(front) as first, reading(front) as second:
            one = shown(ani)
            with contextlib.suppress(KeyboardInterrupt), transaction.atomic():
                post_new(line)
                raise KeyboardInterrupt  # killed after posting, before it was kept
            shown(ani, is_public=False)
            two = shown(ani, north=0.001)
            post_new(line)
            post_new(line)
            for each in (first, second):
                heard = [next(each)["about"]["code"] for _ in range(2)]
                assert heard == [one.reference, two.reference]
            oversee(one, "PGL-01", by=ani, at=timezone.now())
            post_new(line)
        with reading(front) as late:
            assert next(late)["kind"] == "look"  # of what was told before nothing is told again


@pytest.mark.wire
def test_two_posters_take_turns_and_a_dead_nginx_loses_nothing(ani: User, front: Front) -> None:
    with channel(front) as line, Channel("http://127.0.0.1:9", "contoh") as dead:
        post_new(line)
        case = shown(ani)
        with pytest.raises(NoChannel):
            post_new(dead)
        with transaction.atomic():
            post_new(line)
            assert outside(lambda: post_new(dead)) is False  # somebody else is at it
        with reading(front) as late:
            assert next(late)["about"]["code"] == case.reference
