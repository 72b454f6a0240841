"""Two council groups with a door each, and what was brought to the first of them."""

from datetime import datetime, timedelta

from kentongan.council.bringing import Brought, bring
from kentongan.council.grouping import found, place
from kentongan.council.models import Group, Matter
from kentongan.council.verifying import verify
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from kentongan.places.models import Unit

DOORS = (("pertama", "Fraksi Pertama", "fraksi1"), ("kedua", "Fraksi Kedua", "fraksi2"))
"""Invented: a city has its own, and none stands before another."""
TOLD = (
    ("Atap posyandu kami bocor", "Atap posyandu kami bocor, ibu-ibu menimbang bayi sambil basah."),
    ("Beasiswa terlambat", "Beasiswa anak saya dijanjikan cair bulan lalu, sampai kini belum."),
    ("Lampu lapangan", "Mohon lapangan tempat anak-anak berlatih diberi lampu."),
)


def open_doors(password: str, *, at: datetime) -> None:
    """Found both groups with somebody on duty, unless they are there.

    :param password: as it is kept, of every account of the demonstration
    """
    if Group.objects.exists():
        return
    unit = Unit.objects.order_by("pk")[0]
    for slug, name, username in DOORS:
        told = {"name": f"Staf {name}", "password": password}
        user, _ = User.objects.get_or_create(username=username, defaults=told)
        Membership.objects.get_or_create(user=user, unit=unit, role=Role.COUNCIL)
        user = User.objects.get(pk=user.pk)
        place(user, found(slug, name, by=None, at=at), by=None, at=at)
    _bring(User.objects.get(username=DOORS[0][2]), at)


def _bring(user: User, at: datetime) -> None:
    wards = directory().kelurahan
    ways = (Matter.Way.WALK_IN, Matter.Way.TELEPHONE, Matter.Way.HOTLINE)
    for number, ((title, words), way) in enumerate(zip(TOLD, ways, strict=True)):
        told = Brought(words, way, title, kelurahan=wards[number].code)
        matter = bring(told, by=user, at=at - timedelta(days=2, hours=number))
        if number == 0:
            verify(matter, by=user, at=at - timedelta(days=1))
