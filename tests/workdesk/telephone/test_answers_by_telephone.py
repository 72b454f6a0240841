"""Whoever rings for an answer hears the words themselves, and answers what we asked."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from kentongan.calls.models import Call
from kentongan.casework.asking import ask
from kentongan.casework.claiming import claim
from kentongan.casework.models import Addition, Case, Inquiry, Stage, Verdict
from kentongan.casework.verifying import verify
from kentongan.intake.models import Channel, LocatedBy, ServiceRequest
from kentongan.intake.report import Person
from kentongan.people.models import User
from kentongan.places.directory import directory
from kentongan.places.models import Landmark
from kentongan.toolbox.snapshots import forget_all
from tests.workdesk.conftest import OpenCase
from tests.workdesk.telephone.conftest import ANIS
from tests.workdesk.telephone.test_a_call import call, desk, page, press

__all__ = ["call", "desk"]

QUESTION = "Tiang nomor berapa yang mati?"


@pytest.fixture
def asked(lamp: OpenCase, alice: User) -> ServiceRequest:
    case = lamp(person=Person(name="Ani", phone=ANIS))
    verify(case, is_public=False, public_words="", by=alice, at=timezone.now())
    ask(case, QUESTION, by=alice, at=timezone.now())
    return ServiceRequest.objects.get()


def test_the_question_itself_is_read_to_the_caller(
    desk: Client, call: Call, asked: ServiceRequest
) -> None:
    assert QUESTION in page(desk, call)


def test_a_number_alone_is_read_nothing_confidential(
    desk: Client, call: Call, asked: ServiceRequest
) -> None:
    ServiceRequest.objects.update(is_confidential=True)
    drawn = page(desk, call)
    assert asked.reference in drawn
    assert QUESTION not in drawn
    assert "rahasia" in drawn


def test_words_given_by_telephone_answer_the_open_question(
    desk: Client, call: Call, asked: ServiceRequest
) -> None:
    press(desk, call, "words", matter=str(asked.pk), added="Nomor tujuh")
    assert Inquiry.objects.get().reply == "Nomor tujuh"
    case = Case.objects.get()
    assert (case.stage, case.paused_until) == (Stage.VERIFIED, None)
    press(desk, call, "words", matter=str(asked.pk), added="Dan nomor delapan")
    assert Addition.objects.get().text == "Dan nomor delapan"


def test_a_caller_says_that_it_is_repaired_of_the_matter_that_was_chosen(
    desk: Client, call: Call, lamp: OpenCase, alice: User, bob: User
) -> None:
    case = lamp(person=Person(name="Ani", phone=ANIS))
    verify(case, is_public=False, public_words="", by=alice, at=timezone.now())
    claim(case, "Lampu sudah diganti.", by=bob, at=timezone.now())
    drawn = page(desk, call)
    assert 'data-function="Shift F3"' in drawn
    assert re.search(r'<details class="matter" data-row data-sayable="fixed not_fixed"', drawn)
    assert "apakah benar" in drawn
    assert "Pilih dahulu" in press(desk, call, "fixed", 422)
    press(desk, call, "fixed", matter=str(ServiceRequest.objects.get().pk))
    verdict = Verdict.objects.get()
    assert (verdict.channel, verdict.helper, verdict.is_true) == (Channel.PHONE, alice, True)
    assert Case.objects.get().outcome == "confirmed"
    assert 'data-function="Shift F3"' not in page(desk, call)


def test_a_landmark_lies_where_the_city_says_also_where_boundaries_differ(
    desk: Client, call: Call
) -> None:
    melati = directory().by_code["99.71.01.1002"]
    mark = Landmark.objects.create(
        name="Pasar Kenari", jurisdiction_id=melati.pk, lat=-6.1912, lon=106.6121
    )
    forget_all()
    told = {"words": "Lampu padam", "kind": "PJU-01", "address": "Pasar Kenari"}
    press(desk, call, "report", **told, place=f"landmark:{mark.pk}")
    kept = ServiceRequest.objects.get()
    assert (kept.jurisdiction.name, kept.located_by) == ("Melati", LocatedBy.NAME)
    assert kept.lat == mark.lat
    assert Case.objects.get().jurisdiction_id == melati.pk
