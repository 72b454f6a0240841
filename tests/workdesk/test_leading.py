"""The acts that come next stand in front, the others behind a fold; a form is done once."""

from kentongan.casework.adding import add_voice
from kentongan.casework.closing import Reason, refuse
from kentongan.casework.models import Answer, Note
from kentongan.casework.verifying import verify
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.people.models import User
from tests.workdesk.conftest import FRIDAY, IN_MAWAR, AtDesk, OpenCase

FOLD = '<details class="others"'


def test_the_next_acts_stand_before_the_fold(
    alice: User, bob: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case = lamp()
    address = f"/meja/kasus/{case.reference}/"
    front, fold, rest = at_desk(alice).get(address).content.decode().partition(FOLD)
    assert fold
    assert front.count('<details class="verb"') == 2
    assert ("/verifikasi" in front, "/penolakan" in rest) == (True, True)
    verify(case, is_public=False, public_words="", by=alice, at=FRIDAY)
    front = at_desk(bob).get(address).content.decode().partition(FOLD)[0]
    assert ("/penugasan" in front, "/klaim" in front) == (True, True)


def test_of_a_closed_case_only_what_its_end_asks_for_stands_out(
    alice: User, bob: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case = lamp()
    add_voice(Report("PJU-01", "Padam juga", Channel.WEB, point=IN_MAWAR), case, at=FRIDAY)
    address = f"/meja/kasus/{case.reference}/"
    refuse(case, Reason.UNFOUNDED, "Menyala.", by=alice, at=FRIDAY)
    unit, gate = (at_desk(each).get(address).content.decode() for each in (bob, alice))
    assert "/pemisahan" in unit
    assert 'class="button main" data-key' not in unit
    assert gate.count('class="button main" data-key') == 1
    assert 'class="button main" data-key="r"' in gate


def test_a_fault_in_a_folded_form_opens_the_fold(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    desk, case = at_desk(alice), lamp()
    assert f"{FOLD}>" in desk.get(f"/meja/kasus/{case.reference}/").content.decode()
    told = desk.post(f"/meja/kasus/{case.reference}/penolakan", {}).content.decode()
    assert f"{FOLD} open>" in told


def test_the_page_of_similar_cases_says_how_many_there_are(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case, desk = lamp(), at_desk(alice)
    address = f"/meja/kasus/{case.reference}/mirip"
    assert desk.get(f"{address}?hitung").json() == {"found": 0}
    lamp()
    assert desk.get(f"{address}?hitung").json() == {"found": 1}
    assert (
        f'data-key="=" aria-keyshortcuts="=" href="{address}"'
        in desk.get(f"/meja/kasus/{case.reference}/").content.decode()
    )


def test_the_same_words_sent_twice_are_kept_once(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case, desk = lamp(), at_desk(alice)
    verify(case, is_public=False, public_words="", by=alice, at=FRIDAY)
    for noun in ("jawaban", "catatan"):
        address = f"/meja/kasus/{case.reference}/{noun}"
        assert desk.post(address, {"text": "Regu berangkat."}).status_code == 303
        again = desk.post(address, {"text": "Regu berangkat."})
        assert again.status_code == 409
        assert "baru saja disimpan" in again.content.decode()
        assert desk.post(address, {"text": "Regu tiba."}).status_code == 303
    assert (Answer.objects.count(), Note.objects.count()) == (2, 2)
