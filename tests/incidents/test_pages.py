"""The pages of incidents and shifts at the desk, without a script."""

from datetime import timedelta
from math import inf

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.casework.models import Case
from kentongan.incidents.models import Handover, Incident, Merge, Split
from kentongan.people.models import Role, User
from kentongan.toolbox import snapshots
from tests.casework.test_story import IN_MAWAR
from tests.incidents.flooding import Told, group, load, tell
from tests.incidents.test_grouping import FAR
from tests.pdfs import words_of
from tests.statements import statements
from tests.workdesk.conftest import AddUser, AtDesk, add, alice, at_desk

__all__ = ["add", "alice", "at_desk"]
LIST = "/meja/insiden/"


@pytest.fixture
def desk(alice: User, at_desk: AtDesk) -> Client:
    load()
    return at_desk(alice)


@pytest.fixture
def two(desk: Client) -> list[Incident]:
    at = timezone.now() - timedelta(minutes=30)
    tell(Told(at, IN_MAWAR, f"Banjir di gang {n}") for n in range(6))
    tell(Told(at, FAR) for _n in range(4))
    group(at=at)
    return list(Incident.objects.order_by("pk"))


def page(desk: Client, address: str) -> str:
    answer = desk.get(address)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def post(desk: Client, address: str, **typed: object) -> int:
    return desk.post(address, typed).status_code


def at(incident: Incident, act: str = "") -> str:
    return f"{LIST}{incident.pk}/{act}"


def test_the_list_leads_to_each_incident_and_opens_one_by_hand(
    desk: Client, two: list[Incident]
) -> None:
    text = page(desk, LIST)
    assert all(at(incident) in text for incident in two)
    assert "Mawar" in text
    assert post(desk, LIST, kind="banjir", name="Tanggul", point="di sana") == 422
    typed = {"kind": "banjir", "name": "Tanggul", "point": "-6.19, 106.61"}
    answer = desk.post(LIST, typed)
    made = Incident.objects.get(name="Tanggul")
    assert answer["Location"].startswith(at(made))
    assert (made.lat, made.lon) == (-6.19, 106.61)
    assert "Tanggul" in page(desk, at(made))


def test_an_incident_shows_its_witnesses_by_their_cases_its_map_and_its_log(
    desk: Client, two: list[Incident]
) -> None:
    text = page(desk, at(two[0]))
    for case in Case.objects.order_by("pk")[:6]:
        assert f"/meja/kasus/{case.reference}/" in text
    assert text.count('class="point point-open"') == 6
    step = two[0].kind.steps.get(code="tinggi")
    assert post(desk, at(two[0], "centang"), step=step.pk) == 303
    assert post(desk, at(two[0], "centang"), step=step.pk) == 409
    assert post(desk, at(two[0], "catat"), line="Perahu karet berangkat") == 303
    text = page(desk, at(two[0]))
    assert "Perahu karet berangkat" in text
    assert at(two[0], "hapus-centang") in text


def test_a_merge_is_looked_at_first_then_done_and_undone(desk: Client, two: list[Incident]) -> None:
    one, other = two
    look = page(desk, f"{at(other, 'lihat-gabung')}?into={one.pk}")
    assert look.count("point-late") == 4
    assert look.count('class="point point-open"') == 6
    assert Merge.objects.count() == 0
    assert post(desk, at(other, "gabung"), into=one.pk) == 303
    merged = Merge.objects.get()
    assert post(desk, at(one, "batal-gabung"), row=merged.pk) == 303
    merged.refresh_from_db()
    assert merged.undone_by is not None
    assert desk.get(f"{at(one, 'lihat-gabung')}?into={one.pk}").status_code == 422


def test_what_is_ticked_is_split_off_after_a_look_and_comes_back(
    desk: Client, two: list[Incident]
) -> None:
    one = two[0]
    first = one.traces.order_by("pk")[0]
    assert desk.get(at(one, "lihat-pecah")).status_code == 422
    look = page(desk, f"{at(one, 'lihat-pecah')}?trace={first.pk}")
    assert look.count("point-late") == 1
    assert post(desk, at(one, "pecah"), trace=first.pk) == 303
    split = Split.objects.get()
    assert post(desk, at(split.became, "batal-pecah"), row=split.pk) == 303
    assert one.traces.count() == 6


def test_cases_are_put_in_and_taken_out_and_the_incident_is_closed(
    desk: Client, two: list[Incident]
) -> None:
    one, other = two
    case = other.traces.order_by("pk")[0].service_request.filing.case
    assert post(desk, at(one, "tambah"), case="TIDAKADA") == 422
    assert post(desk, at(one, "tambah"), case=case.reference) == 409
    assert post(desk, at(other, "keluarkan"), case=case.reference) == 303
    assert post(desk, at(one, "tambah"), case=case.reference.lower()) == 303
    assert post(desk, at(one, "tutup"), outcome="over", text="") == 422
    assert post(desk, at(one, "tutup"), outcome="over", text="Surut") == 303
    assert "Surut" in page(desk, at(one))
    assert post(desk, at(one, "buka")) == 303


def test_a_shift_is_handed_over_by_two_people_and_printed(
    desk: Client, two: list[Incident], add: AddUser, at_desk: AtDesk
) -> None:
    dewi = at_desk(add("dewi", Role.OPERATOR, "setda"))
    assert post(desk, "/meja/jaga/mulai") == 303
    assert post(desk, "/meja/jaga/serahkan", note="") == 422
    assert post(desk, "/meja/jaga/serahkan", note="Pompa kedua mati") == 303
    waiting = Handover.objects.get()
    assert post(desk, "/meja/jaga/terima", handover=waiting.pk) == 422
    assert "Pompa kedua mati" in page(dewi, "/meja/jaga/")
    assert post(dewi, "/meja/jaga/terima", handover=waiting.pk) == 303
    printed = words_of(dewi.get(f"/meja/jaga/{waiting.pk}/serah-terima.pdf").content)
    for said in ("Alice", "Dewi", "Pompa kedua mati", two[0].code):
        assert said in printed
    assert "Dewi" in page(dewi, LIST)


def test_more_incidents_and_witnesses_cost_no_more_statements(
    desk: Client, two: list[Incident], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(snapshots, "CHECK_EVERY", inf)

    def cost(address: str) -> int:
        page(desk, address)
        with statements() as seen:
            page(desk, address)
        return len(seen)

    before = cost(LIST), cost(at(two[0]))
    moment = timezone.now()
    tell(Told(moment, IN_MAWAR) for _n in range(5))
    tell(Told(moment, IN_MAWAR, "Lampu padam", "PJU-01") for _n in range(4))
    group(at=moment)
    assert Incident.objects.count() == 3
    assert (cost(LIST), cost(at(two[0]))) == before
    assert before[0] <= 20
    assert before[1] <= 22


def test_who_handles_no_incidents_sees_no_page_of_them(
    desk: Client, two: list[Incident], add: AddUser, at_desk: AtDesk
) -> None:
    bob = at_desk(add("bob", Role.OFFICER, "dishub"))
    for address in (LIST, at(two[0]), "/meja/jaga/", f"{at(two[0], 'lihat-gabung')}?into=1"):
        assert bob.get(address).status_code == 404
    assert post(bob, at(two[0], "catat"), line="Halo") == 404
    assert post(desk, f"{LIST}999999/catat", line="Halo") == 404
