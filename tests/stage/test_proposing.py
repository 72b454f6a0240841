"""Rules propose, with evidence, once; and take it back when its ground has been gone for long."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from kentongan.alarms.senses import SENSES
from kentongan.cities.packs.stage_facts import STAGE_SIGNALS
from kentongan.journal.models import Entry
from kentongan.people.models import Role, User
from kentongan.stage.deciding import Ruling, decide, refuse
from kentongan.stage.looking import SIGNALS
from kentongan.stage.models import StageProposal
from kentongan.stage.tile import tile
from tests.casework.test_story import user
from tests.stage.town import Water, after, look, open_levels, rising
from tests.statements import statements

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture
def water(city: object) -> Iterator[Water]:
    with rising() as found:
        yield found


@pytest.fixture
def mayor(city: object) -> User:
    return user("wali", Role.LEADER, "walikota")


def kinds() -> list[str]:
    rows = Entry.objects.filter(kind__startswith="stage.").order_by("pk")
    return list(rows.values_list("kind", flat=True))


def test_the_pack_and_the_room_know_the_same_signals() -> None:
    assert set(SIGNALS) == set(STAGE_SIGNALS)
    assert set(SENSES) < set(SIGNALS)


def test_a_rule_proposes_once_with_the_rows_it_rests_on_and_decides_nothing(water: Water) -> None:
    assert look(0) == 0
    water.cm = 210
    assert look(1) == 1
    proposal = StageProposal.objects.get()
    (trigger,) = proposal.evidence
    (piece,) = trigger["pieces"]
    assert (trigger["threshold"], trigger["count"]) == (200, 1)
    assert (piece["point"], piece["value"], piece["row"]) == ("hulu", 210, "gauge:1")
    assert datetime.fromisoformat(piece["seen_at"]) == after(0)
    assert [look(minute) for minute in (2, 3, 4)] == [0, 0, 0]
    assert (tile(after(4)).level, kinds()) == (1, ["stage.proposed"])
    water.cm = 320
    assert look(5) == 1
    assert open_levels() == [3, 4]


def test_a_proposal_goes_when_its_ground_has_been_gone_for_long_and_not_at_the_threshold(
    water: Water,
) -> None:
    water.cm = 210
    look(0)
    water.cm = 190  # within the deadband: still
    assert (look(60), open_levels()) == (0, [3])
    water.cm = 150
    assert (look(70), open_levels()) == (0, [3])
    water.cm = None  # nobody can say: neither
    assert (look(80), open_levels()) == (0, [3])
    water.cm = 150
    assert look(105) == 0
    assert (look(111), open_levels()) == (1, [])
    assert kinds() == ["stage.proposed", "stage.proposal_lapsed"]
    assert [each.level for each in tile(after(90)).proposals] == [3]  # a past moment, as it was
    water.cm = 210
    assert (look(120), open_levels()) == (1, [3])


def test_what_was_refused_is_not_proposed_again_on_the_same_ground(
    water: Water, mayor: User
) -> None:
    water.cm = 210
    look(0)
    refuse(StageProposal.objects.get(), "Pompa bekerja", by=mayor, at=after(1))
    assert (look(2), look(200), open_levels()) == (0, 0, [])
    water.cm = 320  # worse is another matter
    assert (look(201), open_levels()) == (1, [4])
    water.cm = 50
    assert [look(210), look(240)] == [0, 1]
    water.cm = 210
    assert (look(250), open_levels()) == (1, [3])


def test_a_lower_stage_is_proposed_after_calm_and_never_while_nobody_can_say(
    water: Water, mayor: User
) -> None:
    water.cm = 320
    look(0)
    decide(Ruling(4, "Air naik", 1, StageProposal.objects.get()), by=mayor, at=after(1))
    water.cm = None
    assert (look(10), look(60), open_levels()) == (0, 0, [])
    water.cm = 250
    assert (look(61), look(90)) == (0, 0)
    assert (look(92), open_levels()) == (1, [3])
    water.cm = 310
    assert (look(93), open_levels()) == (1, [])  # withdrawn at once: it rises again


def test_a_round_costs_the_same_however_many_proposals_stand(water: Water) -> None:
    look(0)
    with statements() as quiet:
        look(1)
    assert len(quiet) <= 10
