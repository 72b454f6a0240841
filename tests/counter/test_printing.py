"""What is handed over on paper: the code and its square, on three papers, and not to others."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.casework.models import Case
from kentongan.counter.models import Office, Ticket
from kentongan.face.printing import pictures
from kentongan.intake.models import ServiceRequest
from kentongan.people.models import User
from kentongan.workdesk.counter.papers import PAPERS, TICKET, receipt_values, ticket_values
from tests.counter.conftest import TakeNumber
from tests.counter.test_at_the_desk import TOLD, act
from tests.pdfs import holds_qr, words_of
from tests.workdesk.conftest import AtDesk

ROOT = Path(__file__).parents[2] / "kentongan"
A5_SQUARE = {"left": 148 - 14 - 3 - 30, "wide": 30}
STRIP_SQUARE = {"left": (80 - 44) / 2, "wide": 44}
TICKET_SQUARE = {"left": (80 - 34) / 2, "wide": 34}


@pytest.fixture
def told(desk: Client, in_hand: Ticket) -> ServiceRequest:
    act(desk, in_hand, "report", **TOLD, name="Ani #let *Contoh*")
    return ServiceRequest.objects.get()


@pytest.mark.parametrize("paper", PAPERS)
def test_the_receipt_holds_code_reference_and_deadline(
    desk: Client, in_hand: Ticket, told: ServiceRequest, paper: str
) -> None:
    answer = desk.get(f"/meja/loket/{in_hand.pk}/tanda-terima/{paper}.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert "no-store" in answer["Cache-Control"]
    said = " ".join(words_of(answer.content).split())
    assert told.reference in said
    assert all(group in said for group in told.spoken_code.split("-"))
    assert f"/t/{told.spoken_code}/" in said
    assert "Ani #let *Contoh*" in said  # what somebody wrote is text, never a command
    assert "Kelurahan Mawar".upper() in said


@pytest.mark.parametrize(("paper", "square"), [("a5", A5_SQUARE), ("80mm", STRIP_SQUARE)])
def test_the_square_leads_to_the_tracking_page(
    told: ServiceRequest, office: Office, paper: str, square: dict[str, float]
) -> None:
    address = f"https://contoh.localhost/t/{told.spoken_code}/"
    values = receipt_values(told, told.filing.case, office.unit, address=address, at=timezone.now())
    (drawn,) = pictures(PAPERS[paper], {**values, "paper": paper})
    assert holds_qr(drawn, address, **square)
    assert not holds_qr(drawn, address.replace("/t/", "/T/"), **square)


def test_a_queue_number_is_a_strip_that_names_nobody(number: TakeNumber, office: Office) -> None:
    ticket = number("B", is_priority=True)
    address = "https://contoh.localhost/antrean/mawar/layar?nomor=B001"
    values = ticket_values(ticket, office, address=address, ahead=3)
    (drawn,) = pictures(TICKET, values)
    assert holds_qr(drawn, address, **TICKET_SQUARE)


def test_once_they_have_gone_the_code_is_shown_to_nobody(
    desk: Client, in_hand: Ticket, told: ServiceRequest
) -> None:
    act(desk, in_hand, "done")
    for path in ("tanda-terima", "tanda-terima/a5.pdf"):
        answer = desk.get(f"/meja/loket/{in_hand.pk}/{path}")
        text = (
            answer.content.decode("latin-1") if path == "tanda-terima" else words_of(answer.content)
        )
        assert told.reference in text
        assert not any(group in text for group in told.spoken_code.split("-"))


def test_whoever_sees_the_case_prints_it_again_without_the_code(
    told: ServiceRequest, alice: User, bob: User, charlie: User, at_desk: AtDesk
) -> None:
    address = f"/meja/kasus/{told.reference}/tanda-terima/a5.pdf"
    for user in (alice, bob):  # he is of the unit that does the work
        said = words_of(at_desk(user).get(address).content)
        assert told.reference in said
        assert not any(group in said for group in told.spoken_code.split("-"))
    assert at_desk(charlie).get(address).status_code == 404
    assert at_desk(alice).get(address.replace("a5", "a3")).status_code == 404


def test_a_receipt_without_the_code_names_nobody(
    desk: Client, in_hand: Ticket, told: ServiceRequest, bob: User, at_desk: AtDesk
) -> None:
    again = at_desk(bob).get(f"/meja/kasus/{told.reference}/tanda-terima/a5.pdf")
    act(desk, in_hand, "find", code=told.reference)
    own = f"/meja/loket/{in_hand.pk}/tanda-terima"
    by_reference = desk.get(own).content.decode()
    act(desk, in_hand, "done")
    for text in (words_of(again.content), by_reference, desk.get(own).content.decode()):
        assert told.reference in text
        assert "Contoh*" not in text


def test_a_receipt_does_not_name_whose_data_are_restricted(
    desk: Client, in_hand: Ticket, told: ServiceRequest
) -> None:
    ServiceRequest.objects.update(restricted_at=timezone.now())
    answer = desk.get(f"/meja/loket/{in_hand.pk}/tanda-terima/a5.pdf")
    assert "Contoh*" not in words_of(answer.content)


def test_a_receipt_of_what_was_told_in_confidence_holds_no_words(
    desk: Client, in_hand: Ticket
) -> None:
    act(desk, in_hand, "report", **TOLD, rahasia="1", anonim="1", name="Ani Contoh")
    answer: Any = desk.get(f"/meja/loket/{in_hand.pk}/tanda-terima/a4.pdf")
    said = words_of(answer.content)
    assert Case.objects.get().is_confidential
    assert TOLD["words"] not in said
    assert "Ani Contoh" not in said


def test_no_template_loads_anything_from_elsewhere() -> None:
    templates = sorted(ROOT.rglob("*.typ"))
    assert len(templates) >= 4
    wrong = [path.name for path in templates if "@" in path.read_text(encoding="utf-8")]
    assert wrong == []
