"""Discovery, services, formats, other sites, and two cities that know nothing of each other."""

import pytest
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client, RequestFactory
from lxml import etree

from kentongan.cities.entering import city_by_host, forget_hosts
from kentongan.openapi.open311.answering import Said, speaks


def test_discovery_names_one_endpoint_for_real_and_one_for_trying_out(machine: Client) -> None:
    for path in ("/open311/discovery.json", "/open311/v2/discovery.json"):
        found = machine.get(path).json()
        kinds = {one["type"]: one["url"] for one in found["endpoints"]}
        assert kinds == {
            "production": "http://testserver/open311/v2",
            "test": "http://testserver/open311/test/v2",
        }
        assert found["endpoints"][0]["formats"] == ["text/xml", "application/json"]
        assert found["changeset"]
        assert found["contact"]
        assert found["key_service"]


def test_services_say_whether_they_ask_questions(machine: Client) -> None:
    found = {one["service_code"]: one for one in machine.get("/open311/v2/services.json").json()}
    assert found["PJU-01"]["metadata"] is True
    assert found["BJR-01"]["metadata"] is False
    assert found["PJU-01"]["group"] == "Jalan dan air"
    assert found["PJU-01"]["type"] == "realtime"


def test_a_definition_lists_questions_and_their_values(machine: Client) -> None:
    found = machine.get("/open311/v2/services/PJU-01.json").json()
    lamps, pole = found["attributes"]
    assert lamps["values"][0] == {"key": "satu", "name": "Satu"}
    assert (lamps["order"], pole["order"], pole["required"]) == (1, 2, False)
    assert machine.get("/open311/v2/services/NIHIL.json").status_code == 404


@pytest.mark.parametrize("path", [
    "/open311/discovery.xml", "/open311/v2/services.xml", "/open311/v2/services/PJU-01.xml",
    "/open311/v2/requests.xml", "/open311/v2/tokens/1.xml", "/open311/v2/nothing.xml",
])  # fmt: skip
def test_every_xml_is_well_formed_and_says_its_encoding(machine: Client, path: str) -> None:
    answer = machine.get(path)
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    assert etree.fromstring(answer.content) is not None


def test_xml_names_every_list_and_its_children(machine: Client) -> None:
    root = etree.fromstring(machine.get("/open311/v2/services/PJU-01.xml").content)
    assert root.tag == "service_definition"
    assert root.xpath("attributes/attribute/values/value/key/text()") == ["satu", "banyak"]
    assert root.xpath("attributes/attribute/required/text()") == ["false", "false"]


def test_without_an_extension_xml_is_spoken_unless_json_is_asked_for(machine: Client) -> None:
    plain = machine.get("/open311/v2/services", headers={"accept": "*/*"})
    asked = machine.get("/open311/v2/services")
    assert plain["Content-Type"].startswith("text/xml")
    assert asked["Content-Type"].startswith("application/json")
    assert plain["Vary"] == "Accept"
    assert machine.get("/open311/v2/services.yaml").status_code == 400


def test_tokens_are_never_handed_out(machine: Client) -> None:
    answer = machine.get("/open311/v2/tokens/123.json")
    assert (answer.status_code, answer.json()[0]["code"]) == (404, 404)


def test_other_sites_pages_may_read(machine: Client) -> None:
    answer = machine.get("/open311/v2/services.json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    asked = machine.options("/open311/v2/requests.json")
    assert (asked.status_code, asked["Access-Control-Allow-Methods"]) == (204, "GET, POST, OPTIONS")
    assert machine.put("/open311/v2/requests.json").status_code == 405


def test_english_is_spoken_on_request(machine: Client) -> None:
    found = machine.get("/open311/v2/services.json?lang=en").json()
    assert "Street lamp out" in {one["service_name"] for one in found}


def test_reading_starts_no_session(machine: Client) -> None:
    assert "sessionid" not in machine.get("/open311/v2/requests.json").cookies
    assert not machine.get("/open311/v2/requests.json").cookies


def test_a_host_that_is_no_city_s_is_not_there(machine: Client) -> None:
    forget_hosts()
    assert city_by_host("testserver")
    assert machine.get("/open311/v2/services.json", headers={"host": "x.test"}).status_code == 404


@pytest.mark.parametrize(("ext", "begins"), [("xml", b"<?xml"), ("json", b'[{"code":503')])
def test_a_lost_database_is_told_in_the_format_asked_for(ext: str, begins: bytes) -> None:
    @speaks("GET")
    def lost(request: HttpRequest) -> Said:
        raise OperationalError("server closed the connection unexpectedly")

    answer = lost(RequestFactory().get(f"/open311/v2/requests.{ext}"), ext=ext)
    assert (answer.status_code, answer["Retry-After"]) == (503, "15")
    assert answer.content.startswith(begins)
