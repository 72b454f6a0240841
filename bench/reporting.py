"""The table of figures: what was to be reached, what was reached, and raw PostgreSQL beside it."""

import json
import os
import platform
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import django
import psutil

from bench.standing import Figure

BEGIN, END = "<!-- table: python bench/run.py --write -->", "<!-- end of table -->"
PAGE = Path(__file__).resolve().parent.parent / "docs" / "performance.md"


@dataclass(frozen=True)
class Line:
    """One line: a figure's key, what it is, what must be reached, and whether a value does."""

    key: str
    what: str
    wanted: str
    fits: Callable[[float, Mapping[str, float]], bool]


def at_least(least: float) -> Callable[[float, Mapping[str, float]], bool]:
    return lambda value, _: value >= least


def at_most(most: float) -> Callable[[float, Mapping[str, float]], bool]:
    return lambda value, _: value <= most


def within(key: str, times: float) -> Callable[[float, Mapping[str, float]], bool]:
    return lambda value, known: key in known and value <= times * known[key]


def table(lines: Iterable[Line], figures: Mapping[str, Figure]) -> str:
    """Write the lines that have a figure as a Markdown table."""
    known = {key: figure.value for key, figure in figures.items()}
    rows = ["| work | to reach | reached | | raw PostgreSQL |", "|---|---|---|---|---|"]
    for line in lines:
        figure = figures.get(line.key)
        if figure:
            mark = "yes" if line.fits(figure.value, known) else "**no**"
            rows.append(f"| {line.what} | {line.wanted} | {figure.told} | {mark} | {figure.raw} |")
    return "\n".join(rows)


def facts() -> str:
    """The machine and the parts, without its name."""
    memory = psutil.virtual_memory().total / 2**30
    load = os.getloadavg()[0]
    return (
        f"Measured on {datetime.now(UTC):%d %B %Y}: {os.cpu_count()} cores, {memory:.0f} GiB, "
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, Django "
        f"{django.get_version()}, psycopg {version('psycopg')}, uvicorn {version('uvicorn')}, "
        f"embedded PostgreSQL; load average at the end {load:.1f}."
    )


def write(text: str) -> None:
    """Put the text between the marks of docs/performance.md."""
    page = PAGE.read_text()
    before, _, rest = page.partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{text}\n{END}{after}")


def load(file: Path) -> dict[str, Figure]:
    """Read the figures of earlier runs."""
    if not file.exists():
        return {}
    return {key: Figure(**kept) for key, kept in json.loads(file.read_text()).items()}


def save(file: Path, figures: Mapping[str, Figure]) -> None:
    """Keep the figures, so that one work can be measured again alone."""
    file.write_text(json.dumps({key: asdict(kept) for key, kept in figures.items()}, indent=1))
