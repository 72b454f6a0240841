"""Measure: `python bench/run.py [--only create queue] [--cases 100000] [--many 1000000] [--write]`.

Two server processes, eight clients, durable commits; the median of three runs; beside each the
same statements without us, in the same run. Cities are filled once and kept in data/bench.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import (
    DATA,
    calls,
    chaining,
    conversing,
    creating,
    exporting,
    hearing,
    incidents,
    mapping,
    phone,
    pings,
    queueing,
    reporting,
    walling,
)
from bench.ground import ground
from bench.lines import LINES
from bench.servers import serving
from bench.standing import Bench, Figure

Measure = Callable[[Bench], Iterator[Figure]]
SMALL: dict[str, Measure] = {
    "queue": queueing.measure,
    "alone": queueing.measure_alone,
    "map": mapping.measure,
    "csv": exporting.measure,
    "create": creating.measure,
    "hear": hearing.measure,
    "inbox": conversing.measure,
    "calls": calls.measure,
    "incidents": incidents.measure,
    "pings": pings.measure,
    "phone": phone.measure,
    "fanout": walling.fan_out,
    "memory": walling.weigh,
}
LARGE: dict[str, Measure] = {
    "alone": queueing.measure_alone,
    "csv": exporting.measure,
    "wall": walling.measure,
    "chain": chaining.measure,
}
TINY: dict[str, Measure] = {"wall": walling.measure}


def main() -> int:
    """Measure what was asked for and print the table."""
    options = _options()
    figures = reporting.load(options.data / "figures.json")
    sizes = ((1000, TINY), (options.cases, SMALL), (options.many, LARGE))
    for cases, works in sizes:
        wanted = {k: v for k, v in works.items() if not options.only or k in options.only}
        if wanted and cases:
            _measure(cases, wanted, options, figures)
    lines = LINES(options.cases, options.many)
    text = f"{reporting.facts()}\n\n{reporting.table(lines, figures)}"
    print(text)
    if options.write:
        reporting.write(text)
    return 0


def _measure(
    cases: int, works: dict[str, Measure], options: argparse.Namespace, figures: dict[str, Figure]
) -> None:
    with ground(cases, options.data) as place, serving(place, options.port) as server:
        known = {key: figure.value for key, figure in figures.items()}
        bench = Bench(place, server, options.seconds, known)
        for name, work in works.items():
            for figure in work(bench):
                figures[figure.key] = figure
                raw = f" | raw {figure.raw}" if figure.raw else ""
                print(f"{cases:>9,} {name:8} {figure.key:32} {figure.told}{raw}", flush=True)
            reporting.save(options.data / "figures.json", figures)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", nargs="+", metavar="WORK", choices=sorted({*SMALL, *LARGE}))
    parser.add_argument("--cases", type=int, default=100_000, help="0 leaves this size out")
    parser.add_argument("--many", type=int, default=1_000_000, help="0 leaves this size out")
    parser.add_argument("--seconds", type=float, default=6.0, help="of one run, after warming up")
    parser.add_argument("--port", type=int, default=8290)
    parser.add_argument("--data", type=Path, default=DATA, help="where filled cities are kept")
    parser.add_argument("--write", action="store_true", help="into docs/performance.md")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
