"""No code stands in the words of a matter, whatever door they came by and whoever's code it is."""

from collections.abc import Callable

import pytest

from kentongan.casework.adding_words import add_words
from kentongan.casework.asking import ask
from kentongan.casework.hearing import hear
from kentongan.casework.models import Addition, Case, Inquiry
from kentongan.casework.opening import take_in
from kentongan.intake.messages import Medium
from kentongan.intake.models import Channel, ServiceRequest
from kentongan.intake.report import Report
from kentongan.intake.wishing import wish
from kentongan.people.models import Role
from tests.casework.test_story import FRIDAY, IN_MAWAR, user
from tests.dialogue.talking import Talk
from tests.statements import statements

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture
def first() -> ServiceRequest:
    told = take_in(Report("PJU-01", "Lampu padam", Channel.SMS, point=IN_MAWAR), at=FRIDAY)
    ServiceRequest.objects.filter(pk=told.pk).update(code="7KQ2M9XA3FHD")
    told.refresh_from_db()
    return told


@pytest.mark.parametrize("channel", list(Channel))
@pytest.mark.parametrize("spell", [str, str.lower, lambda c: c.replace("-", " "), " ".join])
def test_a_new_report_keeps_no_code_of_an_earlier_one(
    first: ServiceRequest, channel: Channel, spell: Callable[[str], str]
) -> None:
    words = f"Laporan {spell(first.spoken_code)} belum beres, rt 03"
    told = take_in(
        Report("PJU-01", words, channel, point=IN_MAWAR, address=f"gang 3 {first.code}"),
        at=FRIDAY,
    )
    case = told.filing.case
    said = (told.words, case.words)
    assert [each.split() for each in said] == [["Laporan", "belum", "beres,", "rt", "03"]] * 2
    assert (told.address, case.address) == ("gang 3", "gang 3")


def test_what_is_added_answered_or_wished_holds_no_code_of_anybody(first: ServiceRequest) -> None:
    alice = user("alice", Role.OPERATOR, "setda")
    own = take_in(Report("PJU-01", "Lampu padam", Channel.WEB, point=IN_MAWAR), at=FRIDAY)
    both = f"{own.spoken_code} sama dengan {first.spoken_code} ya"
    for channel in Channel:
        add_words(own, both, channel=channel, by=None, at=FRIDAY)
    hear(own, both, channel=Channel.COUNTER, by=alice, at=FRIDAY)
    ask(Case.objects.get(filings__service_request=own), "Di mana?", by=alice, at=FRIDAY)
    hear(own, both, channel=Channel.PHONE, by=alice, at=FRIDAY)
    kept = [*Addition.objects.values_list("text", flat=True), Inquiry.objects.get().reply]
    kept.append(wish(own, "correct", text=both, at=FRIDAY).text)  # type: ignore[arg-type]
    assert {" ".join(text.split()) for text in kept} == {"sama dengan ya"}


@pytest.mark.parametrize("channel", list(Medium))
def test_a_message_that_names_two_codes_gives_neither_away(
    first: ServiceRequest, channel: Medium
) -> None:
    talk = Talk(channel)
    talk.write("Lampu jalan padam di Mawar")
    talk.write(f"{talk.matter.spoken_code} sama dengan {first.spoken_code} juga gelap")
    assert not Addition.objects.filter(text__regex="[0-9]").exists()
    assert Addition.objects.count() == 1


def test_words_without_anything_like_a_code_cost_no_statement() -> None:
    report = Report("PJU-01", "Lampu padam di rt 3", Channel.WEB, point=IN_MAWAR)
    take_in(report, at=FRIDAY)
    with statements() as seen:
        take_in(report, at=FRIDAY)
    assert not [each for each in seen if '"code" IN' in each.sql]
