"""`kentongan gauges listen`: a line for each broker that a pack names, for as long as it does."""

import argparse
import shutil
import subprocess
import time
from pathlib import Path

import pytest
from pytest_django import Settings

from kentongan.cities.entering import enter
from kentongan.cities.models import City
from kentongan.config.brokers import Lines
from kentongan.config.commands import gauges as command
from kentongan.situation.feeds import Feed
from kentongan.situation.gauges.gauge import Level
from kentongan.situation.gauges.loading import load_gauges
from tests.committing import committed
from tests.situation.broker import mosquitto
from tests.situation.gauges import AT, OWN, UPPER, feed

MADE = ("situation_level", "situation_gauge", "situation_fetch", "situation_body", "situation_feed")


@pytest.mark.wire
def test_a_broker_of_a_pack_is_listened_to_and_left_when_the_pack_leaves_it(
    tmp_path: Path,
    django_db_setup: None,
    django_db_blocker: pytest.FixtureRequest,
    settings: Settings,
    capsys: pytest.CaptureFixture[str],
) -> None:
    secrets = tmp_path / "secrets"
    secrets.write_text("kota:rahasia\n")
    secrets.chmod(0o600)
    passwords = _hashed(secrets)
    settings.OF_CITIES = {"KENTONGAN_MQTT__CONTOH": "kota:rahasia"}
    lines = Lines()
    with (
        mosquitto(tmp_path, anonymous=False, more=f"password_file {passwords}") as broker,
        committed(django_db_blocker, *MADE, "journal_entry"),
    ):
        told = feed(broker.address, topics=["sungai/+/tma"], gauge_topic=2, format="number")
        load_gauges((UPPER, OWN), at=AT)
        try:
            _follow(lines)
            (listener,) = lines.listeners()
            assert listener.is_listening.wait(10)
            broker.publish("sungai/kota/tma", "81.5", user="kota:rahasia")
            _until_there_is_a_level()
            Feed.objects.filter(pk=told.pk).update(is_active=False)
            _follow(lines)
            assert lines.listeners() == []
        finally:
            lines.close()
        assert command.run(argparse.Namespace(verb="list", city="contoh")) == 0
        assert "81.5 cm, siaga 3" in capsys.readouterr().out
        assert command.run(argparse.Namespace(verb="list", city="lain")) == 1


def _hashed(plain: Path) -> Path:
    """Let Mosquitto's own program hash the passwords of a file, in place."""
    program = shutil.which("mosquitto_passwd")
    if program:
        subprocess.run([program, "-U", str(plain)], check=True)
    return plain


def _follow(lines: Lines) -> None:
    lines.follow_packs()
    enter(City.objects.get(slug="contoh"))  # it goes round the cities and ends in none


def _until_there_is_a_level() -> None:
    for _ in range(500):
        if Level.objects.exists():
            return
        time.sleep(0.02)
    raise AssertionError("the level never came")
