"""What `kentongan transit` does besides importing: operators, keys, advice, simulated buses."""

import argparse
import secrets
import sys
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from kentongan.toolbox.refusals import NotFound
from kentongan.transit import advising, operators
from kentongan.transit.knowing import timetable
from kentongan.transit.models import Advisory, Aside, Latest, Operator, PositionKey, Version
from kentongan.transit.pinging import take_in
from kentongan.transit.promising import headway
from kentongan.transit.sifting import Told
from kentongan.transit.simulating import every, fleet, receivers

Step = Callable[[argparse.Namespace, datetime], int]
SIMULATION = "simulation"
AHEAD_S = 2 * 3600.0
USUAL_S = 600.0


def _timetables(_options: argparse.Namespace, _now: datetime) -> int:
    for each in Version.objects.order_by("feed", "valid_from", "imported_at"):
        print(f"{each.feed:12} from {each.valid_from}  taken in {each.imported_at:%F}  {each.name}")
    return 0


def _operator(options: argparse.Namespace, now: datetime) -> int:
    operators.add_operator(options.operator, options.name, by=None, at=now)
    return 0


def _vehicles(options: argparse.Namespace, now: datetime) -> int:
    new = operators.add_vehicles(_known(options.operator), options.codes, by=None, at=now)
    print(f"{len(new)} new.")
    return 0


def _key(options: argparse.Namespace, now: datetime) -> int:
    operator, vehicle = _known(options.operator), None
    if options.vehicle:
        vehicle = operator.vehicles.filter(code=options.vehicle).first()
        if vehicle is None:
            raise NotFound
    key = secrets.token_urlsafe(24)
    operators.give_key(operator, key, vehicle=vehicle, by=None, at=now)
    print("The key, shown this once; only its digest is kept:", file=sys.stderr, flush=True)
    print(key)
    return 0


def _close(options: argparse.Namespace, now: datetime) -> int:
    print(f"{operators.close_keys(_known(options.operator), by=None, at=now)} keys withdrawn.")
    return 0


def _positions(_options: argparse.Namespace, _now: datetime) -> int:
    for operator in Operator.objects.order_by("code"):
        heard = Latest.objects.filter(vehicle__operator=operator).order_by("-received_at").first()
        said = f"{heard.received_at:%F %T}Z" if heard else "never"
        print(f"{operator.code}: {operator.vehicles.count()} vehicles, last heard {said}")
        for aside in Aside.objects.filter(operator=operator).order_by("-hour", "why")[:20]:
            print(f"  {aside.hour:%F %H}h  {aside.why:10} {aside.count}")
    return 0


def _advise(options: argparse.Namespace, now: datetime) -> int:
    if options.until and options.until.tzinfo is None:
        print("--until needs its offset, as in 2026-03-13T18:00+07:00.", file=sys.stderr)
        return 1
    advice = advising.Advice(
        options.line, options.text, options.cause, options.effect, options.until
    )
    print(advising.advise(advice, by=None, at=now).pk)
    return 0


def _withdraw(options: argparse.Namespace, now: datetime) -> int:
    number = int(options.number) if options.number.isdecimal() else 0
    advisory = Advisory.objects.filter(pk=number).first()
    if advisory is None:
        raise NotFound
    advising.withdraw(advisory, by=None, at=now)
    return 0


def _simulate(options: argparse.Namespace, now: datetime) -> int:
    """Runs began up to two hours ago, so that buses are everywhere at once."""
    table, begin = timetable(now), now.timestamp() - AHEAD_S
    departures = [
        each
        for ways in table.ways_of.values()
        for each in every(ways, headway(table, ways, now) or USUAL_S, begin, begin + 12 * AHEAD_S)
    ]
    driven = fleet(departures, seed=now.toordinal())
    key = _simulator({journey.vehicle for journey in driven}, now)
    telling = receivers(driven, seed=1)
    print(f"{len(telling)} simulated buses; stop with Ctrl-C.", file=sys.stderr)
    while True:
        at = datetime.now(UTC)
        where = {name: each.tell(at.timestamp()) for name, each in telling.items()}
        take_in([Told(n, at, p) for n, p in where.items() if p], key=key, at=at)
        time.sleep(options.every)


def _simulator(codes: set[str], now: datetime) -> PositionKey:
    operator = Operator.objects.filter(code=SIMULATION, is_simulation=True).first()
    if operator is None:
        operator = operators.add_operator(
            SIMULATION, "Simulation", by=None, at=now, is_simulation=True
        )
    operators.add_vehicles(operator, sorted(codes), by=None, at=now)
    return operators.give_key(operator, secrets.token_urlsafe(24), by=None, at=now)


def _known(code: str) -> Operator:
    operator = Operator.objects.filter(code=code).first()
    if operator is None:
        raise NotFound
    return operator


STEPS: Mapping[str, Step] = {
    "timetables": _timetables,
    "operator": _operator,
    "vehicles": _vehicles,
    "key": _key,
    "close": _close,
    "positions": _positions,
    "advise": _advise,
    "withdraw": _withdraw,
    "simulate": _simulate,
}
