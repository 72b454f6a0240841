"""Our answers fit the JSON Schemas that Open311 publishes (github.com/open311/schema-validation).

They state no licence, so they are not shipped: `GEOREPORT_SCHEMAS` names their folder
(`schema/georeport-v2`), and without it this is skipped.
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest
import requests
from jsonschema import Draft4Validator, FormatChecker
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT4

from tests.contracts.conftest import KEY
from tests.contracts.test_georeport import REPORT

FOLDER = os.environ.get("GEOREPORT_SCHEMAS", "")
pytestmark = pytest.mark.skipif(not FOLDER, reason="GEOREPORT_SCHEMAS names no folder")


def faults(name: str, answer: Any) -> list[str]:
    read = {path.name: json.loads(path.read_text()) for path in Path(FOLDER).glob("*.json")}
    known = [(key, Resource(contents=one, specification=DRAFT4)) for key, one in read.items()]
    registry: Registry[Any] = Registry().with_resources(known)
    judge = Draft4Validator(read[name], registry=registry, format_checker=FormatChecker())
    return [error.message for error in judge.iter_errors(answer)]


def test_services_definitions_and_requests_fit_the_published_schemas(served: str) -> None:
    at = f"{served}/open311/test/v2"
    services = requests.get(f"{at}/services.json", timeout=10).json()
    assert faults("services.json", services) == []
    asking = [one["service_code"] for one in services if one["metadata"]]
    assert asking
    for code in asking:
        definition = requests.get(f"{at}/services/{code}.json", timeout=10).json()
        assert faults("service-definition.json", definition) == []
    sent = requests.post(f"{at}/requests.json", data=REPORT | {"api_key": KEY}, timeout=10)
    assert sent.status_code == 201
    listed = requests.get(f"{at}/requests.json", timeout=10).json()
    assert listed
    assert faults("requests.json", listed) == []
    one = requests.get(f"{at}/requests/{listed[0]['service_request_id']}.json", timeout=10).json()
    assert faults("requests.json", one) == []
    assert faults("request.json", {**one[0], "status": "waiting"}) != []
