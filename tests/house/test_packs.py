"""Every pack that is shipped checks without a fault and becomes a city that can take a report."""

from pathlib import Path

import pytest

from kentongan.casework.models import Case
from kentongan.casework.opening import take_in
from kentongan.catalogue.shelf import shelf
from kentongan.cities.entering import inside
from kentongan.cities.packs.reading import read
from kentongan.config.founding import found
from kentongan.intake.models import Channel
from kentongan.intake.report import Report
from kentongan.places.directory import directory
from tests.conftest import moment
from tests.house.source import ROOT

PACKS = sorted(path.parent for path in ROOT.glob("city_packs/*/city.yaml"))


@pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)
@pytest.mark.usefixtures("city")
def test_a_shipped_pack_becomes_a_city_where_every_type_finds_its_unit(folder: Path) -> None:
    pack = read(folder)
    city = found(pack, domains=[f"{pack.city.slug}.localhost"], at=moment("2026-01-01 08:00"))
    with inside(city):
        places = [p for p in pack.jurisdictions if p.level == "kelurahan"]
        assert len(directory().kelurahan) == len(places)
        assert len(shelf().offered) == len(pack.service_types)
        for kind in shelf().offered:
            for place in directory().kelurahan:
                assert shelf().route(kind, place).is_active
        report = Report(
            next(k.code for k in shelf().offered if not shelf().questions.get(k.pk)),
            "Percobaan",
            Channel.WEB,
            kelurahan=places[0].code,
        )
        take_in(report, at=moment("2026-03-13 09:00"))
        assert Case.objects.count() == 1
