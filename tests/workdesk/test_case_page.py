"""The case page and its verbs, as somebody at the desk meets them."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from kentongan.casework.asking import reply
from kentongan.casework.history import history
from kentongan.casework.models import Case, Stage
from kentongan.casework.reaching import reaches
from kentongan.casework.verifying import verify
from kentongan.intake.models import LocatedBy
from kentongan.people.keeping import keep
from kentongan.people.models import Role, User
from kentongan.people.permissions import Act
from kentongan.people.standing import load
from kentongan.places.directory import directory
from kentongan.places.models import Jurisdiction, Landmark
from kentongan.toolbox.snapshots import forget_all
from kentongan.workdesk.verbs import VERBS
from tests.workdesk.conftest import ANI, FRIDAY, AddUser, AtDesk, OpenCase

MOST_STATEMENTS = 12


def do(client: Client, verb: str, case: Case, **typed: object) -> object:
    return client.post(reverse(f"workdesk:{verb}", args=[case.reference]), typed)


def page(client: Client, case: Case) -> str:
    response = client.get(f"/meja/kasus/{case.reference}/")
    assert response.status_code == 200
    return response.content.decode()


def test_a_case_walks_from_the_gate_to_its_end(
    alice: User, bob: User, add: AddUser, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case, desk, field = lamp(), at_desk(alice), at_desk(bob)
    lead = at_desk(add("lurah", Role.HEAD, "99.71.01.1001"))
    steps = [
        (desk, "verify", {"is_public": "yes", "public_words": "Lampu padam"}, Stage.VERIFIED),
        (desk, "assign", {"officer": bob.pk, "instruction": "Tolong"}, Stage.ASSIGNED),
        (field, "answer", {"text": "Regu berangkat"}, Stage.ASSIGNED),
        (field, "note", {"text": "Butuh tangga"}, Stage.ASSIGNED),
        (field, "ask", {"question": "Tiang nomor berapa?"}, Stage.ASKED),
        (field, "claim", {"text": "Sudah menyala"}, Stage.CLAIMED),
        (lead, "confirm", {"text": "Saya lihat menyala"}, Stage.CLOSED),
        (desk, "reopen", {"reason": "Padam lagi"}, Stage.ASSIGNED),
        (desk, "forward", {"unit": "pupr", "reason": "Galian"}, Stage.VERIFIED),
        (desk, "correct", {"service_code": "BJR-01", "kelurahan": "99.71.01.1001"}, Stage.VERIFIED),
        (desk, "refuse", {"reason": "duplicate", "text": "Sudah ada"}, Stage.CLOSED),
    ]
    for client, verb, typed, stage in steps:
        response = do(client, verb, case, **typed)
        assert response.status_code == 303, (verb, response.content.decode()[:2000])
        case.refresh_from_db()
        assert case.stage == stage, verb
    told = page(desk, case)
    assert "Regu berangkat" in told
    assert "Butuh tangga" in told


def test_after_a_verb_the_page_says_what_was_done(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case, desk = lamp(), at_desk(alice)
    address = f"/meja/kasus/{case.reference}/catatan?late=1"
    response = desk.post(address, {"text": "Halo"})
    assert response["Location"] == f"/meja/kasus/{case.reference}/?late=1&ok=note"
    assert 'role="status"' in desk.get(response["Location"]).content.decode()


def test_whoever_gives_a_case_away_is_led_back_to_the_queue(
    bob: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    response = do(at_desk(bob), "forward", lamp(), unit="pupr", reason="Bukan kami")
    assert response["Location"] == "/meja/?ok=forward"


@pytest.mark.parametrize("verb", VERBS)
def test_a_stranger_s_case_is_a_404_for_every_verb(
    verb: str, charlie: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case, client = lamp(), at_desk(charlie)
    assert do(client, verb, case, text="x").status_code == 404
    assert client.get(f"/meja/kasus/{case.reference}/").status_code == 404
    assert Case.objects.get(pk=case.pk).updated_at == FRIDAY


def test_a_leader_sees_but_has_no_verbs_of_work(
    add: AddUser, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case, leader = lamp(person=ANI), at_desk(add("lena", Role.LEADER, "walikota"))
    told = page(leader, case)
    assert 'data-key="n"' in told
    assert not any(f'data-key="{key}"' in told for key in "vtbcqfex")
    assert ANI.phone not in told
    assert do(leader, "verify", case, is_public="no").status_code == 404


def test_who_reported_is_never_shown_in_passing(bob: User, lamp: OpenCase, at_desk: AtDesk) -> None:
    told = page(at_desk(bob), lamp(person=ANI))
    assert ANI.phone not in told
    assert ANI.name not in told
    assert "Tampilkan siapa pelapornya" in told or "Show who reported" in told


def test_a_missing_word_is_told_beside_its_field_and_the_rest_is_kept(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    response = do(at_desk(alice), "refuse", lamp(), reason="", text="Karena <b>begini</b>")
    told = response.content.decode()
    assert response.status_code == 422
    assert "Karena &lt;b&gt;begini&lt;/b&gt;" in told
    assert 'id="refuse-reason-error"' in told


def test_whoever_comes_second_sees_the_case_as_it_is_and_keeps_the_words(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case, desk = lamp(), at_desk(alice)
    verify(case, is_public=True, public_words="Milik orang lain", by=alice, at=FRIDAY)
    response = do(desk, "verify", case, is_public="yes", public_words="Kata saya sendiri")
    told = response.content.decode()
    assert response.status_code == 409
    assert "Kata saya sendiri" in told
    assert "Milik orang lain" in told
    assert 'role="alert"' in told


def test_only_the_verbs_that_fit_the_stage_are_shown(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case, desk = lamp(), at_desk(alice)
    fresh = page(desk, case)
    assert 'data-key="v"' in fresh
    assert 'data-key="t"' not in fresh
    verify(case, is_public=False, public_words="", by=alice, at=FRIDAY)
    verified = page(desk, case)
    assert 'data-key="v"' not in verified
    assert 'data-key="t"' in verified
    assert 'data-key="c"' not in verified, "an operator claims nothing"


def test_the_page_of_a_verb_leads_back_to_its_case(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case = lamp()
    response = at_desk(alice).get(f"/meja/kasus/{case.reference}/catatan")
    assert response["Location"] == f"/meja/kasus/{case.reference}/"


def test_a_page_costs_the_same_however_much_has_happened(
    alice: User, bob: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case, desk = lamp(person=ANI), at_desk(alice)
    verify(case, is_public=False, public_words="", by=alice, at=FRIDAY)

    def cost() -> int:
        page(desk, case)
        with CaptureQueriesContext(connection) as told:
            page(desk, case)
        return len(told)

    before = cost()
    for n in range(12):
        do(desk, "note", case, text=f"Catatan {n}")
        do(desk, "assign", case, officer=bob.pk, instruction="Lagi")
    assert cost() == before <= MOST_STATEMENTS - 2, "city and version may come on top"


@pytest.mark.parametrize(
    ("role", "unit"),
    [
        *((Role.OFFICER, unit) for unit in ("dishub", "setda", "pupr", "99.71.01", "walikota")),
        *((Role.HEAD, unit) for unit in ("99.71.01", "99.71.02", "99.71.01.1001", "dishub")),
        *((Role.HEAD, "99.71.02.1001"), (Role.LEADER, "pupr"), (Role.OPERATOR, "pupr")),
    ],
)
def test_a_case_at_hand_is_within_reach_exactly_when_the_queue_holds_it(
    role: Role, unit: str, add: AddUser, lamp: OpenCase
) -> None:
    case, user = lamp(), add("somebody", role, unit)
    for act in Act:
        listed = Case.objects.reachable_by(user, act).filter(pk=case.pk).exists()
        assert reaches(user, act, case) is listed, act


def test_an_account_is_loaded_whole_with_one_statement(alice: User) -> None:
    keep(alice, "Telat", "late=1")
    directory()
    with CaptureQueriesContext(connection) as told:
        loaded = load(alice.pk)
        assert loaded is not None
        assert [(m.role, m.unit.code) for m in loaded.standing] == [("operator", "setda")]
        assert [view.query for view in loaded.kept_filters] == ["late=1"]
    assert len(told) == 1


def test_a_reply_is_credited_to_nobody_who_works_here(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case, desk = lamp(), at_desk(alice)
    do(desk, "ask", case, question="Tiang nomor berapa?")
    reply(case.filings.get().service_request, "Nomor tujuh", at=timezone.now())
    credited = {event.kind: event.who for event in history(case)}
    assert credited["case.reporter_asked"] == alice.pk
    assert credited["case.reporter_replied"] is None
    told = page(desk, case)
    replied = told.partition("Nomor tujuh")[0].rpartition("<li")[2]
    assert alice.name not in replied


def test_whoever_goes_out_finds_the_spot(alice: User, lamp: OpenCase, at_desk: AtDesk) -> None:
    mawar = Jurisdiction.objects.get(code="99.71.01.1001")
    Landmark.objects.create(name="Pasar Kenari", jurisdiction=mawar, lat=-6.1912, lon=106.6139)
    forget_all()
    case = lamp(address="Jalan Kenari, seberang masjid", located_by=LocatedBy.PHOTO)
    told = at_desk(alice).get(f"/meja/kasus/{case.reference}/?lang=en").content.decode()
    assert '<a class="num" href="geo:-6.19120,106.61210">-6.19120, 106.61210</a>' in told
    assert "read from the photo" in told
    assert "Jalan Kenari, seberang masjid" in told
    assert "200 m from Pasar Kenari" in told
    assert re.search(r"<figcaption[^>]*><b>Mawar</b>, Utara · .*approximate", told)


def test_a_case_without_a_point_says_that_only_the_kelurahan_is_known(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case = lamp(point=None, kelurahan="99.71.01.1001")
    told = at_desk(alice).get(f"/meja/kasus/{case.reference}/?lang=en").content.decode()
    assert "only the kelurahan was given" in told
    assert "geo:" not in told


def test_a_deadline_has_one_colour_wherever_it_stands(
    alice: User, lamp: OpenCase, at_desk: AtDesk
) -> None:
    case, desk = lamp(at=timezone.now()), at_desk(alice)
    for hours, state in ((-3, "late"), (3, "soon"), (300, "calm")):
        due_at = timezone.now() + timedelta(hours=hours)
        case.deadlines.filter(binds="verify").update(due_at=due_at)
        Case.objects.filter(pk=case.pk).update(due_at=due_at)
        told = page(desk, case)
        head = told.partition('<p class="states">')[2].partition("</p>")[0]
        card = told.partition('<section class="panel due">')[2].partition("</section>")[0]
        row = told.partition('<span class="when">')[2].partition("</a>")[0]
        for part in (head, card, row):
            assert re.findall(r'class="state (\w+)"', part)[0] == state
