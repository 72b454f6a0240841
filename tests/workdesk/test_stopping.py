"""At the desk: the clocks are stopped and started, and what was handed up is found."""

from datetime import timedelta

from django.utils import timezone

from kentongan.casework.escalating import escalate_due
from kentongan.casework.missing import notice_missed
from kentongan.casework.models import Case, Pause
from kentongan.people.models import Role, User
from tests.workdesk.conftest import AddUser, AtDesk, OpenCase


def test_a_pause_and_its_end_from_the_case_page(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case, desk = lamp(at=timezone.now()), at_desk(alice)
    page = f"/meja/kasus/{case.reference}/"
    assert desk.post(f"{page}jeda", {"reason": "", "text": "x"}).status_code == 422
    typed = {"reason": "authority", "text": "Menunggu PLN."}
    assert desk.post(f"{page}jeda", {**typed, "until": "2020-01-01"}).status_code == 422
    assert desk.post(f"{page}jeda", typed).status_code == 303
    assert desk.post(f"{page}jeda", typed).status_code == 409
    shown = desk.get(page).content.decode()
    assert "Menunggu PLN." in shown
    assert "Dijeda 1 kali" in shown
    assert f"{page}jeda" not in shown
    assert desk.post(f"{page}lanjutan").status_code == 303
    assert Pause.objects.get().ended_at is not None


def test_what_was_handed_up_stands_in_a_view_of_its_own(
    alice: User, lamp: OpenCase, at_desk: AtDesk, add: AddUser
) -> None:
    now = timezone.now()
    old, _young = lamp(at=now - timedelta(days=90)), lamp(at=now)
    notice_missed(at=now)
    while escalate_due(at=now):
        pass
    assert Case.objects.get(pk=old.pk).step == 3
    mayor = at_desk(add("wali", Role.LEADER, "walikota"))
    assert "?step=3" in mayor.get("/meja/").content.decode()
    listed = mayor.get("/meja/?step=3").content.decode()
    assert old.reference in listed
    assert _young.reference not in listed
    assert mayor.get("/meja/?step=9").status_code == 422
