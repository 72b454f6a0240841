"""What each subcommand of `kentongan city` does."""

import argparse
import sys
from datetime import datetime
from pathlib import Path

from kentongan.casework.recalculating import recalculate
from kentongan.cities.entering import inside
from kentongan.cities.models import City
from kentongan.cities.packs.boundaries import read_boundaries
from kentongan.cities.packs.facts import PackFacts
from kentongan.cities.packs.faults import BrokenPack, Findings
from kentongan.cities.packs.parts.neighbourhoods import read_list, read_outlines
from kentongan.cities.packs.reading import read
from kentongan.cities.packs.service_facts import USUAL_REPLY
from kentongan.cities.packs.writing import write
from kentongan.config import founding
from kentongan.config.exporting import facts_of
from kentongan.neighbourhood.placing import place_again
from kentongan.places.loading import load_boundaries
from kentongan.places.loading_neighbourhoods import load_neighbourhoods
from kentongan.places.models import Jurisdiction
from kentongan.toolbox.refusals import NotFound
from kentongan.toolbox.snapshots import forget_all


def check(options: argparse.Namespace, *, at: datetime) -> None:
    """Say that a pack is sound, or raise with every fault."""
    pack = _read(options.pack)
    print(
        f"{pack.city.name}: {len(pack.jurisdictions)} places, {len(pack.units)} units, "
        f"{len(pack.service_types)} service types. No faults."
    )


def add(options: argparse.Namespace, *, at: datetime) -> None:
    """Found a city and say where it answers."""
    pack = _read(options.pack)
    founding.prepare()
    domains = options.domain or [f"{pack.city.slug}.localhost"]
    city = founding.found(pack, domains=domains, at=at)
    print(f"{city.name} added; it answers to {', '.join(domains)}")


def load(options: argparse.Namespace, *, at: datetime) -> None:
    """Load a pack into the city that came from it."""
    pack = _read(options.pack)
    city = _city(pack.city.slug)
    founding.load(city, pack, at=at)
    with inside(city):
        moved = recalculate(at=at)
    if moved:
        print(f"{moved} running deadlines were recalculated or added")
    print(f"{pack.city.name} loaded; running servers see it within seconds")


def list(options: argparse.Namespace, *, at: datetime) -> None:  # noqa: A001
    """Print one line a city: slug, code, name, domains."""
    founding.prepare()
    for city in City.objects.real().order_by("slug").prefetch_related("domains"):
        domains = ", ".join(domain.domain for domain in city.domains.all())
        print(f"{city.slug}\t{city.code}\t{city.name}\t{domains}")


def export(options: argparse.Namespace, *, at: datetime) -> None:
    """Write the pack that would make this city again."""
    with inside(_city(options.city)):
        write(facts_of(), options.folder)
    print(f"written to {options.folder}")


def boundaries(options: argparse.Namespace, *, at: datetime) -> int:
    """Import official polygons, reporting faults, gaps and overlaps."""
    with inside(_city(options.city)):
        leaves = Jurisdiction.objects.filter(level=Jurisdiction.Level.KELURAHAN)
        report = read_boundaries(options.file, set(leaves.values_list("code", flat=True)))
        for fault in report.faults:
            print(fault, file=sys.stderr)
        if report.faults:
            return 1
        written = load_boundaries(report.polygons, are_approximate=False)
    forget_all()
    print(
        f"{written} boundaries imported, {report.square_kilometres:.3f} km²; "
        f"overlaps {report.overlap_square_metres:.0f} m², gaps {report.gap_square_metres:.0f} m²"
    )
    return 0


def neighbourhoods(options: argparse.Namespace, *, at: datetime) -> None:
    """Take a list of RW and RT, whole or not at all; of each kelurahan it names, all of them."""
    is_drawn = options.file.suffix.lower() in {".geojson", ".json"}
    findings = Findings()
    with inside(_city(options.city)):
        leaves = Jurisdiction.objects.filter(level=Jurisdiction.Level.KELURAHAN)
        codes = set(leaves.values_list("code", flat=True))
        read_them = read_outlines if is_drawn else read_list
        told = read_them(options.file, findings, codes)
        if findings.faults:
            raise BrokenPack(sorted(findings.faults))
        taken = load_neighbourhoods(told, is_whole=not is_drawn)
        placed = place_again({each.kelurahan for each in told}, at=at)
    forget_all()
    print(
        f"{taken.added} RW and RT added, {taken.changed} changed, {taken.retired} retired; "
        f"{placed} cases found theirs"
    )


def new(options: argparse.Namespace, *, at: datetime) -> None:
    """Start a pack out of the official names and codes."""
    from kentongan.cities.packs.starting import start_pack

    start_pack(options.code, options.folder, centres=options.centres)
    print(f"written to {options.folder}; next: kentongan city check {options.folder}")


def _read(folder: Path) -> PackFacts:
    """Read a pack, and say what was added to it."""
    pack = read(folder)
    if any(each.source == USUAL_REPLY.source for each in pack.promised["general"]):
        usual = f"{USUAL_REPLY.amount} {USUAL_REPLY.unit.replace('_', ' ')}"
        print(f"No reply window is set in general, so the usual one holds: {usual}")
    return pack


def _city(slug: str) -> City:
    found: City | None = City.objects.filter(slug=slug).first()
    if found is None:
        raise NotFound(f"There is no city {slug!r} here; kentongan city list names them.")
    return found
