"""A client that others wrote (PyPI `georeport`) understands us, in JSON and in XML."""

import pytest
import requests
from georeport import GeoReport

from tests.contracts.conftest import KEY

REPORT = {
    "api_key": KEY,
    "service_code": "BJR-01",
    "lat": "-6.1912",
    "long": "106.6121",
    "description": "Air setinggi lutut",
}


@pytest.mark.parametrize("form", ["json", "xml"])
def test_the_client_reads_services_definitions_and_requests(served: str, form: str) -> None:
    client = GeoReport(f"{served}/open311/test/v2", output_format=form)
    services = {one["service_code"]: one for one in client.get_service_list()}
    assert services["PJU-01"]["service_name"] == "Lampu jalan padam"
    assert client.get_service_definition("PJU-01")
    sent = requests.post(f"{served}/open311/test/v2/requests.json", data=REPORT, timeout=10)
    assert sent.status_code == 201
    reference = sent.json()[0]["service_request_id"]
    (listed,) = _several(client.get_service_requests())
    assert (listed["service_request_id"], listed["status"]) == (reference, "open")
    assert client.get_service_request(reference)
    with pytest.raises(requests.HTTPError):
        client.get_service_request("KC00000000")


def _several(found: object) -> list[dict[str, str]]:
    """The client gives a lone XML child as itself, not in a list."""
    return found if isinstance(found, list) else [found]  # type: ignore[list-item]
