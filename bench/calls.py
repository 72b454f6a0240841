"""How many events of calls are folded a second, and how many told: `python bench/calls.py`.

Folding is in memory, one process. Telling is through PostgreSQL, durable, with the journal, each
event a transaction of its own, in a city made for it below FOLDER.
"""

import argparse
import os
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
NINE = datetime(2026, 3, 13, 2, tzinfo=UTC)
STORY = (
    ("call.offered", 0, {"number": "08123456789", "dialled": "112"}),
    ("call.queued", 1, {"queue": "umum"}),
    ("call.ringing", 5, {"extension": "201"}),
    ("call.answered", 9, {"extension": "201"}),
    ("call.held", 20, {}),
    ("call.resumed", 30, {}),
    ("call.ended", 60, {}),
)


def main() -> None:
    """Print both figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--calls", type=int, default=1000)
    parser.add_argument("--folder", type=Path, default=Path("data/bench-calls"))
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kentongan.config.settings")
    os.environ["KENTONGAN_DATA"] = str(options.folder)
    from kentongan.config.embedded import ensure_running

    os.environ["DATABASE_URL"] = ensure_running(options.folder.resolve())
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate_schemas", shared=True, interactive=False, verbosity=0)
    print(f"folded: {folded(options.calls):,.0f} events a second")
    print(f"told:   {told(options.calls):,.0f} events a second")


def folded(calls: int) -> float:
    """Fold each call anew with every event, as it is done when one is told."""
    from kentongan.calls.folding import fold

    events = [event(f"c{number}", step) for number in range(calls) for step in range(len(STORY))]
    started = time.perf_counter()
    for first in range(0, len(events), len(STORY)):
        for last in range(first + 1, first + len(STORY) + 1):
            fold(events[first:last])
    return len(events) / (time.perf_counter() - started)


def told(calls: int) -> float:
    """Tell the calls in turns, fifty under way at once."""
    from kentongan.calls.telling import tell
    from kentongan.cities.entering import inside
    from kentongan.cities.models import City
    from kentongan.config.founding import found
    from tests.example_city import PACK

    city = City.objects.filter(slug="contoh").first()
    city = city or found(PACK, domains=["contoh.localhost"], at=NINE)
    run = f"{time.time():.0f}"
    turns = (
        event(f"{run}-{number}", step)
        for first in range(0, calls, 50)
        for step in range(len(STORY))
        for number in range(first, min(first + 50, calls))
    )
    with inside(city):
        started = time.perf_counter()
        for each in turns:
            tell(each, pbx="bench", at=NINE)
        return calls * len(STORY) / (time.perf_counter() - started)


def event(call_id: str, step: int) -> "Told":  # type: ignore[name-defined] # noqa: F821
    """Return one event of a call."""
    from kentongan.calls.events import Kind, Told

    kind, second, said = STORY[step]
    at = NINE + timedelta(seconds=second)
    return Told(f"{call_id}-{kind}", Kind(kind), at, call_id, **said)


if __name__ == "__main__":
    main()
