"""Words that were erased are read by nobody any more: on no page, in no file, by no machine."""

from django.test import Client
from django.utils import timezone

from kentongan.casework.guarding import fulfil
from kentongan.intake.wishing import Kind, wish
from kentongan.people.models import Membership, Role, User
from kentongan.places.directory import directory
from tests.openapi.conftest import Made

SECRET = "Lampu depan warung Siti padam"


def outputs(reference: str) -> dict[str, str]:
    """What everybody reads of a case, by address."""
    pages = ("/", f"/laporan/{reference}/", "/peta/", "/peta/titik.geojson")
    files = ("/data/laporan.csv", "/data/laporan.geojson")
    machines = ("/open311/v2/requests.json", f"/open311/v2/requests/{reference}.json")
    told = {address: Client().get(address) for address in (*pages, *files, *machines)}
    assert {each.status_code for each in told.values()} == {200}
    return {
        address: (each.getvalue() if each.streaming else each.content).decode()
        for address, each in told.items()
    }


def test_erasing_words_takes_them_from_everything_that_is_public(
    machine: Client, public_case: Made
) -> None:
    case = public_case(words=SECRET)
    before = outputs(case.reference)
    telling = {address for address, text in before.items() if SECRET in text}
    assert {f"/laporan/{case.reference}/", "/data/laporan.csv", "/data/laporan.geojson"} <= telling
    assert {"/open311/v2/requests.json", "/"} <= telling
    dewi, at = User.objects.add("dewi", "Dewi", None), timezone.now()
    setda = directory().unit_by_code["setda"]
    Membership.objects.create(user=dewi, unit=setda, role=Role.ADMINISTRATOR)
    wished = wish(case.filings.get().service_request, Kind.ERASE, words_too=True, at=at)
    fulfil(wished, by=dewi, at=at)
    after = outputs(case.reference)
    assert {address for address, text in after.items() if SECRET in text} == set()
    kind = "Lampu jalan padam"
    assert kind in after[f"/laporan/{case.reference}/"]
    assert case.reference in after["/data/laporan.csv"]
