"""A clerk at the counter: call, take down, read back, hand over; nothing is lost."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.casework.answering import answer
from kentongan.casework.models import Addition, Case
from kentongan.casework.verifying import verify
from kentongan.counter.calling import sit_down
from kentongan.counter.models import Office, Seat, State, Ticket
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.mailroom.models import Letter
from kentongan.people.models import Role, User
from tests.counter.conftest import MAWAR, TakeNumber
from tests.mailroom.conftest import draw
from tests.statements import statements
from tests.workdesk.conftest import AddUser, AtDesk, OpenCase

TOLD: dict[str, Any] = {
    "words": "Lampu jalan depan gang melati padam",
    "kind": "PJU-01",
    "address": "Mawar",
    "place": "kelurahan:99.71.01.1001",
    "hearing": "pick_up",
}


def act(desk: Client, ticket: Ticket, go: str, **typed: Any) -> Any:
    return desk.post(f"/meja/loket/{ticket.pk}/isi", {"go": go, **typed})


def page(desk: Client, ticket: Ticket) -> str:
    return desk.get(f"/meja/loket/{ticket.pk}/").content.decode()


def test_from_the_number_to_the_receipt(
    desk: Client, seat: Seat, number: TakeNumber, alice: User
) -> None:
    number()
    called = desk.post("/meja/loket/panggilan")
    ticket = Ticket.objects.get()
    assert called["Location"] == f"/meja/loket/{ticket.pk}/"
    sent = act(desk, ticket, "report", **TOLD)
    assert sent["Location"] == f"/meja/loket/{ticket.pk}/tanda-terima"
    told = ServiceRequest.objects.get()
    ticket.refresh_from_db()
    assert (told.channel, told.reporter, ticket.state) == (Channel.COUNTER, None, State.SERVED)
    shown = desk.get(sent["Location"]).content.decode()
    assert all(group in shown for group in told.spoken_code.split("-"))
    assert told.reference in shown
    done = act(desk, ticket, "done")
    assert done["Location"] == "/meja/loket/?ok=done"
    ticket.refresh_from_db()
    assert ticket.state == State.DONE


def test_sending_twice_is_one_case(desk: Client, in_hand: Ticket) -> None:
    for _ in range(2):
        act(desk, in_hand, "report", **TOLD)
    assert Case.objects.count() == 1


def test_a_second_matter_of_the_same_person_is_a_case_of_its_own(
    desk: Client, in_hand: Ticket
) -> None:
    act(desk, in_hand, "report", **TOLD, name="Ani")
    assert 'value="Ani"' in page(desk, in_hand)
    act(desk, in_hand, "report", **{**TOLD, "words": "Banjir di depan pasar", "kind": "BJR-01"})
    assert Case.objects.count() == 2


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"kind": ""}, "kind-error"),
        ({"address": "", "place": ""}, "address-error"),
        ({"hearing": "call"}, "field-phone-error"),
        ({"phone": "12"}, "field-phone-error"),
        ({"words": "", "kind": "PJU-01"}, "words-error"),
    ],
)
def test_what_cannot_be_used_is_said_beside_its_field_and_nothing_is_lost(
    desk: Client, in_hand: Ticket, wrong: dict[str, str], said: str
) -> None:
    answer = act(desk, in_hand, "report", **{**TOLD, "name": "Ani Contoh", **wrong})
    assert answer.status_code == 422
    text = answer.content.decode()
    assert f'id="{said}"' in text
    assert 'value="Ani Contoh"' in text
    assert not ServiceRequest.objects.exists()
    assert "Ani Contoh" in page(desk, in_hand)  # kept, also if the browser dies now


def test_what_is_typed_is_kept_with_every_pause(desk: Client, in_hand: Ticket) -> None:
    kept = desk.post(f"/meja/loket/{in_hand.pk}/draf", {"words": "Pohon tumbang", "anonim": "1"})
    assert kept.status_code == 204
    text = page(desk, in_hand)
    assert "Pohon tumbang" in text
    assert 'name="anonim" value="1" data-save checked' in text


def test_a_draft_is_gone_when_they_go(desk: Client, in_hand: Ticket) -> None:
    act(desk, in_hand, "look", words="Bukan apa-apa")
    act(desk, in_hand, "done")
    assert not hasattr(Ticket.objects.get(pk=in_hand.pk), "draft")


def test_it_is_read_back_before_it_is_sent(desk: Client, in_hand: Ticket) -> None:
    said = desk.post(f"/meja/loket/{in_hand.pk}/bacaan", TOLD).content.decode()
    assert "Lampu jalan padam" in said
    assert TOLD["words"] in said
    assert "Mawar" in said
    assert not ServiceRequest.objects.exists()


def test_the_words_suggest_the_type_also_to_a_head_who_takes_no_calls(
    lurah: User, office: Office, at_desk: AtDesk
) -> None:
    sit_down(office, "1", by=lurah, at=timezone.now())
    found = at_desk(lurah).get("/meja/loket/bantuan/types", {"words": "lampu padam"})
    assert 'value="PJU-01" selected' in found.content.decode()


def test_a_known_report_is_offered_and_joined_when_chosen(
    desk: Client, in_hand: Ticket, lamp: OpenCase
) -> None:
    known = lamp("Lampu jalan depan gang melati padam", at=timezone.now())
    offered = desk.get("/meja/loket/bantuan/known", TOLD).content.decode()
    assert known.reference in offered
    act(desk, in_hand, "report", **TOLD, same=known.reference)
    known.refresh_from_db()
    assert (Case.objects.count(), known.voices) == (1, 2)


def test_the_code_opens_a_matter_to_whichever_clerk_it_is_said_to(
    lurah: User, office: Office, at_desk: AtDesk, lamp: OpenCase, number: TakeNumber
) -> None:
    """Another kelurahan's matter: whoever knows the code is the reporter."""
    case = lamp(point=None, kelurahan="99.71.02.1001")
    told = ServiceRequest.objects.get(filing__case=case)
    sit_down(office, "1", by=lurah, at=timezone.now())
    number("B")
    desk = at_desk(lurah)
    desk.post("/meja/loket/panggilan")
    ticket = Ticket.objects.get()
    missed = act(desk, ticket, "find", code=case.reference)
    assert missed.status_code == 422  # the reference opens only what one may see
    found = act(desk, ticket, "find", code=told.spoken_code.lower())
    assert found["Location"].endswith("?ok=found")
    text = page(desk, ticket)
    assert case.reference in text
    assert told.spoken_code not in text
    act(desk, ticket, "words", added="Sekarang dua lampu")
    assert Addition.objects.get().channel == Channel.COUNTER


def test_the_matter_of_anothers_number_is_shown_only_to_who_sees_it_anyway(
    lurah: User, office: Office, add: AddUser, alice: User, at_desk: AtDesk, lamp: OpenCase,
    number: TakeNumber,
) -> None:  # fmt: skip
    case = lamp(point=None, kelurahan="99.71.02.1001")
    told = ServiceRequest.objects.get(filing__case=case)
    sit_down(office, "1", by=lurah, at=timezone.now())
    number("B")
    desk = at_desk(lurah)
    desk.post("/meja/loket/panggilan")
    ticket = Ticket.objects.get()
    act(desk, ticket, "find", code=told.spoken_code)
    beside = at_desk(add("siti", Role.HEAD, MAWAR))
    assert case.reference in page(desk, ticket)
    assert case.reference not in page(beside, ticket)
    assert case.reference in page(at_desk(alice), ticket)
    act(desk, ticket, "done")
    assert case.reference not in page(desk, ticket)


def test_the_reference_shows_the_matter_but_prints_no_code(
    desk: Client, in_hand: Ticket, lamp: OpenCase
) -> None:
    told = ServiceRequest.objects.get(filing__case=lamp())
    act(desk, in_hand, "find", code=told.reference)
    shown = desk.get(f"/meja/loket/{in_hand.pk}/tanda-terima").content.decode()
    assert told.reference in shown
    assert told.spoken_code not in shown
    assert not any(group in shown for group in told.spoken_code.split("-"))


def test_an_answer_that_waits_is_told_here_and_ticked_off(
    desk: Client, in_hand: Ticket, alice: User
) -> None:
    act(desk, in_hand, "report", **TOLD)
    case, at = Case.objects.get(), timezone.now()
    verify(case, is_public=False, public_words="", by=alice, at=at)
    answer(case, "Besok diperbaiki.", by=alice, at=at)
    draw()
    letters = Letter.objects.filter(service_request__filing__case=case)
    waiting = list(letters.to_tell())
    assert waiting
    told = desk.post(f"/meja/loket/{in_hand.pk}/jawaban/{waiting[0].pk}")
    assert told["Location"].endswith("?ok=told")
    assert letters.to_tell().count() == len(waiting) - 1
    assert desk.post(f"/meja/loket/{in_hand.pk}/jawaban/{waiting[0].pk}").status_code == 404


def test_who_may_not_serve_here_finds_nothing(
    office: Office,
    in_hand: Ticket,
    bob: User,
    charlie: User,
    lurah: User,
    at_desk: AtDesk,
) -> None:
    officer, neighbour, head = at_desk(bob), at_desk(charlie), at_desk(lurah)
    assert officer.get("/meja/loket/").status_code == 404
    assert neighbour.get("/meja/loket/").status_code == 200
    for path in ("", "nomor", "nomor.pdf", "tanda-terima", "tanda-terima/a5.pdf"):
        address = f"/meja/loket/{in_hand.pk}/{path}"
        assert officer.get(address).status_code == 404
        assert neighbour.get(address).status_code == 404
    for path in ("isi", "draf", "bacaan", "panggilan", "jawaban/1"):
        address = f"/meja/loket/{in_hand.pk}/{path}"
        assert neighbour.post(address, {"go": "done"}).status_code == 404
    assert (
        neighbour.post("/meja/loket/kursi", {"office": "mawar", "window": "9"}).status_code == 404
    )
    assert neighbour.post("/meja/loket/panggilan").status_code == 404
    assert head.get("/meja/loket/tempat/").status_code == 404
    # Whoever sits beside her sees the number, and does nothing with it.
    assert head.get(f"/meja/loket/{in_hand.pk}/").status_code == 200
    assert head.post(f"/meja/loket/{in_hand.pk}/isi", {"go": "done"}).status_code == 409
    assert head.get(f"/meja/loket/{in_hand.pk}/tanda-terima").status_code == 404
    in_hand.refresh_from_db()
    assert in_hand.state == State.CALLED


def test_the_place_and_the_number_cost_a_fixed_number_of_statements(
    desk: Client, in_hand: Ticket, number: TakeNumber
) -> None:
    counted: dict[int, list[int]] = {}
    for more in (0, 12):
        for _ in range(more):
            number()
        counted[more] = []
        for path in ("", f"{in_hand.pk}/", "keadaan"):
            desk.get(f"/meja/loket/{path}")
            with statements() as seen:
                assert desk.get(f"/meja/loket/{path}").status_code == 200
            counted[more].append(len(seen))
    assert counted[0] == counted[12]
    assert max(counted[12]) <= 18


def test_a_double_click_hands_out_one_number_and_leaves_no_ghost_behind(
    desk: Client, seat: Seat
) -> None:
    shown = desk.get("/meja/loket/").content.decode()
    key = shown.partition('name="key" value="')[2].partition('"')[0]
    form = {"letter": "A", "key": key, "serve": "1"}
    first, second = (desk.post("/meja/loket/nomor", form) for _ in range(2))
    assert first["Location"] == second["Location"]
    assert Ticket.objects.get().state == State.CALLED
