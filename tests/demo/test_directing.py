"""What the demonstration shows of directives: one overdue went up to the mayor, on the wall too."""

from datetime import timedelta

from django.utils import timezone

from kentongan.command.models import Charge, Climb
from kentongan.command.tiling import tile
from kentongan.config.demo.directing import direct
from kentongan.people.models import Role
from tests.casework.test_story import user
from tests.command.conftest import MAWAR, NORTH, SOUTH


def test_a_part_that_nobody_did_climbed_to_the_camat_and_on_to_the_mayor(city: object) -> None:
    now = timezone.now()
    user("wali", Role.LEADER, "walikota")
    user("cahya", Role.HEAD, NORTH)
    user("cakra", Role.HEAD, SOUTH)
    user("lina", Role.HEAD, MAWAR)
    user("dian", Role.HEAD, "dishub")
    direct(at=now)
    late = Charge.objects.get(climbs__step=2)
    went = Climb.objects.filter(charge=late).order_by("step").values_list("unit__code", flat=True)
    assert list(went) == [NORTH, "walikota"]
    assert tile(now).overdue == 2
    assert tile(now - timedelta(days=2)).overdue == 0
