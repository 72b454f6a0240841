"""What a machine may read: all of a public case, the bare state of any other."""

from django.test import Client

from tests.openapi.conftest import LAMP, Made, listed

REQUESTS = "/open311/v2/requests.json"


def test_a_public_case_shows_screened_words_and_no_typed_address(
    machine: Client, public_case: Made
) -> None:
    case = public_case(address="Jalan Rahasia 1")
    (record,) = listed(machine)
    assert record["service_request_id"] == case.reference
    assert record["description"] == "Lampu padam"
    assert record["address"] == "Mawar, Utara, Kota Contoh"
    assert record["address_id"] == "99.71.01.1001"
    assert (record["lat"], record["long"]) == (-6.1912, 106.6121)
    assert record["agency_responsible"] == "Dinas Perhubungan"
    assert str(record["requested_datetime"]).endswith("+07:00")
    assert "Siti" not in str(record)
    assert "Rahasia" not in str(record)
    assert "extended_attributes" not in record


def test_extensions_add_the_voices_and_the_codes(machine: Client, public_case: Made) -> None:
    public_case()
    (record,) = listed(machine, extensions="true")
    extended = record["extended_attributes"]
    assert isinstance(extended, dict)
    assert (extended["voices"], extended["unit_code"]) == (1, "dishub")


def test_what_is_not_public_is_in_no_list_and_shows_its_state_alone(machine: Client) -> None:
    reference = machine.post(REQUESTS, LAMP).json()[0]["service_request_id"]
    assert listed(machine) == []
    (record,) = machine.get(f"/open311/v2/requests/{reference}.json").json()
    assert (record["status"], record["service_code"]) == ("open", "PJU-01")
    hidden = ("description", "address", "address_id", "lat", "long", "media_url")
    assert [record[name] for name in hidden] == [None] * 6


def test_a_private_matter_is_not_even_named(machine: Client) -> None:
    sent = {**LAMP, "service_code": "KTP-01"}
    reference = machine.post(REQUESTS, sent).json()[0]["service_request_id"]
    (record,) = machine.get(f"/open311/v2/requests/{reference}.json").json()
    assert record["status"] == "open"
    assert record["service_code"] == ""  # a string in any case, says the standard
    assert record["service_name"] is record["agency_responsible"] is None


def test_a_private_matter_made_public_lies_at_its_kelurahan_s_centre(
    machine: Client, public_case: Made
) -> None:
    public_case(code="KTP-01")
    (record,) = listed(machine)
    assert (record["lat"], record["long"]) == (-6.19, 106.61)


def test_an_unknown_id_is_not_there(machine: Client) -> None:
    for reference in ("KC000000", "nihil", "%00", "a" * 300):
        assert machine.get(f"/open311/v2/requests/{reference}.json").status_code == 404
