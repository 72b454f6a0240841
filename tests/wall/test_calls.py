"""The wall's tile of calls: true, counted once, and grey where nobody can say who waits."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.calls.connecting import connect
from kentongan.calls.models import Call, State
from kentongan.calls.touching import touch
from kentongan.people.models import Membership, Role, User
from kentongan.people.screens import open_screen
from kentongan.places.directory import directory
from kentongan.wall.showing import showing

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture
def screen() -> Client:
    hall = Client()
    hall.get("/wall/", {"perangkat": open_screen("Aula", by=None, at=timezone.now())})
    return hall


def rang(waits: float | None, ago: float = 1, number: str = "+62812000111", **more: object) -> Call:
    """A call that came in some seconds ago, answered after `waits` seconds, or lost, or waiting."""
    came = timezone.now() - timedelta(seconds=ago)
    state = more.pop("state", State.ENDED if waits is not None else State.ABANDONED)
    answered = came + timedelta(seconds=waits) if waits is not None else None
    ended = None if state == State.QUEUED else timezone.now()
    return Call.objects.create(
        pbx="sentral", pbx_call_id=str(Call.objects.count()), number=number, state=state,
        offered_at=came, answered_at=answered, ended_at=ended, **more,
    )  # fmt: skip


def tile(screen: Client) -> str:
    showing.forget()
    page = screen.get("/wall/").content.decode()
    return page[page.index("calls-tile") : page.index('class="pair"')]


def number(drawn: str, name: str) -> str:
    found = re.search(rf'data-n="calls.{name}"[^>]*>([^<]*)<', drawn)
    assert found, name
    return found[1]


def test_where_no_exchange_is_connected_nothing_is_counted(screen: Client) -> None:
    drawn = tile(screen)
    assert "data-not>Belum ada sentral telepon yang tersambung." in drawn
    assert 'class="calls-now" data-if="calls.is_connected" hidden' in drawn
    assert number(drawn, "waiting") == "tidak ada data"


def test_an_exchange_that_is_silent_leaves_the_present_unknown(screen: Client) -> None:
    connect("sentral", "a secret that is long enough", at=timezone.now())
    rang(5)
    touch("sentral", at=timezone.now() - timedelta(minutes=11))
    drawn = tile(screen)
    assert "unheard" in drawn
    assert number(drawn, "waiting") == "tidak ada data"
    assert number(drawn, "in15") == "100 %"
    touch("sentral", at=timezone.now())
    assert number(tile(screen), "waiting") == "0"
    assert "unheard" not in tile(screen)


def test_every_number_leads_to_as_many_calls_and_to_no_caller(screen: Client) -> None:
    touch("sentral", at=timezone.now())
    for waits in (4, 16, 40):
        rang(waits, ago=60)
    rang(None, ago=50, number="+62812000222")
    rang(None, ago=45, number="+62812000333", called_back_at=timezone.now())
    rang(None, ago=25, state=State.QUEUED)
    drawn = tile(screen)
    shown = {name: number(drawn, name) for name in ("waiting", "in15", "in20", "abandoned", "back")}
    assert shown == {"waiting": "1", "in15": "33 %", "in20": "67 %", "abandoned": "2", "back": "1"}
    for which, count in (("menunggu", 1), ("15", 1), ("20", 2), ("putus", 2), ("kembali", 1)):
        rows = screen.get(f"/wall/telepon/?yang={which}").content.decode()
        assert rows.count("<tr>") - 1 == count, which
        assert "812000" not in rows
    assert screen.get("/wall/telepon/").status_code == 200
    assert screen.get("/wall/telepon/?yang=apa").status_code == 404
    assert Client().get("/wall/telepon/?yang=masuk").status_code == 302


def test_whoever_supervises_calls_goes_on_from_the_rows_to_the_telephone_room(
    screen: Client,
) -> None:
    boss = User.objects.add("boss", "Boss", None)
    unit = directory().unit_by_code["setda"]
    Membership.objects.create(user=boss, unit=unit, role=Role.ADMINISTRATOR)
    door = Client()
    door.force_login(boss, backend="kentongan.people.backend.ByName")
    assert "/meja/telepon/ruang" in door.get("/wall/telepon/?yang=masuk").content.decode()
    assert "/meja/telepon/ruang" not in screen.get("/wall/telepon/?yang=masuk").content.decode()


def test_the_wall_takes_the_same_statements_however_many_have_called(
    screen: Client,
    django_assert_max_num_queries: Callable[..., object],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("kentongan.toolbox.snapshots.CHECK_EVERY", float("inf"))  # no clock's

    def counted() -> int:
        showing.forget()
        with django_assert_max_num_queries(40) as seen:  # type: ignore[attr-defined]
            screen.get("/wall/")
        return len(seen)

    touch("sentral", at=timezone.now())
    counted()
    before = counted()
    for _ in range(30):
        rang(9, ago=30)
        rang(None, ago=86_400 * 3)
    assert counted() == before
