"""Setting the demonstration up: both cities, their people, and some weeks of believable past."""

import random
from datetime import datetime, timedelta
from pathlib import Path

from kentongan.cities.entering import inside
from kentongan.cities.models import City
from kentongan.cities.packs.facts import PackFacts
from kentongan.cities.packs.reading import read
from kentongan.config import founding
from kentongan.config.demo.bringing import open_doors
from kentongan.config.demo.calling import ring_today, seat_operators
from kentongan.config.demo.casting import cast, hang_screen, password_kept
from kentongan.config.demo.directing import direct
from kentongan.config.demo.drawing import draw_last_month
from kentongan.config.demo.outside.living import surround
from kentongan.config.demo.playing import A_DAY, Stage, play_past
from kentongan.config.demo.queueing import open_counter

PACKS = Path(__file__).resolve().parents[3] / "city_packs"
DAYS = 16


def packs() -> list[PackFacts]:
    """Read every pack that is shipped, the one with most places first."""
    found = [read(folder) for folder in sorted(PACKS.iterdir()) if (folder / "city.yaml").exists()]
    return sorted(found, key=lambda pack: -len(pack.jurisdictions))


def set_up(pack: PackFacts, *, days: int, at: datetime) -> bool:
    """Add a city with its cast and its past; False if it was there already."""
    known = City.objects.filter(slug=pack.city.slug).first()
    if known is not None:
        with inside(known):
            seat_operators(at=at)
            hang_screen(at=at)
            _furnish(Stage(pack, random.Random(pack.city.slug)), at)  # noqa: S311
        return False
    city = founding.found(pack, domains=[f"{pack.city.slug}.localhost"], at=at)
    with inside(city):
        cast(pack, at=at)
        seat_operators(at=at)
        hang_screen(at=at)
        stage = Stage(pack, random.Random(f"{pack.city.slug} {days}"))  # noqa: S311
        draw_last_month(stage, before=at - timedelta(days=days + 1))
        ring_today(stage, until=at)
        play_past(stage, days=days, a_day=A_DAY, until=at)
        _furnish(stage, at)
    return True


def _furnish(stage: Stage, at: datetime) -> None:
    """Add what came to the demonstration later; each looks whether it is there."""
    open_counter(at=at)
    direct(at=at)
    open_doors(password_kept(), at=at)
    surround(stage, at=at)
