"""The people and keys of the demonstration. Everybody's password is `demo`."""

from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256

from django.db.models import Value
from django.db.models.functions import Concat

from kentongan.cities.packs.facts import DemoUserFacts, PackFacts
from kentongan.neighbourhood.models import Headship
from kentongan.people.models import ApiKey, Membership, Role, User, WallDevice
from kentongan.people.screens import digest_of
from kentongan.places.models import Neighbourhood, Unit

PASSWORD = "demo"  # noqa: S105
KEY = "demo"
SCREEN = "demo"


def cast(pack: PackFacts, *, at: datetime) -> None:
    """Add the pack's demo users, an officer for every unit that works, and the api key `demo`."""
    units = {unit.code: unit for unit in Unit.objects.select_related("governs")}
    hashed = password_kept()
    for fact in pack.demo.users:
        _add(fact.username, fact.name, Role(fact.role), units[fact.unit], hashed)
        if fact.rw:
            _seat_head(fact, at=at)
    # A domain that cannot exist: whatever server letters are handed to, none leaves the house.
    named = User.objects.filter(username__in=[fact.username for fact in pack.demo.users], email="")
    named.update(email=Concat("username", Value("@demo.invalid")))
    manned = set(Membership.objects.values_list("unit_id", flat=True))
    for unit in units.values():
        if unit.pk not in manned:
            role = Role.HEAD if unit.governs_id else Role.OFFICER
            name = _name(unit, pack.demo.titles)
            _add(f"petugas-{unit.code.replace('.', '-')}", name, role, unit, hashed)
    ApiKey.objects.get_or_create(
        digest=sha256(KEY.encode()).hexdigest(), defaults={"label": "Demo", "added_at": at}
    )


def password_kept() -> str:
    """Return everybody's password as it is kept."""
    hashed = User()
    hashed.set_password(PASSWORD)
    return str(hashed.password)


def _seat_head(fact: DemoUserFacts, *, at: datetime) -> None:
    """Make somebody head of an invented RT or RW: real lists are each city's own to give."""
    kelurahan = Unit.objects.get(code=fact.unit).governs
    one, _ = Neighbourhood.objects.get_or_create(kelurahan=kelurahan, rw=fact.rw, rt=fact.rt)
    user = User.objects.get(username=fact.username)
    Headship.objects.get_or_create(user=user, neighbourhood=one, defaults={"began_at": at})


def _name(unit: Unit, titles: Mapping[str, str]) -> str:
    """What somebody is called whom the pack does not name: "Lurah Melati", or after the unit."""
    if unit.governs and unit.kind in titles:
        return f"{titles[unit.kind]} {unit.governs.name}"
    return f"Petugas {unit}"


def hang_screen(*, at: datetime) -> None:
    """Let anybody open the wall with the token `demo`, as with the key and the passwords."""
    WallDevice.objects.get_or_create(
        digest=digest_of(SCREEN), defaults={"label": "Demo", "added_at": at}
    )


def _add(username: str, name: str, role: Role, unit: Unit, password: str) -> None:
    user, _ = User.objects.get_or_create(
        username=username, defaults={"name": name[:120], "password": password}
    )
    Membership.objects.get_or_create(user=user, unit=unit, role=role)
