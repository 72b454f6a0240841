"""Keys as an operator gives them out: shown once, withdrawn by label."""

from argparse import Namespace

import pytest
from django.test import Client

from kentongan.config.commands import key
from kentongan.people.models import ApiKey
from tests.openapi.conftest import LAMP

REQUESTS = "/open311/v2/requests.json"


def run(verb: str, city: str = "contoh") -> int:
    return key.run(Namespace(verb=verb, city=city, label="Aplikasi warga", key=None))


def test_a_key_is_printed_once_opens_the_door_and_can_be_withdrawn(
    city: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("add") == 0
    given = capsys.readouterr().out.strip()
    assert len(given) == 32
    assert given not in str(list(ApiKey.objects.values()))
    machine = Client()
    assert machine.post(REQUESTS, {**LAMP, "api_key": given}).status_code == 201
    assert run("withdraw") == 0
    assert machine.post(REQUESTS, {**LAMP, "api_key": given}).status_code == 403
    assert run("list") == 0
    assert "Aplikasi warga  withdrawn" in capsys.readouterr().out


def test_a_wrong_city_or_label_is_said(city: object, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("add", city="nihil") == 1
    assert run("withdraw") == 1
    assert "No key of Aplikasi warga" in capsys.readouterr().err
