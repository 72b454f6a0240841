"""New cases find their neighbourhood by themselves, once, and lists that come in later mend."""

from unittest import mock

from django.db.models import Q

from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.cities.packs.place_facts import NeighbourhoodFacts
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.journal import reading
from kentongan.neighbourhood.models import Belonging
from kentongan.neighbourhood.placing import place_again, place_new
from kentongan.places.loading_neighbourhoods import load_neighbourhoods
from tests.casework.test_story import FRIDAY
from tests.neighbourhood.conftest import MAWAR, MELATI


def told(address: str, kelurahan: str = MAWAR) -> Case:
    report = Report("PJU-01", "Padam", Channel.WEB, kelurahan=kelurahan, address=address)
    return take_in(report, at=FRIDAY).filing.case


def follow() -> int:
    """Let the clock read on; a test's own rows never settle, so the horizon is lifted."""
    with mock.patch.object(reading, "SETTLED", Q()):
        return place_new(at=FRIDAY)


def test_the_clock_places_what_was_told_and_reads_nothing_twice(listed: object) -> None:
    case = told("RT 3 RW 5")
    assert follow() > 0
    assert str(case.belonging.neighbourhood) == "RT 003/RW 005"
    assert follow() == 0


def test_a_list_that_comes_in_later_places_what_lay_nowhere(listed: object) -> None:
    case, other = told("RW 9"), told("RW 9", MELATI)
    follow()
    assert not Belonging.objects.exists()
    load_neighbourhoods([NeighbourhoodFacts(MAWAR, "009")], is_whole=False)
    assert place_again([MAWAR], at=FRIDAY) == 1
    assert Belonging.objects.get().case == case
    assert place_again([MAWAR, MELATI], at=FRIDAY) == 0
    assert not Belonging.objects.filter(case=other).exists()
